import { beforeAll, describe, expect, it } from 'vitest';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

describe('the body of a POST', () => {
  const posted = ['/v1/quarantine/redrive', '/v1/uploads'];
  const body = JSON.stringify({ key: 'refused/none.txt' });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'x',
    '',
    ';',
  ])('is refused as "%s"', async (type) => {
    for (const path of posted) {
      const response = await room.request(path, { method: 'POST', headers: { 'content-type': type }, body });
      expect([response.status, response.headers.get('accept')], path).toEqual([415, 'application/json']);
      expect(await response.json()).toMatchObject({ status: 415, allowed: 'application/json' });
    }
  });

  it.each(['application/json', 'Application/JSON; charset=utf-8', 'application/json;charset=utf-8'])(
    'is accepted as %s',
    async (type) => {
      for (const path of posted)
        expect([200, 404]).toContain(
          (await room.request(path, { method: 'POST', headers: { 'content-type': type }, body })).status,
        );
    },
  );

  it('may be absent', async () => {
    expect((await room.request('/v1/quarantine/redrive', { method: 'POST' })).status).toBe(200);
  });

  it('may have at most 8,192 characters', async () => {
    const headers = { 'content-type': 'application/json' };
    for (const path of posted) {
      const long = { method: 'POST', headers, body: JSON.stringify({ key: 'x'.repeat(1_000_000) }) };
      expect((await room.problem(path, long)).httpStatus).toBe(413);
    }
  });
});
