/** The usual case of names in capitals: "LERWICK" is Lerwick, "JOHN MCDONALD" John McDonald; "NASA" stays. */
import type { EntityType } from '../annotation.ts';
import { particles } from '../data/people.ts';

/** In letters: shorter words of an organisation in capitals are acronyms (NAAMSA). */
const minOrganizationWord = 7;
/** In letters, of persons and places. */
const minWord = 4;
const roman = /^[IVX]+$/;
const vowel = /[AEIOUYÀ-ÖØ-Ý]/;

/** The name in its usual case; the same name if it is not in capitals. */
export function withCase(name: string, type: EntityType): string {
  if (name !== name.toUpperCase() || !/\p{Lu}{3}/u.test(name)) return name;
  const words = name.split(' ');
  const least = type === 'organization' || type === 'event' ? minOrganizationWord : minWord;
  // One word that is long enough shows that all are ordinary words, so short ones get their case too.
  if (!words.some((word) => word.length >= least && isWord(word))) return name;
  return words.map((word, i) => (isWord(word) ? lowered(word, i) : word)).join(' ');
}

function isWord(word: string): boolean {
  return vowel.test(word) && !roman.test(word) && !/[\p{N}.]/u.test(word);
}

function lowered(word: string, i: number): string {
  const lower = word.toLowerCase();
  if (i > 0 && particles.has(lower)) return lower;
  return lower
    .replace(/(^|[-‐‑])(\p{L})/gu, (_, sign: string, letter: string) => sign + letter.toUpperCase())
    .replace(/^(Mc|[OD]['’])(\p{L})/u, (_, start: string, letter: string) => start + letter.toUpperCase());
}
