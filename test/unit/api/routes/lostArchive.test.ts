import { expect, it } from 'vitest';
import { annotationPrefix, payloadPrefix } from '../../../../core/records/archive.ts';
import { openExampleNewsroom } from '../exampleNewsroom.ts';

it('what the archive has lost is a 503 with a plain sentence, not a fault of the server', async () => {
  const room = await openExampleNewsroom();
  for (const prefix of [payloadPrefix, annotationPrefix])
    for (const { key, version } of (await room.archive.listVersions(prefix)).items)
      await room.archive.delete(key, version);
  const id = room.ids.profile;
  for (const path of ['', '/text', '/mentions', '/reprints']) {
    const response = await room.request(`/v1/documents/${id}${path}`);
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      status: 503,
      detail:
        'The archive has lost the text of this document. The next sweep has it made again from its file; ' +
        'if that is not possible, quarantine says why.',
    });
  }
  expect((await room.request('/v1/documents')).status).toBe(200);
});
