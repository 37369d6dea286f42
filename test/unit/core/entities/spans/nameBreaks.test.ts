import { expect, test } from 'vitest';
import { nameBreaks } from '../../../../../core/entities/spans/nameBreaks.ts';
import { passagesOf } from '../../../../../core/entities/token.ts';

/** The words with which a second name begins in what the tagger took for one, of all words but the first. */
function breaks(text: string): string[] {
  const [passage] = [...passagesOf(text)];
  if (passage === undefined) return [];
  const name = { passage, from: 1, to: passage.tokens.length, type: 'organization' as const };
  return nameBreaks(text, [{ ...name, probability: 0.5, confidence: 0.6 }]).map(
    ({ at }) => passage.tokens[at]?.text ?? '',
  );
}

test.each([
  ['behind the hyphen of a compound', 'Saw Orsk-listed Velmar Tilde', ['Velmar']],
  ['not behind another hyphen', 'Saw Orsk-Tilde Velmar', []],
])('a second name begins %s', (_, text, expected) => {
  expect(breaks(text)).toEqual(expected);
});
