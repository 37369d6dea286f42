/** Common nouns with a capital that were taken for names: "Steelmakers" at the beginning, "the Bill". */

import { wordSet } from '../../text/wordSet.ts';
import { kindOfNoun, thingHeads } from '../data/nouns.ts';
import { officeParts, offices, otherRoles } from '../data/people.ts';
import { roleOf } from '../data/roles.ts';
import { sharedRank } from '../spans/nameBreaks.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isTitle } from '../titles.ts';
import type { Token } from '../token.ts';

/** "Steelmakers have": a noun that opens the sentence. */
export function isCommonNoun({ passage: { tokens, titleCase }, from, to, type }: TaggedName): boolean {
  const word = tokens[from];
  const isFirst = type === 'organization' && to - from === 1 && word?.opensSentence === true && !titleCase;
  return (
    isFirst && /^\p{Lu}\p{Ll}+[^s]s$/u.test(word.text) && kindOfNoun(word.text.toLowerCase()) !== undefined
  );
}

/** "The Bill", "the Orskian Quelle Bill", of which the tagger has a given name: persons have no article. */
export function isLaw({ passage: { tokens, titleCase }, from, to, type }: TaggedName): boolean {
  const before = tokens[from - 1];
  if (hasSupplement(tokens, to)) return true;
  const isLone = type === 'person' && to - from === 1 && tokens[from]?.adjacent === true && !titleCase;
  if (!isLone || !thingHeads.has(tokens[from]?.text ?? '') || tokens[to]?.capital) return false;
  return /^[Tt]h(?:e|is)$/.test(before?.text ?? '') || (before?.capital === true && !isTitle(before.text));
}

/** "The Velmar Service (Miscellaneous Provisions) Bill". */
function hasSupplement(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.text !== '(') return false;
  let close = at + 1;
  while (tokens[close]?.capital) close++;
  return (
    close > at + 1 && tokens[close]?.text === ')' && /^(?:Bill|Act)$/.test(tokens[close + 1]?.text ?? '')
  );
}

/** "Referee: Ana Velmar", "Defenders: Velmar": what the persons are of whom a list follows; T3, a rank. */
export function isHeading({ passage: { tokens }, from, to, type }: TaggedName): boolean {
  const word = tokens[from]?.text.toLowerCase() ?? '';
  const isFirst = type === 'person' && to - from === 1 && tokens[from]?.opensSentence === true;
  if (isFirst && sharedRank.test(tokens[from]?.text ?? '')) return true;
  if (!isFirst || tokens[to]?.text !== ':') return false;
  return otherRoles.has(word) || roleOf(word.replace(/s$/, '')) !== undefined;
}

/** "Sprinter Ana Velmar": what somebody is, and not the name that follows. */
export function isRole({ passage: { tokens, titleCase }, from, to, type }: TaggedName): boolean {
  const [word, behind] = [tokens[from], tokens[to]];
  const isFirst = type === 'person' && to - from === 1 && word?.opensSentence === true && !titleCase;
  return isFirst && behind?.capital === true && behind.adjacent && otherRoles.has(word.text.toLowerCase());
}

/** "Catholicism", "Alzheimer's": a belief, a disease; a person may be called so. */
export function isAbstract({ passage: { tokens }, from, to, type }: TaggedName): boolean {
  const word = tokens[from]?.text ?? '';
  if (to - from > 1 || type === 'person' || tokens[to]?.capital) return false;
  return /^\p{Lu}\p{Ll}{2,}ism$/u.test(word) || (type === 'organization' && diseases.has(word));
}

/** Called after a person; the ending is no token. */
const diseases = wordSet`
  Alzheimer Parkinson Crohn Hodgkin Huntington Tourette Asperger Raynaud Addison Ménière Cushing
`;

/** Of members and in ranks, which mean nothing else. MSP is also a state's police, and MD is a state. */
const ranks = wordSet`MPs MEPs MSPs AMs MEP QC KC QCs KCs OBE MBE CBE KBE`;

/** "Ana Velmar, QC". */
export function isRank({ passage: { tokens }, from, to }: TaggedName): boolean {
  return to - from === 1 && ranks.has(tokens[from]?.text ?? '');
}

/** "The Lord Chief Justice", "the Attorney General": an office, not who holds it. */
export function isOffice({ passage: { tokens }, from, to, type }: TaggedName): boolean {
  const words = tokens.slice(from, to).map(({ text }) => text.toLowerCase());
  const last = words.pop() ?? '';
  const isNoPerson = type === 'organization' || type === 'place';
  return isNoPerson && words.length > 0 && offices.has(last) && words.every((word) => officeParts.has(word));
}
