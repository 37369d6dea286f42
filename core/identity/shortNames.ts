/**
 * The short names under which documents mention a person, by ids: the surname alone (`person/okoye`), and the
 * surname with an initial (`person/a-okoye`). A double surname alone (Orsk-Velmar) has an id like a full
 * name, so its hyphen tells. Inflected names are in `inflectedNames.ts`.
 */
import { familyFirst, givenNames, particles } from '../entities/data/people.ts';
import { fold, slugOfEntity } from '../entities/slug.ts';

/** In words, particles included: "van der Bellen". */
const longestSurname = 4;
const generation = /^(?:jr|sr|ii|iii|iv)$/;
const familyNames = new Set([...familyFirst].map(fold));
const foldedGivenNames = new Set([...givenNames].map(fold));

/** "y" and "e" join two surnames; where a name begins with one of them, it is an initial. */
const isParticle = (word: string): boolean => word.length > 1 && particles.has(word);

const wordsOf = (id: string): string[] => slugOfEntity(id).split('-');
const idOf = (words: readonly string[]): string => `person/${words.join('-')}`;

/**
 * Whether the id is a surname without a given name: `person/okoye`, `person/van-der-meulen`. That of El Hadji
 * Velmar is not; nor is Ben Velmar's, as Ben is a given name more often than a particle.
 */
export function isSurnameAlone(id: string): boolean {
  const before = wordsOf(id).slice(0, -1);
  return id.startsWith('person/') && before[0] !== 'ben' && before.every(isParticle);
}

/** Whether the id is a surname with initials only: `person/a-okoye`, `person/j-p-grandclaude`. */
export function hasInitialOnly(id: string): boolean {
  const [given, ...rest] = wordsOf(id);
  return id.startsWith('person/') && given?.length === 1 && rest.some((word) => word.length > 1);
}

/** Whether the id itself says that it is a short name. Of an inflected name it does not. */
export function isShortId(id: string): boolean {
  return isSurnameAlone(id) || hasInitialOnly(id);
}

const twoCapitalized = /^(?<first>\p{Lu}[\p{L}'’]*\p{Ll})[-‐‑]\p{Lu}[\p{L}'’]*\p{Ll}$/u;

/** Whether a name is a double surname alone: Orsk-Velmar. Jean-Luc and Al-Velmar are none. */
export function isDoubleSurname(name: string): boolean {
  const first = twoCapitalized.exec(name)?.groups?.first;
  return first !== undefined && mayBeSurname(fold(first));
}

/** Whether a word, folded, may be the first of a double surname. */
const mayBeSurname = (word: string): boolean =>
  word.length > 1 && !particles.has(word) && !foldedGivenNames.has(word);

/** The folded surname of a short name, without initials: `van der meulen`, `okoye`. */
export function surnameIn(id: string): string {
  const words = wordsOf(id);
  return words
    .slice(
      Math.max(
        0,
        words.findIndex((word) => word.length > 1),
      ),
    )
    .join(' ');
}

/**
 * The ids under which documents may mention this person by the surname alone: `person/blair` for
 * `person/tony-blair`. A surname alone has itself; ids of other types have none.
 */
export function surnameIdsOf(id: string): string[] {
  if (!id.startsWith('person/')) return [];
  if (isSurnameAlone(id)) return [id];
  const words = withoutGeneration(wordsOf(id));
  const first = words[0] ?? '';
  const lone = [words.slice(-1)];
  for (let n = 2; n <= Math.min(words.length - 1, longestSurname); n++)
    if (isParticle(words.at(-n) ?? '')) lone.push(words.slice(-n));
  if (familyNames.has(first) && !familyNames.has(words.at(-1) ?? '')) lone.push([first]);
  return lone.map(idOf);
}

/**
 * All short names of a person: surnames alone, `person/t-blair` for `person/tony-blair`, and what may be a
 * double surname alone, `person/orsk-velmar` for `person/ana-orsk-velmar`.
 */
export function shortNamesOf(id: string): string[] {
  const lone = surnameIdsOf(id);
  if (lone.length === 0 || isSurnameAlone(id)) return lone;
  if (hasInitialOnly(id)) return [...lone, id];
  const [given = '', ...rest] = withoutGeneration(wordsOf(id));
  const withInitial = [rest.slice(-1), rest].map((surname) => idOf([given.charAt(0), ...surname]));
  const before = familyNames.has(given) ? [] : rest.slice(-2, -1).filter(mayBeSurname);
  const doubles = before.map((word) => idOf([word, ...rest.slice(-1)]));
  return [...new Set([...lone, ...withInitial, ...doubles])];
}

function withoutGeneration(words: readonly string[]): readonly string[] {
  return words.length > 2 && generation.test(words.at(-1) ?? '') ? words.slice(0, -1) : words;
}
