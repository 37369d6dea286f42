/** The parts of a person's name: what may stand for the whole, and which names differ only in how full they are. */
import { addresses, familyFirst, officeParts, offices } from './data/people.ts';
import { fold } from './slug.ts';

const generation = /^(?:jr|sr|ii|iii|iv)\.?$/i;
/** In the middle of a name; folded names have them in lower case. */
const initial = /^\p{L}\.?$/u;
/** Longer ends of a name are not looked for. */
const longestSurname = 4;

/** «President Maria Quelle» → Maria Quelle: titles that were taken for part of the name. */
export function withoutTitles(words: readonly string[]): string[] {
  const first = words.findIndex((word) => !isTitle(word));
  return words.slice(Math.max(first, 0));
}

function isTitle(word: string): boolean {
  return addresses.has(word) || offices.has(word.toLowerCase()) || officeParts.has(word.toLowerCase());
}

/** «Robert Hald Jr» → Robert Hald. */
function withoutGeneration(words: readonly string[]): readonly string[] {
  return words.length > 2 && generation.test(words.at(-1) ?? '') ? words.slice(0, -1) : words;
}

/** Does the family name stand first, as in Korean and Chinese? */
function isFamilyFirst(words: readonly string[]): boolean {
  return familyFirst.has(words[0] ?? '') && !familyFirst.has(words.at(-1) ?? '');
}

/** What a person may be called by the family: Bellen, der Bellen, Van der Bellen; folded, the shortest first. */
export function surnamesOf(name: string): string[] {
  const words = withoutGeneration(name.split(' '));
  if (words.length < 2) return [];
  if (isFamilyFirst(words)) return [fold(words[0] ?? '')];
  const most = Math.min(words.length - 1, longestSurname);
  return Array.from({ length: most }, (_, i) => fold(words.slice(-1 - i).join(' '))).filter(Boolean);
}

/** The surname alone, folded; '' of a name of one word. */
export function surnameOf(name: string): string {
  return surnamesOf(name)[0] ?? '';
}

/** The given name, folded; '' where there is none. */
export function givenNameOf(name: string): string {
  const words = withoutGeneration(name.split(' '));
  if (words.length < 2) return '';
  return fold((isFamilyFirst(words) ? words.slice(1).join(' ') : words[0]) ?? '');
}

/** «Maria J. Quelle» → `maria quelle`, initials `j`: names of one core are one person's unless their initials differ. */
export function coreOf(name: string): { core: string; initials: string } {
  const words = name.split(' ');
  const inner = (word: string, i: number) => i > 0 && i < words.length - 1 && initial.test(word);
  const initials = words.filter(inner).map((word) => word.charAt(0).toLowerCase());
  return { core: fold(words.filter((word, i) => !inner(word, i)).join(' ')), initials: initials.join('') };
}

/** «M. Quelle», «MJ Quelle» → `m quelle`: the first letter of a given name, and the surname; `undefined` of any other name. */
export function abbreviated(name: string): string | undefined {
  const [first = '', ...rest] = name.split(' ');
  if (rest.length === 0 || !/^(?:\p{Lu}\.?){1,3}$/u.test(first)) return undefined;
  return `${first.charAt(0).toLowerCase()} ${fold(rest.filter((word) => !initial.test(word)).join(' '))}`;
}
