/** Acronyms that a text introduces for common nouns: "the producer price index (PPI)" is no name. */
import { textBefore } from '../../text/slices.ts';
import { notOrganizations } from '../data/organizations.ts';

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

function standsFor(acronym: string, before: string): boolean {
  const words = (before.match(/\p{L}+/gu) ?? []).slice(-acronym.length);
  // The first word may open a sentence, and others be acronyms of common nouns themselves: "terrestrial TV".
  const initials = words.map((word, i) =>
    i === 0 || notOrganizations.has(word) ? word.charAt(0).toLowerCase() : word.charAt(0),
  );
  const letters = [...acronym.toLowerCase()].map((letter) => signs[letter] ?? letter);
  return initials.join('') === letters.join('');
}
