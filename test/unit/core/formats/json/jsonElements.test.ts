import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readObject } from '../../../../../core/formats/read.ts';
import { stored } from '../upload.ts';
import { membersOf, story } from './jsonMembers.ts';

describe('with any chunks and any changes', () => {
  const bodies = [
    JSON.stringify({
      meta: { n: 2 },
      articles: [story(1, { text: 'A “quote” \\ and "more".' }), 'x', story('ä')],
    }),
    `${JSON.stringify(story(1))}\n{bad\n\n${JSON.stringify(story('ä'))}\n`,
    JSON.stringify(story('é'), null, 2),
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      home_page_url: 'https://a.example',
      items: [story(1), story(2)],
    }),
  ];
  test('the members do not depend on the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...bodies),
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 50 }),
        async (body, sizes) => {
          const bytes = Buffer.from(body);
          const pieces = {
            ...stored(bytes, { key: 'log/file.json' }),
            async *stream() {
              for (let at = 0, i = 0; at < bytes.length; i++) {
                const end = at + (sizes[i % sizes.length] ?? 1);
                yield bytes.subarray(at, end);
                at = end;
              }
            },
          };
          const reading = await readObject(pieces);
          expect('members' in reading && (await Array.fromAsync(reading.members))).toEqual(
            await membersOf(bytes),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  test('nothing throws, and the result is the same twice', async () => {
    const changed = fc.tuple(
      fc.constantFrom(...bodies),
      fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }),
      fc.nat(600),
    );
    await fc.assert(
      fc.asyncProperty(changed, async ([body, changes, length]) => {
        const bytes = Buffer.from(body);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        const cut = bytes.subarray(0, Math.max(1, length));
        const read = async () => {
          const reading = await readObject(stored(cut));
          return 'code' in reading ? reading : Array.fromAsync(reading.members);
        };
        expect(await read()).toEqual(await read());
      }),
      { numRuns: 300 },
    );
  });
});
