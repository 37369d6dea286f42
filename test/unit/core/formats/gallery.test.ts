/**
 * The gallery: `seeds/formats/` has a small sample of every format, and `expected/` has what is read from
 * it. A new sample needs no code: `npx vitest run --project unit test/unit/core/formats/gallery -u` writes
 * its expected record, which you check before you commit it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ReadMember, RefusedMember } from '../../../../core/formats/format.ts';
import { readObject } from '../../../../core/formats/read.ts';
import { stored } from './upload.ts';

const samples = new URL('../../../../seeds/formats/', import.meta.url);
const expected = new URL('expected/', import.meta.url);
const names = readdirSync(samples).sort();

test('samples and expected records match one to one', () => {
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

/** Hides the signature, which is long and tells a reader nothing. */
function shown(member: ReadMember | RefusedMember): object {
  if ('refusal' in member) return member;
  const { signature, ...content } = member.content;
  return { ...member, content: { ...content, ...(signature === undefined ? {} : { signature: '…' }) } };
}
