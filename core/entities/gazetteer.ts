/** The names in `data/` as one look-up: the longest known name that begins at a token. */
import type { EntityType } from './annotation.ts';
import { countries, groups } from './data/countries.ts';
import { events } from './data/events.ts';
import { organizations } from './data/organizations.ts';
import { placeAliases, places } from './data/places.ts';
import { type Token, tokensOf } from './token.ts';

export interface Known {
  type: EntityType;
  /** The name to show. */
  name: string;
  /** ISO 3166-1, of a country. */
  iso?: string;
}

export interface KnownMatch {
  known: Known;
  /** Tokens that it covers. */
  length: number;
}

type Entry = { words: string[]; known: Known };

const byFirstWord = new Map<string, Entry[]>();
/** For text in capitals: names of more than three letters, by their first word in capitals. */
const byFirstCapitals = new Map<string, Entry[]>();

function add(form: string, known: Known): void {
  const words = [...tokensOf(form)].map((token) => token.text);
  insert(byFirstWord, { words, known });
  if (form.replace(/[^\p{L}]/gu, '').length > 3)
    insert(byFirstCapitals, { words: words.map((word) => word.toUpperCase()), known });
}

function insert(map: Map<string, Entry[]>, entry: Entry): void {
  const [first = ''] = entry.words;
  const there = map.get(first) ?? [];
  there.push(entry);
  there.sort((a, b) => b.words.length - a.words.length);
  map.set(first, there);
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

/** «North Koreans» are the group «North Korean». */
function addGroup(name: string): void {
  add(name, { type: 'group', name });
  if (/[^aeiou]y$/.test(name)) add(`${name.slice(0, -1)}ies`, { type: 'group', name });
  else if (!/(?:ese|ish|ch|men|man|ss|ies|s)$/.test(name)) add(`${name}s`, { type: 'group', name });
}

export function knownAt(tokens: readonly Token[], at: number): KnownMatch | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  return (
    matchIn(byFirstWord.get(token.text), tokens, at) ?? matchIn(byFirstCapitals.get(token.text), tokens, at)
  );
}

function matchIn(
  entries: readonly Entry[] | undefined,
  tokens: readonly Token[],
  at: number,
): KnownMatch | undefined {
  const entry = entries?.find(({ words }) =>
    words.every((word, i) => tokens[at + i]?.text === word && (i === 0 || tokens[at + i]?.joined === true)),
  );
  return entry && { known: entry.known, length: entry.words.length };
}

/** Is the word a known name by itself? */
export function isKnownWord(word: string): boolean {
  return byFirstWord.get(word)?.some(({ words }) => words.length === 1) ?? false;
}

/** What the lists say of a whole name. */
export function knownName(name: string): Known | undefined {
  const words = name.split(' ');
  return byFirstWord
    .get(words[0] ?? '')
    ?.find((entry) => entry.words.length === words.length && entry.words.join(' ') === name)?.known;
}
