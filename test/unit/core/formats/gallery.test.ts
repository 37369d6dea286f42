/**
 * The gallery: a small sample of every format in `seeds/formats/`, and beside this test, in `expected/`, what is read from it. A new sample
 * needs no code: `npx vitest run --project unit test/unit/formats/gallery -u` writes what is read now, to be looked over before it is kept.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ReadMember, RefusedMember } from '../../../../core/formats/format.ts';
import { readObject } from '../../../../core/formats/read.ts';
import { stored } from './upload.ts';

const samples = new URL('../../../../seeds/formats/', import.meta.url);
const expected = new URL('expected/', import.meta.url);
const names = readdirSync(samples).sort();

test('each sample has its expected record, and each expected record its sample', () => {
  expect(readdirSync(expected).sort()).toEqual(names.map((name) => `${name}.json`));
});

test.each(names)('%s', async (name) => {
  const reading = await readObject(stored(readFileSync(new URL(name, samples)), { key: `gallery/${name}` }));
  const record =
    'code' in reading
      ? reading
      : { ...reading, members: (await Array.fromAsync(reading.members)).map(shown) };
  await expect(`${JSON.stringify(record, null, 2)}\n`).toMatchFileSnapshot(
    new URL(`${name}.json`, expected).pathname,
  );
});

/** The signature is long, and says nothing to whoever looks the record over. */
function shown(member: ReadMember | RefusedMember): object {
  if ('refusal' in member) return member;
  const { signature, ...content } = member.content;
  return { ...member, content: { ...content, ...(signature === undefined ? {} : { signature: '…' }) } };
}
