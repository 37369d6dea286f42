/** Acronyms that a text introduces for common nouns: "the producer price index (PPI)" is no name. */
import { textBefore } from '../../text/slices.ts';
import { notOrganizations, organizationHeads } from '../data/organizations.ts';
import type { TextSpan } from '../gazetteerNames.ts';

/** In characters: how far before its acronym a phrase may begin. */
const longestExpansion = 80;
const introduced = /\(([A-Z][A-Z0-9&]{1,5})\)/g;
/** What a sign in an acronym stands for: "peer-to-peer (P2P)", "research and development (R&D)". */
const signs: Readonly<Record<string, string>> = { '2': 't', '4': 'f', '&': 'a' };

/** The acronyms of a text that stand for words without capitals, wherever in the text they are. */
export function commonAcronyms(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { 1: acronym = '', index } of text.matchAll(introduced))
    if (standsFor(acronym, textBefore(text, index, longestExpansion))) found.add(acronym);
  return found;
}

/**
 * The acronyms of words with capitals of which none is of a name: "Really Simple Velmar (RSV)" is a thing,
 * however much RSV alone looks like an organisation. A body's word at the end tells that it is one.
 * @param names of the text, in text order
 */
export function unnamedAcronyms(text: string, names: readonly TextSpan[]): ReadonlySet<string> {
  const found = new Set<string>();
  let next = 0;
  for (const { 1: acronym = '', index } of text.matchAll(introduced)) {
    const before = textBefore(text, index, longestExpansion);
    const offset = index - before.length;
    while ((names[next]?.end ?? Number.POSITIVE_INFINITY) <= offset) next++;
    const words = [...before.matchAll(/\p{L}+/gu)].slice(-acronym.length);
    const initials = words.map(([word]) => word.charAt(0).toLowerCase()).join('');
    if (initials !== lettersOf(acronym) || organizationHeads.has(words.at(-1)?.[0] ?? '')) continue;
    const start = offset + (words[0]?.index ?? 0);
    if (!isAnyIn(names, next, start, index)) found.add(acronym);
  }
  return found;
}

/** Whether one of the names from `next` on is between the offsets. */
function isAnyIn(names: readonly TextSpan[], next: number, start: number, end: number): boolean {
  for (let i = next; (names[i]?.start ?? end) < end; i++) if ((names[i]?.end ?? 0) > start) return true;
  return false;
}

function standsFor(acronym: string, before: string): boolean {
  const words = (before.match(/\p{L}+/gu) ?? []).slice(-acronym.length);
  // The first word may open a sentence, and others be acronyms of common nouns themselves: "terrestrial TV".
  const initials = words.map((word, i) =>
    i === 0 || notOrganizations.has(word) ? word.charAt(0).toLowerCase() : word.charAt(0),
  );
  return initials.join('') === lettersOf(acronym);
}

const lettersOf = (acronym: string): string =>
  [...acronym.toLowerCase()].map((letter) => signs[letter] ?? letter).join('');
