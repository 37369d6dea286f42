/** What shows a company: whom it employs, what it owns, and whose rival it is. */
import { companyPeople } from '../data/nouns.ts';
import { compass } from '../data/places.ts';
import { hasPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { Token } from '../token.ts';
import type { KindEvidence } from './kindEvidence.ts';

/** As in `nounEvidence.ts`. */
const employedWeight = 1;
const ownedWeight = 0.8;
/** What only companies have: "Velmar's shares". */
const companyOwned = new Set(['shares', 'shareholders', 'profits', 'turnover', 'subsidiary', 'share']);

/** "Her role in Mike Nichols' film": it is not the name that is the work. */
export const isOwner = (text: string, last: Token): boolean =>
  hasPossessive(text, last) || /^['’]/.test(text.slice(last.end, last.end + 1));

/** "An analyst at Miller Tabak", "a stake in Wippit": such people and shares are a company's. */
export function employed(
  text: string,
  { passage: { tokens }, from, to, type }: TaggedName,
): KindEvidence | undefined {
  const at = tokens[from - 1]?.text === 'the' ? from - 2 : from - 1;
  const joint = tokens[at]?.text ?? '';
  const isOf = companyPeople.get(tokens[at - 1]?.text.toLowerCase() ?? '')?.has(joint) ?? false;
  // "A spokesman for North East Says No": of a part of a country that says little.
  const isRegion = compass.has(tokens[from]?.text ?? '');
  // People have spokesmen too.
  if (type === 'person' && to - from > 1) return undefined;
  // "A spokesman for Orsk's Tilde Centre" is the centre's.
  if (isOwner(text, tokens[to - 1] as Token) && tokens[to]?.capital) return undefined;
  return isOf && !isRegion ? { kind: 'organization', weight: employedWeight } : undefined;
}

/** "Velmar's shares". */
export function ownsShares(
  text: string,
  { passage: { tokens }, to, type }: TaggedName,
): KindEvidence | undefined {
  const isOwned = hasPossessive(text, tokens[to - 1] as Token) && companyOwned.has(tokens[to]?.text ?? '');
  return isOwned && type !== 'person' ? { kind: 'organization', weight: ownedWeight } : undefined;
}

/** "Its rival Velmar": nobody is the rival of a city. */
export function rivalBefore({ passage: { tokens }, from, type }: TaggedName): KindEvidence | undefined {
  const isRival = /^rivals?$/.test(tokens[from - 1]?.text ?? '') && tokens[from]?.adjacent === true;
  return isRival && type === 'place' ? { kind: 'organization', weight: ownedWeight } : undefined;
}
