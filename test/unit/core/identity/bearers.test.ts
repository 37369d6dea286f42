import { expect, it } from 'vitest';
import { bearersOf } from '../../../../core/identity/bearers.ts';
import { loneNamesOf } from '../../../../core/identity/shortNames.ts';

const name = (folded: string, documents: number) => ({
  id: `person/${folded.replaceAll(' ', '-')}`,
  folded,
  documents: Array.from({ length: documents }, (_, n) => n),
});

it('puts initials to the one given name that begins with them', () => {
  const bearers = bearersOf([name('reggie corrigan', 1), name('r corrigan', 5), name('tom corrigan', 2)]);
  expect(bearers.map(({ id, documents }) => [id, documents.length])).toEqual([
    ['person/reggie-corrigan', 6],
    ['person/tom-corrigan', 2],
  ]);
});

it('leaves initials alone that two given names begin with', () => {
  const bearers = bearersOf([name('ann hart', 1), name('a hart', 1), name('amy hart', 1)]);
  expect(bearers).toHaveLength(3);
});

it('puts names with and without middle initials together', () => {
  expect(bearersOf([name('george bush', 1), name('george w bush', 9)])).toMatchObject([
    { id: 'person/george-w-bush', ids: ['person/george-bush', 'person/george-w-bush'] },
  ]);
});

it.each([
  ['person/tony-blair', ['person/blair']],
  ['person/pieter-van-der-meulen', ['person/meulen', 'person/der-meulen', 'person/van-der-meulen']],
  ['person/blair', ['person/blair']],
  ['place/blair', []],
])('knows by which names a person may be meant alone: %s', (id, lone) => {
  expect(loneNamesOf(id)).toEqual(lone);
});
