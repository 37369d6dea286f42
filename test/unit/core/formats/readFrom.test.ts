/** A reading that goes on from a place where an earlier one of the same version ended. */
import { describe, expect, test } from 'vitest';
import { readObject } from '../../../../core/formats/read.ts';
import { tarOf, zipOf } from './makeArchives.ts';
import { stored } from './upload.ts';

const story = (i: number) =>
  `Storm ${i} closes harbour\n\nThe storm closed the harbour for the third day in a row, and ${i} boats stayed out.`;
const line = (i: number) => JSON.stringify({ id: `${i}`, title: `Storm ${i}`, text: story(i) });
const mail = (i: number) =>
  `From desk@harbour.example Mon May  3 08:00:00 2021\nMessage-ID: <${i}@harbour.example>\nSubject: Storm ${i}\n\n${story(i)}\n\n`;
const files = [
  { name: 'a.txt', body: story(1) },
  { name: 'empty.txt', body: '' },
  { name: 'lines.jsonl', body: [line(2), '[]', line(3)].join('\n') },
  { name: 'unknown.bin', body: '\u0000\u0001\u0002\u0000' },
  { name: 'inner.zip', body: zipOf([2, 3].map((i) => ({ name: `${i}.txt`, body: story(i) }))) },
  { name: 'b.txt', body: story(4) },
];

describe('returns exactly the members after the place', () => {
  test.each([
    ['lines', [line(1), '[]', line(2), '{"id": "x"}', line(3)].join('\n')],
    ['a mailbox', [1, 2, 3].map(mail).join('')],
    ['a zip with archives, lines and files that cannot be read', zipOf(files)],
    ['a tar', tarOf(files.map(({ name, body }) => ({ name, body })))],
  ])('%s', async (_, body) => {
    const membersFrom = async (from?: { documents: number; refused: number }) => {
      const reading = await readObject(stored(body), from);
      if ('code' in reading) throw new Error(reading.code);
      return Array.fromAsync(reading.members);
    };
    const all = await membersFrom();
    expect(all.length).toBeGreaterThan(2);
    for (let place = 1; place <= all.length; place++) {
      const refused = all.slice(0, place).filter((member) => 'refusal' in member).length;
      expect(await membersFrom({ documents: place - refused, refused }), String(place)).toEqual(
        all.slice(place),
      );
    }
  });
});

test('counts what earlier readings have handed over', async () => {
  const reading = await readObject(stored([line(1), line(2)].join('\n')), { documents: 1, refused: 0 });
  const beyond = await readObject(stored(Array.from({ length: 10_001 }, () => '{}').join('\n')), {
    documents: 0,
    refused: 9_999,
  });
  if ('code' in reading || 'code' in beyond) throw new Error('refused');
  expect(await Array.fromAsync(reading.members)).toHaveLength(1);
  expect((await Array.fromAsync(beyond.members)).at(-1)).toMatchObject({
    part: '',
    refusal: { code: 'input.too_large' },
  });
});
