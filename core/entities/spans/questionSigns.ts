/** The signs of a hearing, "Q." and "A.", which are no initials: "A. Ana Velmar did." */
import type { Passage } from '../passages.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { wordAt } from '../token.ts';

const signs = new Set(['Q.', 'A.']);

/** The names without the sign that their passage begins with, if the text has questions and answers. */
export function withoutQuestionSigns(
  passages: readonly Passage[],
  names: readonly TaggedName[],
): TaggedName[] {
  const first = ({ tokens }: Passage) => `${wordAt(tokens, 0)}${wordAt(tokens, 1) === '.' ? '.' : ''}`;
  const found = new Set(passages.map(first).filter((word) => signs.has(word)));
  if (found.size < signs.size) return [...names];
  return names.flatMap((name) => {
    const { passage, from, to } = name;
    if (from > 0 || !signs.has(first(passage))) return [name];
    const begin = wordAt(passage.tokens, 0).length > 1 ? 1 : 2;
    return begin < to ? [{ ...name, from: begin }] : [];
  });
}
