import { expect, it } from 'vitest';
import { bearersOf, withoutForms } from '../../../../core/identity/bearers.ts';
import { nameCodesOf } from '../../../../core/identity/contextCodes.ts';
import { appearanceOf } from '../../../../core/identity/evidence.ts';

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

/** So many people beside a name, the first of whom is the same everywhere. */
const among = (all: number, kind: string): string[] =>
  Array.from({ length: all }, (_, n) => `Ann ${n === 0 ? 'shared' : kind}${n}`);
const idsOf = (...names: Parameters<typeof bearersOf>[0]) => bearersOf(names).map(({ ids }) => ids);

it('puts an initial to nobody if two given names are equally close', () => {
  expect(idsOf(name('john hayes', 1, pack), name('joan hayes', 1, pack), name('j hayes', 1, pack))).toEqual([
    ['person/j-hayes'],
    ['person/joan-hayes'],
    ['person/john-hayes'],
  ]);
});

it('puts an initial to a bearer whose other form begins with it', () => {
  const names = [name('bill clinton', 2, pack), name('william clinton', 1, pack), name('w clinton', 1)];
  expect(idsOf(...names)).toHaveLength(1);
});

it('takes two names together from a share of their company on', () => {
  const initial = (all: number) =>
    idsOf(
      ...[name('joan hayes', 1, squad), name('john hayes', 1, among(all, 'own'))],
      name('j hayes', 1, among(all, 'other')),
    );
  const forms = (one: string, other: string, all: number) =>
    idsOf(name(one, 1, among(all, 'own')), name(other, 1, among(all, 'other')));
  expect(initial(10)).toHaveLength(2);
  expect(initial(11)).toHaveLength(3);
  expect(forms('dave collins', 'david collins', 10)).toHaveLength(1);
  expect(forms('dave collins', 'david collins', 11)).toHaveLength(2);
  expect(forms('joe cole', 'jole cole', 5)).toHaveLength(1);
  expect(forms('joe cole', 'jole cole', 6)).toHaveLength(2);
});

it.each([
  ['the commonest', [1, 1, 2], ['person/joe-cole'], ['person/jole-cole', 'person/joles-cole']],
  ['equally common ones', [1, 1, 1], ['person/joe-cole', 'person/jole-cole'], ['person/joles-cole']],
])('puts a form that is between two to one of them, of %s', (_, counts, ...expected) => {
  const names = ['joe', 'jole', 'joles'].map((given, i) => name(`${given} cole`, counts[i] ?? 0, pack));
  const [joe, jole, joles] = names as [(typeof names)[0], (typeof names)[0], (typeof names)[0]];
  for (const order of [names, names.toReversed(), [jole, joles, joe], [joles, joe, jole]])
    expect(idsOf(...order).sort()).toEqual(expected);
});

it.each([
  ['a form of the given name', 'dave collins', 'david collins'],
  ['a given name with a letter too many', 'joe cole', 'jole cole'],
  ['a given name with a letter too few', 'johnathan cole', 'jonathan cole'],
])('puts %s to it where the same people are, and nowhere else', (_, one, other) => {
  expect(bearersOf([name(one, 3, pack), name(other, 1, pack)])).toMatchObject([
    { id: `person/${one.replace(' ', '-')}`, documents: { length: 4 } },
  ]);
  expect(bearersOf([name(one, 3, pack), name(other, 1, squad)])).toHaveLength(2);
});

it('never puts two given names together that are no forms of one', () => {
  expect(bearersOf([name('joe cole', 3, pack), name('ashley cole', 3, pack)])).toHaveLength(2);
  // "Ana" is the beginning of "Anana", and its end.
  expect(bearersOf([name('ana cole', 3, pack), name('anana cole', 3, pack)])).toHaveLength(2);
});

it('never puts different surnames together, however alike they and the given names are', () => {
  for (const [one, other] of [
    ['dave cole', 'david bole'],
    ['joe cole', 'jole bole'],
  ] as const)
    expect(bearersOf([name(one, 3, pack), name(other, 1, pack)])).toHaveLength(2);
});

it('puts names with and without middle initials together', () => {
  expect(bearersOf([name('george bush', 1), name('george w bush', 9)])).toMatchObject([
    { id: 'person/george-w-bush', ids: ['person/george-bush', 'person/george-w-bush'] },
  ]);
});

it.each([
  ['the name in most documents', [name('r corrigan', 1), name('r j corrigan', 3)], 'person/r-j-corrigan'],
  ['the longest of equals', [name('george bush', 1), name('george w bush', 1)], 'person/george-w-bush'],
  ['then the first', [name('george h bush', 1), name('george w bush', 1)], 'person/george-h-bush'],
])('has the id of %s', (_, names, id) => {
  for (const order of [names, names.toReversed()]) expect(bearersOf(order)).toMatchObject([{ id }]);
});

it('leaves out forms of names that more documents have', () => {
  const left = (...names: Parameters<typeof withoutForms>[0]) =>
    withoutForms(names).map(({ folded }) => folded);
  const [base, form] = ['marek lindqvist', 'marek lindqvisti'];
  expect(left(name(base, 2), name(form, 1))).toEqual([base]);
  expect(left(name(base, 2), name(form, 2))).toEqual([base, form]);
  for (const other of ['marek lindqvistsson', 'marek lindqvists', 'tunde lindqvista', 'zoe quist'])
    expect(left(name(base, 2), name(other, 1))).toEqual([base, other]);
});
