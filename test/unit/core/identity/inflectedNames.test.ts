import { expect, it } from 'vitest';
import {
  baseNamesOf,
  inflectedAlias,
  inflectedAliasPrefix,
} from '../../../../core/identity/inflectedNames.ts';
import { hasInitialOnly, shortNamesOf } from '../../../../core/identity/shortNames.ts';

it.each([
  ['Boris Johnsonin', 'boris johnson', 'fi'],
  ['Joe Bidenille', 'joe biden', 'fi'],
  ['Morawieckin', 'morawiecki', 'fi'],
  ['Sauli Niinistölle', 'sauli niinisto', 'fi'],
  ['Donalda Tuska', 'donald tusk', 'pl'],
  ['Micheal Howard', 'michael howard', 'en'],
  ['Stephne Velmar-Tilde', 'stephen velmar tilde', 'en'],
])('knows what %s may be a form of', (name, folded, language) => {
  expect(baseNamesOf(name)).toContainEqual(expect.objectContaining({ folded, language }));
});

it.each(['Tony Blair', 'Marian Jones', 'Phillip Jones', 'London', 'Alan Jones', 'Helsinki', 'NATO'])(
  'takes %s as it is',
  (name) => {
    expect(baseNamesOf(name)).toEqual([]);
  },
);

it.each([
  ['Boris Johnsonin', 'boris johnson'],
  ['Tarja Halosen', 'tarja halonen'],
  ['Bogdanem Kwiatkiem', 'bogdan kwiatek'],
])('lists %s where the base finds it', (name, base) => {
  expect(inflectedAlias(name)?.startsWith(inflectedAliasPrefix(base))).toBe(true);
});

it('knows the short names of a person', () => {
  expect(shortNamesOf('person/reggie-corrigan')).toEqual(['person/corrigan', 'person/r-corrigan']);
  expect(shortNamesOf('person/r-corrigan')).toEqual(['person/corrigan', 'person/r-corrigan']);
  expect(hasInitialOnly('person/j-p-grandclaude')).toBe(true);
  expect(hasInitialOnly('person/jo-grandclaude')).toBe(false);
});
