/** Places that are a part of another name or phrase: what a peer is of, and a lone direction. */
import { wordSet } from '../../text/wordSet.ts';
import { compass } from '../data/places.ts';
import type { TaggedName } from '../tagger/tagger.ts';

const peers = wordSet`Lord Lady Baron Baroness Viscount Viscountess Earl Countess`;

export function isPartOfOther(name: TaggedName): boolean {
  return name.type === 'place' && (isOfPeer(name) || isLoneDirection(name));
}

/** "Lord Orsk of Velmar". */
function isOfPeer({ passage: { tokens }, from }: TaggedName): boolean {
  const isOf = tokens[from - 1]?.text === 'of' && tokens[from - 2]?.capital === true;
  return isOf && [3, 4].some((back) => peers.has(tokens[from - back]?.text ?? ''));
}

/** "Central and Eastern Europe". */
function isLoneDirection({ passage: { tokens }, from, to }: TaggedName): boolean {
  const [word, behind] = [tokens[from]?.text ?? '', tokens[to]];
  if (to - from > 1 || !compass.has(word)) return false;
  return /^(?:and|or|,)$/.test(behind?.text ?? '') && compass.has(tokens[to + 1]?.text ?? '');
}
