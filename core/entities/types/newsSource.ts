/** The source of a story in its dateline, which looks like a lone name. */
import type { TaggedName } from '../tagger/tagger.ts';
import type { KindEvidence } from './kindEvidence.ts';

/** In tokens, before the source: "ST PETERSBURG, Russia, March 16 (". */
const maxDatelineLength = 10;

/**
 * "ORSK, March 16 (Velmar) — The plant": who reports it is no person. It stands in every story of its own, so
 * that one which the tagger does not know is left out.
 */
export function newsSource({ passage: { tokens }, from, to, type }: TaggedName): KindEvidence | undefined {
  const isInBrackets = tokens[from - 1]?.text === '(' && tokens[to]?.text === ')';
  const isDateline = from <= maxDatelineLength && /^[-–—]$/.test(tokens[to + 1]?.text ?? '');
  const opensWithPlace = /^\p{Lu}{3,}$/u.test(tokens[0]?.text ?? '');
  const isSource = isInBrackets && isDateline && opensWithPlace;
  return isSource && type !== 'organization' ? { kind: 'thing', weight: 1 } : undefined;
}
