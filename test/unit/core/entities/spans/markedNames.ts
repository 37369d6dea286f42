import { type Passage, passagesOf } from '../../../../../core/entities/passages.ts';
import type { TaggedName } from '../../../../../core/entities/tagger/tagger.ts';
import type { TagType } from '../../../../../core/entities/tagger/tags.ts';

/**
 * The names of a text of one passage after they are joined.
 *
 * @param marked the text; `[Orsk]` marks a name as the tagger has it
 */
export function joinedNames(
  marked: string,
  join: (names: readonly TaggedName[], passage: Passage) => TaggedName[],
  { type = 'organization', confidence = 0.5 }: { type?: TagType; confidence?: number } = {},
): string[] {
  const text = marked.replaceAll(/[[\]]/g, '');
  const [passage] = passagesOf(text);
  if (passage === undefined) return [];
  let removed = 0;
  const names = [...marked.matchAll(/\[([^\]]+)\]/g)].map(({ index, 1: surface = '' }) => {
    const start = index - removed;
    removed += 2;
    const from = passage.tokens.findIndex((token) => token.start === start);
    const to = passage.tokens.findIndex(({ end }) => end === start + surface.length) + 1;
    return { passage, from, to, type, probability: 0.5, confidence };
  });
  return join(names, passage).map(({ passage: { tokens }, from, to }) =>
    text.slice(tokens[from]?.start, tokens[to - 1]?.end),
  );
}
