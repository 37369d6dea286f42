import { expect, test } from 'vitest';
import { found } from '../annotatedStory.ts';
import { typesIn } from './typesIn.ts';

test.each([
  ['a mayor', 'The mayor of [Velmar|person] welcomed it.', 'place'],
  ['residents', 'Residents of [Velmar|other] were asked to leave.', 'place'],
  ["an organisation's people", 'The people of [Velmar|organization] met there.', 'organization'],
  ['what lies north of it', 'It is ten miles north of [Velmar|person].', 'place'],
  ['a region', 'They fought in the [Velmar|person] region for years.', 'place'],
  ['an area of work', 'He left [Velmar|person] area by area.', 'person'],
  ['its police', '[Velmar|person] police came.', 'place'],
  ['its mayor', '[Velmar|other] mayor Ana Orsk came.', 'place'],
  ['no place, but a force', 'The [Velmar|person] police came.', 'person'],
  ["a people's police", '[Velmarian|other] police came.', 'other'],
  ["an organisation's police", '[Velmar|organization] police came.', 'organization'],
  ['whose age is told', 'Ana Orsk, 34, of [Velmar|person], came.', 'place'],
  ['who is of a family', 'Ana Orsk, of [Velmar|person], came.', 'person'],
  ['who is from there', 'They met a farmer from [Velmar|person] in 2004.', 'place'],
  ['who is from there, at the beginning', 'Farmers from [Velmar|person] met.', 'place'],
  ['who holds an office there', 'Mayor Ana Orsk of [Velmar|person] came.', 'place'],
  [
    'who is from a body',
    'A woman from [Velmar|place] met. [Velmar|organization] is a charity.',
    'organization',
  ],
  ['who has it from somebody', 'They have it from [Velmar|person] alone.', 'person'],
  ['whom somebody meets', 'The Mayor met Ana Orsk of [Velmar|person] there.', 'person'],
  ['who holds an office in nothing', 'They saw Ana Orsk of [Velmar|person] there.', 'person'],
  ['a people', 'A population of [Velmar|group] lives there.', 'group'],
  ["a people's region", 'They fought in the [Orskian|other] region for years.', 'other'],
  ["a prophet's people", 'The people of [Isaac|person] crossed the river.', 'person'],
])('%s', (_, text, type) => {
  expect(typesIn(text)[0]).toBe(type);
});

test('a doubtful place is kept where the words around it say that it is one', () => {
  expect(found('The quay of Velmar is open.')).toEqual(['Velmar → place/velmar']);
  expect(found('They all fled Velmar for good.')).toEqual(['Velmar → place/velmar']);
  expect(found('The fate of Velmar is open.')).toEqual([]);
});

test.each([
  ['A woman from [Velmar|organization] won.', 'place'],
  ['A firm from [Velmar|organization] won.', 'place'],
  ['Ana Orsk, 34, of [Velmar|organization], came.', 'place'],
  ['A woman from [VLM|organization] won.', 'organization'],
  ['A woman from [Velmar Orsk|organization] won.', 'organization'],
  ['The people of [Velmar|organization] met.', 'organization'],
])('a doubtful organisation in %s', (text, type) => {
  expect(typesIn(text, 0.5)).toEqual([type]);
  expect(typesIn(text, 0.9)).toEqual(['organization']);
});

test('a doubtful full name may be a place', () => {
  expect(typesIn('The mayor of [Velmar Orsk|person] came.', 0.45)).toEqual(['place']);
  expect(typesIn('The mayor of [Velmar Orsk|person] came.')).toEqual(['person']);
  expect(typesIn('The mayor of [Vera Orsk|person] came.', 0.45)).toEqual(['person']);
});
