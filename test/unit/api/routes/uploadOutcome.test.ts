/** GET /v1/uploads over an archive that the real stages fill. */
import { beforeEach, describe, expect, it } from 'vitest';
import { admitWithKey } from '../../../../api/http/admission.ts';
import { enqueueKeys } from '../../../../core/protocol/messages.ts';
import { recordDeadLetter } from '../../../../core/quarantine/deadLetter.ts';
import { createApiKey } from '../../../../core/records/apiKey.ts';
import { DecidedArchive } from '../../core/decisions/decidedArchive.ts';
import { Newsroom } from '../newsroom.ts';

const story = (title: string) =>
  `${title}\n\nMaria Okoye met the mayor of Lerwick on Monday, officials said.\n`;

let archive: DecidedArchive;
beforeEach(() => {
  archive = new DecidedArchive();
});
const outcome = (key: string) => archive.room.json(`/v1/uploads?key=${encodeURIComponent(key)}`);

describe('GET /v1/uploads', () => {
  it('says that a file waits, then leads to its document', async () => {
    await archive.room.inbox.put('wire/a story.txt', story('Talks in Lerwick'));
    expect(await outcome('wire/a story.txt')).toEqual({
      key: 'wire/a story.txt',
      state: 'waiting',
      documents: 0,
      items: [],
      refusedParts: 0,
    });
    await enqueueKeys(archive.room.queues.uploads, ['wire/a story.txt']);
    await archive.work();
    const { state, items } = await outcome('wire/a story.txt');
    expect([state, items]).toEqual(['stored', [{ id: expect.any(String), title: 'Talks in Lerwick' }]]);
    expect(await archive.room.json(`/v1/documents/${items[0].id}`)).toMatchObject({
      key: 'wire/a story.txt',
    });
  });

  it('waits again for another version, and says when the file is gone', async () => {
    await archive.put('a.txt', story('Talks in Lerwick'));
    archive.room.now += 1000;
    await archive.room.inbox.put('a.txt', story('Talks in Lerwick end'));
    expect(await outcome('a.txt')).toMatchObject({
      state: 'waiting',
      items: [{ title: 'Talks in Lerwick' }],
    });
    await enqueueKeys(archive.room.queues.uploads, ['a.txt']);
    await archive.work();
    expect(await outcome('a.txt')).toMatchObject({
      state: 'stored',
      items: [{ title: 'Talks in Lerwick end' }],
    });
    await archive.room.inbox.delete('a.txt');
    expect(await outcome('a.txt')).toMatchObject({ state: 'waiting' });
    await enqueueKeys(archive.room.queues.uploads, ['a.txt']);
    await archive.work();
    expect(await outcome('a.txt')).toMatchObject({ state: 'deleted', documents: 0, items: [] });
  });

  it('says why a file was refused, in whole or in part', async () => {
    await archive.put('broken.json', '{"title": "Half a sto');
    expect(await outcome('broken.json')).toMatchObject({
      state: 'refused',
      refusal: { code: 'input.truncated', remedy: 'Upload the complete file again.' },
    });
    await archive.put('log.jsonl', `${JSON.stringify({ title: 'A', text: story('A') })}\n{"title": "Half\n`);
    expect(await outcome('log.jsonl')).toMatchObject({ state: 'stored', documents: 1, refusedParts: 1 });
  });

  it('lists the first of many documents', async () => {
    const lines = Array.from({ length: 30 }, (_, i) =>
      JSON.stringify({ title: `Story ${i}`, text: story(`Story ${i}`) }),
    );
    await archive.put('log.jsonl', lines.join('\n'));
    const { state, documents, items } = await outcome('log.jsonl');
    expect([state, documents, items.length]).toEqual(['stored', 30, 20]);
  });

  it('says what a stage gave up on, until another version comes', async () => {
    const { room } = archive;
    await room.inbox.put('a.txt', story('Talks in Lerwick'));
    room.now += 1000;
    await recordDeadLetter(archive.ports, 'uploads', '{"hint":"key/1","key":"a.txt"}', 'Error: the disk');
    expect(await outcome('a.txt')).toMatchObject({ state: 'failed', refusal: { code: 'fault.normalize' } });
    room.now += 1000;
    await room.inbox.put('a.txt', story('Talks in Lerwick end'));
    expect(await outcome('a.txt')).toMatchObject({ state: 'waiting' });
  });

  it('knows no file that there never was, and takes a key alone', async () => {
    const { room } = archive;
    expect((await room.problem('/v1/uploads?key=none.txt')).httpStatus).toBe(404);
    expect(await room.problem('/v1/uploads')).toMatchObject({ httpStatus: 400, parameter: 'key' });
    expect(await room.problem('/v1/uploads?key=../a')).toMatchObject({ httpStatus: 400, parameter: 'key' });
  });

  it('needs the scope upload, and answers for the prefix of the API key alone', async () => {
    const clock = () => Date.now();
    const keyTable = archive.room.table;
    const room = new Newsroom(admitWithKey({ table: keyTable, clock }));
    await room.inbox.put('wire/a.txt', 'text');
    const statusFor = async (made: Parameters<typeof createApiKey>[1], path: string) => {
      const { key } = await createApiKey(keyTable, made, clock());
      const headers = { authorization: `Bearer ${key}` };
      return (await room.request(`/v1/uploads?key=${path}`, { headers })).status;
    };
    const upload = { name: 'wire', scopes: ['upload' as const], rate: 60, prefix: 'wire/' };
    expect(await statusFor(upload, 'wire/a.txt')).toBe(200);
    expect(await statusFor(upload, 'desk/a.txt')).toBe(403);
    expect(await statusFor({ name: 'desk', scopes: ['read'], rate: 60 }, 'wire/a.txt')).toBe(403);
  });
});
