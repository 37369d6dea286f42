import { expect, test } from 'vitest';
import { passagesOf } from '../../../../../core/entities/passages.ts';
import { basedPlaces } from '../../../../../core/entities/spans/basedIn.ts';
import type { TagType } from '../../../../../core/entities/tagger/tags.ts';

/** The first of the words as a name that `basedPlaces` may correct. */
function found(text: string, word: string, type: TagType): string[] {
  const [passage] = [...passagesOf(text)];
  if (passage === undefined) return [];
  const from = passage.tokens.findIndex((token) => token.text === word);
  const name = { passage, from, to: from + 1, type, probability: 0.5, confidence: 0.6 };
  return basedPlaces(text, [name]).map(
    ({ type, to }) => `${type}: ${text.slice(passage.tokens[from]?.start, passage.tokens[to - 1]?.end)}`,
  );
}

test.each([
  ['a place', 'person', 'They asked Velmar-based Orsk about it.', 'place: Velmar'],
  ['a place of two words', 'person', 'They asked Velmar Tilde-based Orsk about it.', 'place: Velmar Tilde'],
  ['a person before another word', 'person', 'They asked Velmar, who left.', 'person: Velmar'],
  ['a place for an organisation', 'organization', 'They asked Velmar-based Orsk.', 'place: Velmar'],
  ['a people', 'group', 'They asked Velmar-based Orsk.', 'group: Velmar'],
] as const)('%s', (_, type, text, name) => {
  expect(found(text, 'Velmar', type)).toEqual([name]);
});
