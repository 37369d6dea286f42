import { expect, test } from 'vitest';
import { passagesOf } from '../../../../../core/entities/passages.ts';
import { nameBreaks } from '../../../../../core/entities/spans/nameBreaks.ts';

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
  ['between two bodies', 'Saw Orsk Commission and Union of Tilde', ['and', 'Union']],
  ['between two bodies of fields', 'Saw Department of Orsk and University of Tilde', ['and', 'University']],
  ['before an article', 'Saw Orsk and the Tilde Foundation', ['and', 'the']],
  ['not before a field', 'Saw Department of Orsk and Tilde Services', []],
  ['not behind a field', 'Saw Orsk Research and Tilde Centre', []],
  ['not within a body', 'Saw Orsk Bank and Trust Company', []],
  ["behind an owner's form of address", "Saw Mr Orsk's Tilde Fund", ['Tilde']],
  ['not before a place', 'Saw Commission for Orsk and the Tilde Council', []],
  ['not around the dash of a body', 'Saw Council on Velmar - Tilde Relations', []],
])('a second name begins %s', (_, text, expected) => {
  expect(breaks(text)).toEqual(expected);
});

test('around a dash between persons', () => {
  const breaksOf = (text: string) => {
    const [passage] = [...passagesOf(text)];
    if (passage === undefined) throw new Error('the text has no passage');
    const name = { passage, from: 1, to: passage.tokens.length, type: 'person' as const };
    return nameBreaks(text, [{ ...name, probability: 0.5, confidence: 0.6 }]).map(({ at }) => at);
  };
  expect(breaksOf('Saw Ana Velmar - Orsk')).toEqual([3, 4]);
  expect(breaksOf('Saw Ana Velmar- Orsk')).toEqual([]);
});

test('before the minute in which a player came on', () => {
  const [passage] = [...passagesOf('Orsk (Velmar 51), Tilde won')];
  if (passage === undefined) throw new Error('the text has no passage');
  const name = { passage, from: 2, to: 4, type: 'person' as const, probability: 0.5, confidence: 0.6 };
  expect(nameBreaks('Orsk (Velmar 51), Tilde won', [name]).map(({ at }) => at)).toEqual([3]);
});

test('between two bodies that the document has elsewhere', () => {
  const breaksOf = (text: string) => {
    const [passage] = [...passagesOf(text)];
    if (passage === undefined) throw new Error('the text has no passage');
    const common = { passage, probability: 0.5, confidence: 0.6, type: 'organization' as const };
    const spans = [
      [0, 1],
      [2, 4],
      [6, 10],
    ] as const;
    const names = spans.map(([from, to]) => ({ ...common, from, to }));
    return nameBreaks(text, names).map(({ at }) => passage.tokens[at]?.text);
  };
  expect(breaksOf('Velmar beat Orsk Tilde . The Velmar and Orsk Tilde left')).toEqual(['and', 'Orsk']);
  expect(breaksOf('Velmar beat Orsk Tilde . The Velmar and Orsk Quelle left')).toEqual([]);
});

test("nobody's full name has an owner in it", () => {
  const breaksOf = (text: string) => {
    const [passage] = [...passagesOf(text)];
    if (passage === undefined) throw new Error('the text has no passage');
    const name = { passage, from: 0, to: passage.tokens.length, type: 'person' as const };
    return nameBreaks(text, [{ ...name, probability: 0.5, confidence: 0.6 }]).map(({ at }) => at);
  };
  expect(breaksOf("Velmar's Orso Quelle")).toEqual([1]);
  expect(breaksOf("Velmar's Child")).toEqual([]);
});
