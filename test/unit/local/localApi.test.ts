/** The API of one machine. A file that takes long for a request must not hold up new files, nor they it. */
import { expect, it, vi } from 'vitest';
import { type CursorKeys, cursorKey } from '../../../api/http/cursorKeys.ts';
import { readObject } from '../../../core/formats/read.ts';
import type { Ports } from '../../../core/protocol/ports.ts';
import { localApi } from '../../../local/localApi.ts';
import { Newsroom } from '../api/newsroom.ts';

const cursorKeys: CursorKeys = async () => [cursorKey(Buffer.from('a secret that only the tests know.'))];

it('answers while the parser of new files never ends', async () => {
  const room = new Newsroom();
  const id = await room.add({ key: 'wire/story.txt', title: 'Ministers meet' });
  await room.inbox.put('wire/story.txt', 'Ministers meet\n\nThe ministers met in London on Monday.\n');
  const own = { read: vi.fn(readObject), close: vi.fn() };
  const readsForFiles = vi.fn(() => new Promise<never>(() => {}));
  const { table, inbox, archive, search, queues } = room;
  const ports = { table, inbox, archive, search, queues, clock: () => room.now, read: readsForFiles };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const api = localApi(
    { ports: ports as unknown as Ports, cursorKeys },
    {
      host: '127.0.0.1',
      origin: undefined,
      log,
      hasRoom: () => true,
      health: async () => ({}) as never,
      reader: own,
    },
  );
  const answer = await api.app.request(`/v1/documents/${id}/versions`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ items: [{ version: expect.any(String) }] });
  expect([own.read.mock.calls.length, readsForFiles.mock.calls.length]).toEqual([1, 0]);
  api.close();
  expect(own.close).toHaveBeenCalledOnce();
});
