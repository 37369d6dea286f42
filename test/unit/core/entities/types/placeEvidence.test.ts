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
  ['a people', 'A population of [Velmar|group] lives there.', 'group'],
  ["a people's region", 'They fought in the [Orskian|other] region for years.', 'other'],
  ["a prophet's people", 'The people of [Isaac|person] crossed the river.', 'person'],
])('%s', (_, text, type) => {
  expect(typesIn(text)[0]).toBe(type);
});

test('a doubtful place is kept where the words around it say that it is one', () => {
  expect(found('The quay of Velmar is open.')).toEqual(['Velmar → place/velmar']);
  expect(found('The fate of Velmar is open.')).toEqual([]);
});
