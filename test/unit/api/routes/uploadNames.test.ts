import { expect, test } from 'vitest';
import { Newsroom } from '../newsroom.ts';

const post = (key: string) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ key, bytes: 10 }),
});

test.each(['wire/.notes.txt', '.git/config', 'wire/story.part'])(
  'a file that would not be read is refused: %s',
  async (key) => {
    const problem = await new Newsroom().problem('/v1/uploads', post(key));
    expect(problem).toMatchObject({
      httpStatus: 400,
      type: 'urn:problem-type:dateline:parameter',
      parameter: 'key',
      got: key,
    });
  },
);

test('dots elsewhere are no matter', async () => {
  const place = await new Newsroom().json('/v1/uploads', post('wire/...and then.v2.txt'));
  expect(place).toMatchObject({ method: 'PUT' });
});
