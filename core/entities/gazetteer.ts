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

/** The listed forms by their first word, the longest first. */
interface Gazetteer {
  byWord: Map<string, ListedForm[]>;
  /** For text in capitals: names of more than three letters, in capitals. */
  byCapitals: Map<string, ListedForm[]>;
}

let gazetteer: Gazetteer | undefined;

/** Made at the first look-up: a query that looks up no name does not wait for it at a cold start. */
function listedForms(): Gazetteer {
  gazetteer ??= makeGazetteer();
  return gazetteer;
}

function makeGazetteer(): Gazetteer {
  const made: Gazetteer = { byWord: new Map(), byCapitals: new Map() };
  for (const [form, known] of listedEntries()) addForm(made, form, known);
  for (const forms of [...made.byWord.values(), ...made.byCapitals.values()])
    forms.sort((a, b) => b.words.length - a.words.length);
  return made;
}

/** Every form that the lists have, with what it names. */
function* listedEntries(): Generator<[form: string, known: GazetteerEntry]> {
  for (const { iso, name, demonyms, aliases } of countries) {
    for (const form of [name, ...aliases]) yield [form, { type: 'place', name, iso }];
    for (const demonym of demonyms) yield* groupEntries(demonym);
  }
  for (const group of groups) yield* groupEntries(group);
  for (const place of places) yield [place, { type: 'place', name: placeAliases[place] ?? place }];
  for (const event of events) yield [event, { type: 'event', name: event }];
  for (const { name, aliases } of organizations)
    for (const form of [name, ...aliases]) yield [form, { type: 'organization', name }];
}

/** A group and its plural: "North Koreans" is the group "North Korean". */
function* groupEntries(name: string): Generator<[form: string, known: GazetteerEntry]> {
  yield [name, { type: 'group', name }];
  if (/[^aeiou]y$/.test(name)) yield [`${name.slice(0, -1)}ies`, { type: 'group', name }];
  else if (!/(?:ese|ish|ch|men|man|ss|ies|s)$/.test(name)) yield [`${name}s`, { type: 'group', name }];
}

function addForm({ byWord, byCapitals }: Gazetteer, form: string, known: GazetteerEntry): void {
  for (const written of new Set([form, form.replaceAll("'", '’')])) {
    const tokens = [...tokensOf(written)];
    const words = tokens.map((token) => token.text);
    const spaced = tokens.map((token, i) => i > 0 && !token.adjacent);
    addTo(byWord, { words, spaced, known });
    if (form.replace(/[^\p{L}]/gu, '').length > 3)
      addTo(byCapitals, { words: words.map((word) => word.toUpperCase()), spaced, known });
  }
}

function addTo(map: Map<string, ListedForm[]>, form: ListedForm): void {
  const [first = ''] = form.words;
  const forms = map.get(first);
  if (forms === undefined) map.set(first, [form]);
  else forms.push(form);
}

/** The longest listed name that begins at token `at`. */
export function gazetteerMatchAt(tokens: readonly Token[], at: number): GazetteerMatch | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const { byWord, byCapitals } = listedForms();
  return matchIn(byWord.get(token.text), tokens, at) ?? matchIn(byCapitals.get(token.text), tokens, at);
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
  return (
    listedForms()
      .byWord.get(word)
      ?.some(({ words }) => words.length === 1) ?? false
  );
}

/** The entry of a whole name; `undefined` if no list has it. */
export function gazetteerEntry(name: string): GazetteerEntry | undefined {
  const words = name.split(' ');
  return listedForms()
    .byWord.get(words[0] ?? '')
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
