import { expect, test } from 'vitest';
import { basedPlaces } from '../../../../../core/entities/spans/basedIn.ts';
import { passagesOf } from '../../../../../core/entities/token.ts';

/** The first of the words as a person, which `basedPlaces` may correct. */
function found(text: string, word: string): string[] {
  const [passage] = [...passagesOf(text)];
  if (passage === undefined) return [];
  const from = passage.tokens.findIndex((token) => token.text === word);
  const name = { passage, from, to: from + 1, type: 'person' as const, probability: 0.5, confidence: 0.6 };
  return basedPlaces(text, [name]).map(
    ({ type, to }) => `${type}: ${text.slice(passage.tokens[from]?.start, passage.tokens[to - 1]?.end)}`,
  );
}

test.each([
  ['a place', 'They asked Velmar-based Orsk about it.', 'place: Velmar'],
  ['a place of two words', 'They asked Velmar Tilde-based Orsk about it.', 'place: Velmar Tilde'],
  ['a person before another word', 'They asked Velmar, who left.', 'person: Velmar'],
])('%s', (_, text, name) => {
  expect(found(text, 'Velmar')).toEqual([name]);
});
