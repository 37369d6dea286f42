/** Look-up of the names in `data/`: finds the longest listed name that begins at a token. */
import type { EntityType } from './annotation.ts';
import { countries } from './data/countries.ts';
import { events } from './data/events.ts';
import { groups } from './data/groups.ts';
import { organizations } from './data/organizations.ts';
import { placeAliases, places } from './data/places.ts';
import { type Token, tokensOf } from './token.ts';

export interface GazetteerEntry {
  type: EntityType;
  /** The name to show. */
  name: string;
  /** ISO 3166-1, for countries only. */
  iso?: string;
}

export interface GazetteerMatch {
  known: GazetteerEntry;
  /** In tokens. */
  length: number;
}

interface ListedForm {
  words: string[];
  /** The words that do not follow the one before at once: "Republic" in "People's Republic". */
  spaced: boolean[];
  known: GazetteerEntry;
}

const byFirstWord = new Map<string, ListedForm[]>();
/** For text in capitals: names of more than three letters, by their first word in capitals. */
const byFirstCapitals = new Map<string, ListedForm[]>();

function add(form: string, known: GazetteerEntry): void {
  for (const written of new Set([form, form.replaceAll("'", '’')])) {
    const tokens = [...tokensOf(written)];
    const words = tokens.map((token) => token.text);
    const spaced = tokens.map((token, i) => i > 0 && !token.adjacent);
    insert(byFirstWord, { words, spaced, known });
    if (form.replace(/[^\p{L}]/gu, '').length > 3)
      insert(byFirstCapitals, { words: words.map((word) => word.toUpperCase()), spaced, known });
  }
}

/** Keeps the longest forms first. */
function insert(map: Map<string, ListedForm[]>, form: ListedForm): void {
  const [first = ''] = form.words;
  const forms = map.get(first) ?? [];
  forms.push(form);
  forms.sort((a, b) => b.words.length - a.words.length);
  map.set(first, forms);
}

for (const { iso, name, demonyms, aliases } of countries) {
  for (const form of [name, ...aliases]) add(form, { type: 'place', name, iso });
  for (const demonym of demonyms) addGroup(demonym);
}
for (const group of groups) addGroup(group);
for (const place of places) add(place, { type: 'place', name: placeAliases[place] ?? place });
for (const event of events) add(event, { type: 'event', name: event });
for (const { name, aliases } of organizations)
  for (const form of [name, ...aliases]) add(form, { type: 'organization', name });

/** Adds a group with its plural: "North Koreans" is the group "North Korean". */
function addGroup(name: string): void {
  add(name, { type: 'group', name });
  if (/[^aeiou]y$/.test(name)) add(`${name.slice(0, -1)}ies`, { type: 'group', name });
  else if (!/(?:ese|ish|ch|men|man|ss|ies|s)$/.test(name)) add(`${name}s`, { type: 'group', name });
}

/** The longest listed name that begins at token `at`. */
export function gazetteerMatchAt(tokens: readonly Token[], at: number): GazetteerMatch | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  return (
    matchIn(byFirstWord.get(token.text), tokens, at) ?? matchIn(byFirstCapitals.get(token.text), tokens, at)
  );
}

function matchIn(
  forms: readonly ListedForm[] | undefined,
  tokens: readonly Token[],
  at: number,
): GazetteerMatch | undefined {
  const form = forms?.find(({ words, spaced }) =>
    words.every((word, i) => {
      const token = tokens[at + i];
      return token?.text === word && (i === 0 || spaced[i] || token.adjacent);
    }),
  );
  return form && { known: form.known, length: form.words.length };
}

/** Whether the word alone is a listed name. */
export function isGazetteerWord(word: string): boolean {
  return byFirstWord.get(word)?.some(({ words }) => words.length === 1) ?? false;
}

/** The entry of a whole name; `undefined` if no list has it. */
export function gazetteerEntry(name: string): GazetteerEntry | undefined {
  const words = name.split(' ');
  return byFirstWord
    .get(words[0] ?? '')
    ?.find((form) => form.words.length === words.length && form.words.join(' ') === name)?.known;
}

/** Countries with teams of their own that have no code of their own. */
const homeNations = new Set(['England', 'Scotland', 'Wales', 'Northern Ireland']);

/** The entry of which the tokens from `from` to `to` (exclusive) are the name. */
export function listedName(tokens: readonly Token[], from: number, to: number): GazetteerEntry | undefined {
  const match = gazetteerMatchAt(tokens, from);
  return match?.length === to - from ? match.known : undefined;
}

/** Whether a country's name begins at token `at`. */
export function isCountryAt(tokens: readonly Token[], at: number): boolean {
  const known = gazetteerMatchAt(tokens, at)?.known;
  return known !== undefined && isCountry(known);
}

/** Whether the entry is a country, or one of the home nations of the United Kingdom. */
export function isCountry({ iso, name }: GazetteerEntry): boolean {
  return iso !== undefined || homeNations.has(name);
}
