/** Which objects of the archive a row keeps from being removed, and which it needs. */
import { expect, it } from 'vitest';
import type { Item } from '../../../../core/ports/table.ts';
import { annotationKey, payloadKey } from '../../../../core/records/archive.ts';
import {
  neededObjects,
  ReferencedKeys,
  referencedBases,
} from '../../../../core/records/archiveReferences.ts';
import { keys } from '../../../../core/records/keys.ts';

const doc = 'd'.repeat(32);
const [first, second, third] = ['1', '2', '3'].map((digit) => ({
  payload: digit.repeat(32),
  model: `model-${digit}`,
})) as [Basis, Basis, Basis];
type Basis = { payload: string; model: string };

const meta = (fields: object): Item => ({ ...keys.document(doc), doc, token: 3, ...fields });
const source = (fields: object): Item => ({
  ...keys.from(doc, 'a.txt'),
  ...{ key: 'a.txt', version: 'v', part: '', format: 'text', charset: 'utf-8', bytes: 9, modified: 1 },
  ...{ payload: first.payload, token: 3 },
  ...fields,
});

it('META references what is applied and what may be: its payloads and their annotations', () => {
  const row = meta({ pending: [first, second], applied: { token: 2, basis: third } });
  expect(referencedBases(row)).toEqual([first, second, third]);
  expect(neededObjects(row)).toEqual(
    [first, second, third].flatMap((basis) => [payloadKey(basis.payload), annotationKey(basis)]),
  );
  expect(referencedBases(meta({ pending: [], applied: { token: 2 } }))).toEqual([]);
});

it('a source references its payload, until it is buried; other rows reference nothing', () => {
  expect(referencedBases(source({}), 'own')).toEqual([{ payload: first.payload, model: 'own' }]);
  expect(neededObjects(source({}))).toEqual([payloadKey(first.payload)]);
  expect(referencedBases(source({ gone: true }))).toEqual([]);
  const references = new ReferencedKeys('own');
  references.add([source({})]);
  const annotation = (model: string) => annotationKey({ payload: first.payload, model });
  expect([annotation('own'), annotation('other')].map((key) => references.has(key))).toEqual([true, false]);
  expect(referencedBases({ ...keys.entity('place/london'), pending: [first] })).toEqual([]);
});
