/** Which lone names a person's full name may be meant by. A lone name is an id without a given name. */
import { familyFirst, particles } from '../entities/data/people.ts';
import { fold } from '../entities/slug.ts';

/** In words, particles included: "van der Bellen". */
const longestSurname = 4;
const generation = /^(?:jr|sr|ii|iii|iv)$/;
const familyNames = new Set([...familyFirst].map(fold));

const wordsOf = (id: string): string[] => id.slice(id.indexOf('/') + 1).split('-');
const idOf = (words: readonly string[]): string => `person/${words.join('-')}`;

/** Whether the id is a surname without a given name: `person/okoye`, `person/van-der-meulen`. */
export function isLoneName(id: string): boolean {
  const words = wordsOf(id);
  return id.startsWith('person/') && (words.length === 1 || particles.has(words[0] ?? ''));
}

/**
 * The ids under which documents may mention this person by the surname alone: `person/blair` for
 * `person/tony-blair`. A lone name has itself; ids of other types have none.
 */
export function loneNamesOf(id: string): string[] {
  if (!id.startsWith('person/')) return [];
  if (isLoneName(id)) return [id];
  const all = wordsOf(id);
  const words = all.length > 2 && generation.test(all.at(-1) ?? '') ? all.slice(0, -1) : all;
  const first = words[0] ?? '';
  const lone = [words.slice(-1)];
  for (let n = 2; n <= Math.min(words.length - 1, longestSurname); n++)
    if (particles.has(words.at(-n) ?? '')) lone.push(words.slice(-n));
  if (familyNames.has(first) && !familyNames.has(words.at(-1) ?? '')) lone.push([first]);
  return lone.map(idOf);
}

/** The folded surname of a lone name: `van der meulen`. */
export function surnameOfLoneName(id: string): string {
  return wordsOf(id).join(' ');
}
