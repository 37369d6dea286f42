/** From where the next claimant of a key goes on. */
import { expect, it } from 'vitest';
import type { Item } from '../../../../core/ports/table.ts';
import { rowsDigest, sourceDigest } from '../../../../core/records/claimRows.ts';
import { childSortKey, keys } from '../../../../core/records/keys.ts';
import type { DesiredState } from '../../../../functions/normalize/desiredState.ts';
import { inheritedPlace } from '../../../../functions/normalize/keyRows.ts';

const source = {
  ...{ key: 'a.jsonl', version: 'v', part: 'line 1', format: 'json', charset: 'utf-8', bytes: 9 },
  ...{ payload: 'a'.repeat(32), modified: 1 },
};
const docs = ['e', 'd'].map((digit) => digit.repeat(32));
const wanting = (...wanted: string[]) =>
  ({ documents: new Map(wanted.map((doc) => [doc, source])) }) as unknown as DesiredState;
const digest = rowsDigest(docs.map((doc) => ({ sk: childSortKey(doc), digest: sourceDigest(source) })));
const place = { token: 3, digest, after: childSortKey('d'.repeat(32)) };
const claim = (fields: object): Item => ({
  ...keys.claim('a.jsonl'),
  key: 'a.jsonl',
  token: 3,
  place,
  ...fields,
});

it('from the place on the claim, which it takes over under its own token', () => {
  expect(inheritedPlace(claim({}), wanting(...docs))).toEqual({ ...place, token: 4 });
});

it.each([
  ['there is no claim', undefined, docs],
  ['there is no place', { ...keys.claim('a.jsonl'), token: 3 }, docs],
  ['somebody has acquired the claim since', claim({ token: 4 }), docs],
  ['it came after the rows were applied', claim({ settled: 3 }), docs],
  ['other rows are wanted', claim({}), docs.slice(1)],
])('from the beginning if %s', (_, row, wanted) => {
  expect(inheritedPlace(row, wanting(...wanted))).toBeUndefined();
});
