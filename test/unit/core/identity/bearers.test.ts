import { expect, it } from 'vitest';
import { bearersOf } from '../../../../core/identity/bearers.ts';
import { nameCodesOf } from '../../../../core/identity/contextCodes.ts';
import { appearanceOf } from '../../../../core/identity/evidence.ts';
import { surnameIdsOf } from '../../../../core/identity/shortNames.ts';

/** @param beside the other people of each document */
const name = (folded: string, documents: number, beside: readonly string[] = []) => ({
  id: `person/${folded.replaceAll(' ', '-')}`,
  folded,
  documents: Array.from({ length: documents }, (_, n) => {
    const company = nameCodesOf(beside.map((person) => ({ type: 'person', name: person })));
    const doc = `${folded} ${n}`;
    return appearanceOf({ doc, day: '2021-05-03', title: '', source: 'A', mentions: 1, company }, 'none');
  }),
});

const [pack, squad] = [
  ['Tom Reidel', 'Ann Oyelaran', 'Jo Quist'],
  ['Max Penhallow', 'Ida Brask', 'Lou Tarn'],
];

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

it('puts an initial to that one of several given names in whose documents the same people are', () => {
  const bearers = bearersOf([
    name('john hayes', 1, pack),
    name('j hayes', 5, pack),
    name('joan hayes', 2, squad),
  ]);
  expect(bearers.map(({ ids }) => ids)).toEqual([
    ['person/joan-hayes'],
    ['person/j-hayes', 'person/john-hayes'],
  ]);
});

it.each([
  ['a form of the given name', 'dave collins', 'david collins'],
  ['a given name with a letter too many', 'joe cole', 'jole cole'],
])('puts %s to it where the same people are, and nowhere else', (_, one, other) => {
  expect(bearersOf([name(one, 3, pack), name(other, 1, pack)])).toMatchObject([
    { id: `person/${one.replace(' ', '-')}`, documents: { length: 4 } },
  ]);
  expect(bearersOf([name(one, 3, pack), name(other, 1, squad)])).toHaveLength(2);
});

it('never puts two given names together that are no forms of one', () => {
  expect(bearersOf([name('joe cole', 3, pack), name('ashley cole', 3, pack)])).toHaveLength(2);
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
  expect(surnameIdsOf(id)).toEqual(lone);
});
