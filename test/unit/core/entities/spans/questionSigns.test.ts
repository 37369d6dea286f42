import { expect, test } from 'vitest';
import { passagesOf } from '../../../../../core/entities/passages.ts';
import { withoutQuestionSigns } from '../../../../../core/entities/spans/questionSigns.ts';

/** The words of names that begin each passage and have so many tokens. */
function begun(text: string, length: number): string[] {
  const passages = passagesOf(text);
  const names = passages.map((passage) => ({
    passage,
    from: 0,
    to: length,
    type: 'person' as const,
    confidence: 1,
    probability: 1,
  }));
  return withoutQuestionSigns(passages, names).map(({ passage: { tokens }, from, to }) =>
    tokens
      .slice(from, to)
      .map((token) => token.text)
      .join(' '),
  );
}

test('the signs of questions and answers are no initials', () => {
  expect(begun('Q. Ana Velmar did what?\nA. Tilde Orsk knows.', 3)).toEqual(['Ana Velmar', 'Tilde Orsk']);
});

test('without both signs they are initials', () => {
  expect(begun('A. Orsk Velmar knows.', 3)).toEqual(['A. Orsk Velmar']);
  expect(begun('Q. Orsk Velmar knows.', 3)).toEqual(['Q. Orsk Velmar']);
});
