/** The source of a story in its dateline, which looks like a lone name. */

import type { TaggedName } from '../tagger/tagger.ts';
import { wordAt } from '../token.ts';
import type { KindEvidence } from './kindEvidence.ts';

/** In tokens, before the source: "ST PETERSBURG, Russia, March 16 (". */
const maxDatelineLength = 10;

/**
 * "ORSK, March 16 (Velmar) — The plant": who reports it is no person. It stands in every story of its own, so
 * that one which the tagger does not know is left out.
 */
export function newsSource({ passage: { tokens }, from, to, type }: TaggedName): KindEvidence | undefined {
  const isInBrackets = tokens[from - 1]?.text === '(' && tokens[to]?.text === ')';
  const isDateline = from <= maxDatelineLength && /^[-–—]$/.test(wordAt(tokens, to + 1));
  const opensWithPlace = /^\p{Lu}{3,}$/u.test(wordAt(tokens, 0));
  const isSource = isInBrackets && isDateline && opensWithPlace;
  return isSource && type !== 'organization' ? { kind: 'thing', weight: 1 } : undefined;
}
