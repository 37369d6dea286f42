import { expect, test } from 'vitest';
import { withStorms } from '../../../../../core/entities/spans/storms.ts';
import { found } from '../annotatedStory.ts';
import { joinedNames } from './markedNames.ts';

const joined = (marked: string, confidence: number) =>
  joinedNames(marked, (names, passage) => withStorms([passage], names), { type: 'person', confidence });

test.each([
  ['that the tagger missed', 'Winds of Storm Velmar fell.', ['Storm Velmar']],
  ['that it took for a person', '[Storm Velmar] hit Orsk.', ['Storm Velmar']],
  ['of which it has the name', 'Storm [Velmar] hit Orsk.', ['Storm Velmar']],
  ['before a sure person', 'Hurricane Velmar hit [Orsk].', ['Hurricane Velmar', 'Orsk']],
])('a storm %s', (_, text, expected) => {
  expect(joined(text, 0.3)).toEqual(expected);
});

test.each([
  ['a sure person', '[Storm Velmar] smiled.', ['Storm Velmar']],
  ['a longer name', 'The [Storm Velmar Institute] spoke.', ['Storm Velmar Institute']],
  ['a common noun', 'Storm damage closed it.', []],
  ['a day', 'Storm Monday came.', []],
  ['a company', 'Storm Financial fell.', []],
])('but not %s', (_, text, expected) => {
  expect(joined(text, 0.6)).toEqual(expected);
});

test('an event, and a holiday is no person', () => {
  expect(found('Storm Velmar hit the coast on Ramadan.')).toEqual(['Storm Velmar → event/storm-velmar']);
});

test('a surname that is a holiday too', () => {
  expect(found('They met Maria Ramadan there. On the quay Ramadan said little.').at(-1)).toBe(
    'Ramadan → person/maria-ramadan',
  );
});
