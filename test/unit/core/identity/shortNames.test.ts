/** Under which short names documents may mention a person. */
import { expect, it } from 'vitest';
import {
  hasInitialOnly,
  isDoubleSurname,
  isShortId,
  isSurnameAlone,
  shortNamesOf,
  surnameIdsOf,
  surnameIn,
} from '../../../../core/identity/shortNames.ts';

it.each([
  ['person/tony-blair', ['person/blair']],
  ['person/pieter-van-der-meulen', ['person/meulen', 'person/der-meulen', 'person/van-der-meulen']],
  ['person/blair', ['person/blair']],
  ['person/van-der-meulen', ['person/van-der-meulen']],
  ['person/ben-velmar', ['person/velmar']],
  ['person/el-hadji-velmar', ['person/velmar']],
  // Initials, though Ortega y Gasset and Orsk e Velmar are joined so.
  ['person/e-velmar', ['person/velmar']],
  ['person/y-van-velmar', ['person/velmar', 'person/van-velmar']],
  ['person/ana-e-velmar', ['person/velmar']],
  ['person/robert-hald-jr', ['person/hald']],
  ['person/robert-ii', ['person/ii']],
  // No surname has five words.
  ['person/ana-van-a-b-c-quist', ['person/quist']],
  // The family name comes first, unless the last word is one too.
  ['person/park-jongun', ['person/jongun', 'person/park']],
  ['person/park-geun-hye', ['person/hye', 'person/park']],
  ['person/park-kim-hye', ['person/hye', 'person/park']],
  ['person/park-kim', ['person/kim']],
  ['place/blair', []],
])('%s alone is %j', (id, lone) => {
  expect(surnameIdsOf(id)).toEqual(lone);
});

it.each([
  ['person/reggie-corrigan', ['person/corrigan', 'person/r-corrigan']],
  ['person/r-corrigan', ['person/corrigan', 'person/r-corrigan']],
  ['person/e-corrigan', ['person/corrigan', 'person/e-corrigan']],
  ['person/j-p-grandclaude', ['person/grandclaude', 'person/j-p-grandclaude']],
  ['person/robert-hald-jr', ['person/hald', 'person/r-hald']],
  [
    'person/pieter-van-meulen',
    ['person/meulen', 'person/van-meulen', 'person/p-meulen', 'person/p-van-meulen'],
  ],
  ['person/corrigan', ['person/corrigan']],
  // Two surnames, with a hyphen or without; a second given name is none.
  [
    'person/ana-orsk-velmar',
    ['person/velmar', 'person/a-velmar', 'person/a-orsk-velmar', 'person/orsk-velmar'],
  ],
  ['person/ana-maria-velmar', ['person/velmar', 'person/a-velmar', 'person/a-maria-velmar']],
  [
    'person/ana-maria-orsk-velmar',
    ['person/velmar', 'person/a-velmar', 'person/a-maria-orsk-velmar', 'person/orsk-velmar'],
  ],
  [
    'person/ana-tarn-orsk-velmar',
    ['person/velmar', 'person/a-velmar', 'person/a-tarn-orsk-velmar', 'person/orsk-velmar'],
  ],
  ['person/ana-j-velmar', ['person/velmar', 'person/a-velmar', 'person/a-j-velmar']],
  ['person/park-orsk-velmar', ['person/velmar', 'person/park', 'person/p-velmar', 'person/p-orsk-velmar']],
  ['place/corrigan', []],
])('%s for short is %j', (id, short) => {
  expect(shortNamesOf(id)).toEqual(short);
});

it.each([
  ['person/okoye', 'surname', 'okoye'],
  ['person/van-der-meulen', 'surname', 'van der meulen'],
  ['person/a-okoye', 'initial', 'okoye'],
  ['person/j-p-grandclaude', 'initial', 'grandclaude'],
  ['person/j-van-der-meulen', 'initial', 'van der meulen'],
  ['person/j-xi', 'initial', 'xi'],
  ['person/x', 'surname', 'x'],
  ['person/ben', 'surname', 'ben'],
  ['person/van', 'surname', 'van'],
  ['person/van-der', 'surname', 'van der'],
  ['person/al-velmar', 'surname', 'al velmar'],
  ['person/ben-velmar', undefined, 'ben velmar'],
  ['person/el-hadji-velmar', undefined, 'el hadji velmar'],
  ['person/a-b', undefined, 'a b'],
  ['person/jo-grandclaude', undefined, 'jo grandclaude'],
  ['person/amara-okoye', undefined, 'amara okoye'],
  ['place/okoye', undefined, 'okoye'],
  ['organization/e-plus', undefined, 'plus'],
])('%s is short as %s', (id, kind, surname) => {
  expect(isSurnameAlone(id)).toBe(kind === 'surname');
  expect(hasInitialOnly(id)).toBe(kind === 'initial');
  expect(isShortId(id)).toBe(kind !== undefined);
  expect(surnameIn(id)).toBe(surname);
});

it.each([
  ['Orsk-Velmar', true],
  ['Orsk‑Velmar', true], // a hyphen at which no line ends
  ["O'Orsk-McVelmar", true],
  ['Ek-Velmar', true],
  // A given name, a particle, a Korean given name, an acronym, and names of other lengths.
  ['Jean-Luc', false],
  ['Al-Velmar', false],
  ['Seo-jun', false],
  ['AFL-CIO', false],
  ['Orsk', false],
  ['Orsk-Velmar-Tarn', false],
  ['Ana Orsk-Velmar', false],
])('%s is a double surname alone: %s', (name, isDouble) => {
  expect(isDoubleSurname(name)).toBe(isDouble);
});
