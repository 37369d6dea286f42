import { expect, test } from 'vitest';
import { withStates } from '../../../../../core/entities/spans/stateAbbreviations.ts';
import { found } from '../annotatedStory.ts';
import { joinedNames } from './markedNames.ts';

const joined = (marked: string, confidence = 0.5) =>
  joinedNames(marked, (names, passage) => withStates([passage], names), { type: 'person', confidence });

test.each([
  ['with a period', 'They came from [Velmar], Calif., in spring.', ['Velmar', 'Calif']],
  ['at the end', 'They came from [Velmar], Ill.', ['Velmar', 'Ill']],
  ['as initials', 'They came from [Orsk Velmar], N.J., in spring.', ['Orsk Velmar', 'N.J.']],
  ['of which the tagger has the state', 'They came from Velmar, [Kan]., in spring.', ['Velmar', 'Kan']],
  ['both of which it missed', 'They came from New Velmar, Pa., in spring.', ['New Velmar', 'Pa']],
  ['behind a word that opens the sentence', 'In Velmar, Fla., they met.', ['Velmar', 'Fla']],
])('a city and its state %s', (_, text, expected) => {
  expect(joined(text)).toEqual(expected);
});

test.each([
  ['without its period', 'They met in Velmar, Ill went on.', []],
  ['without a comma', 'They met in Velmar Ill. went on.', []],
  ['behind a common noun', 'They met in spring, Ill. went on.', []],
])('but not %s', (_, text, expected) => {
  expect(joined(text)).toEqual(expected);
});

test('the parts of a list are apart', () => {
  expect(joined('They met in Velmar, N.J., N.Y., and there [Ana] Orsk, Pa., won.')).toEqual([
    'Velmar',
    'N.J.',
    'N.Y.',
    'Ana',
    'Orsk',
    'Pa',
  ]);
});

test('a person has a state too', () => {
  expect(joined('Then [Ana Velmar], Fla., had 71 strokes.')).toEqual(['Ana Velmar', 'Fla']);
});

test('the state is the one that is meant', () => {
  expect(found('The man, 34, of Velmar, Ala., was held on his way to Orsk, N.M., by bus.')).toEqual([
    'Velmar → place/velmar',
    'Ala → place/alabama',
    'Orsk → place/orsk',
    'N.M. → place/new-mexico',
  ]);
});

test('a place in capitals is no acronym', () => {
  expect(found('VATICAN CITY — They said on Monday that three people had died in the fire.')[0]).toBe(
    'VATICAN CITY → place/vatican-city',
  );
});
