import { passagesOf } from '../../../../../core/entities/passages.ts';
import type { TagType } from '../../../../../core/entities/tagger/tags.ts';
import { decideTypes } from '../../../../../core/entities/types/decideTypes.ts';

/** The types of names marked in the text as `[Keane|person]`, with the confidence that the tagger gives. */
export function typesIn(marked: string, confidence = 0.6): string[] {
  const marks = [...marked.matchAll(/\[([^|\]]+)\|(\w+)\]/g)];
  const text = marked.replaceAll(/\[([^|\]]+)\|\w+\]/g, '$1');
  const passages = [...passagesOf(text)];
  let from = 0;
  const names = marks.flatMap(([, surface = '', type]) => {
    const start = text.indexOf(surface, from);
    from = start + surface.length;
    return passages.flatMap((passage) => {
      const at = passage.tokens.findIndex((token) => token.start === start);
      if (at < 0) return [];
      const to = passage.tokens.findIndex(({ end }) => end >= from) + 1;
      return [{ passage, from: at, to, type: type as TagType, probability: 0.5, confidence }];
    });
  });
  return decideTypes(text, passages, names).map(({ type, team }) => (team ? `team: ${type}` : type));
}
