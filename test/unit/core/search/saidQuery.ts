/** Random queries in the search language, each with the condition that it says. */
import fc from 'fast-check';
import type { Point } from '../../../../core/entities/authority/nearbyPlaces.ts';
import type { QueryNode } from '../../../../core/search/queryLanguage.ts';
import { quotedName } from '../../../../core/search/queryTokens.ts';

export interface SaidQuery {
  text: string;
  node: QueryNode;
}

/** What terms are made of. */
export interface Vocabulary {
  words: readonly string[];
  beginnings: readonly string[];
  entities: readonly string[];
  types: readonly string[];
  /** Names of places, and points. */
  places: readonly (string | Point)[];
  kilometres: readonly number[];
  sources: readonly string[];
  subjects: readonly string[];
  statuses: readonly string[];
  countries: readonly string[];
  languages: readonly string[];
  days: readonly string[];
}

const plain: Vocabulary = {
  words: ['arsenal', 'rates', 'summit', 'who'],
  beginnings: ['ar', 'summ'],
  entities: ['person/x', 'place/y'],
  types: ['person', 'place'],
  places: ['cardiff', 'New York', { lat: 51.5, lon: -3.25 }],
  kilometres: [1.5, 500],
  sources: ['Wire', 'BBC News'],
  subjects: ['Sport', 'Foreign policy', 'The "top" five'],
  statuses: ['usable', 'canceled'],
  countries: ['FR', 'US'],
  languages: ['en', 'pt-BR'],
  days: ['2021-05-03', '2021-06-01'],
};

type Text =
  | { word: string }
  | { phrase: string }
  | { near: string[]; within: number }
  | { beginning: string };

/** Every kind of term. */
function saidTerm(vocabulary: Vocabulary): fc.Arbitrary<SaidQuery> {
  const of = <T>(values: readonly T[]) => fc.constantFrom(...values);
  const word = of(vocabulary.words);
  const several = (minLength: number, maxLength: number) => fc.array(word, { minLength, maxLength });
  const text: fc.Arbitrary<{ text: string; node: Text }> = fc.oneof(
    { weight: 3, arbitrary: word.map((each) => ({ text: each, node: { word: each } })) },
    several(1, 3).map((words) => ({ text: `"${words.join(' ')}"`, node: { phrase: words.join(' ') } })),
    fc.tuple(several(2, 4), fc.integer({ min: 1, max: 5 })).map(([words, within]) => ({
      text: `"${words.join(' ')}"~${within}`,
      node: { near: words.map((each) => each.toLowerCase()), within },
    })),
    of(vocabulary.beginnings).map((each) => ({ text: `${each}*`, node: { beginning: each } })),
  );
  const filter: fc.Arbitrary<SaidQuery> = fc.oneof(
    of(vocabulary.entities).map((entity) => ({ text: `entity:${entity}`, node: { entity } })),
    of(vocabulary.types).map((type) => ({ text: `type:${type}`, node: { type } })),
    fc.tuple(of(vocabulary.places), of(vocabulary.kilometres)).map((each) => saidPlace(...each)),
    of(vocabulary.sources).map((source) => ({ text: `source:"${source}"`, node: { source } })),
    of(vocabulary.sources).map((source) => ({
      text: `source:"${source.slice(0, 2)}"*`,
      node: { source: source.slice(0, 2), prefix: true },
    })),
    of(vocabulary.subjects).map((subject) => ({ text: `subject:${quotedName(subject)}`, node: { subject } })),
    of(vocabulary.statuses).map((status) => ({ text: `status:${status}`, node: { status } })),
    of(vocabulary.countries).map((country) => ({ text: `country:${country}`, node: { country } })),
    of(vocabulary.languages).map((language) => ({ text: `language:${language}`, node: { language } })),
    of(vocabulary.days).map((from) => ({ text: `from:${from}`, node: { from } })),
    of(vocabulary.days).map((to) => ({ text: `to:${to}`, node: { to } })),
  );
  const title = text.map(({ text: said, node }) => ({
    text: `title:${said}`,
    node: { ...node, title: true },
  }));
  return fc.oneof({ weight: 4, arbitrary: text }, title, { weight: 2, arbitrary: filter });
}

function saidPlace(place: string | Point, kilometres: number): SaidQuery {
  const isName = typeof place === 'string';
  return {
    text: isName ? `near:"${place}",${kilometres}km` : `near:${place.lat},${place.lon},${kilometres}km`,
    node: { near: isName ? { name: place } : place, kilometres, position: 0 },
  };
}

/** The condition as if each place stood at the beginning of the query. */
export function withoutPositions(node: QueryNode): QueryNode {
  if ('all' in node) return { all: node.all.map(withoutPositions) };
  if ('any' in node) return { any: node.any.map(withoutPositions) };
  if ('not' in node) return { not: withoutPositions(node.not) };
  return 'kilometres' in node ? { ...node, position: 0 } : node;
}

/** Terms joined by everything that the grammar has. @param depth of brackets */
export function saidQueryOf(vocabulary: Vocabulary, depth = 3): fc.Arbitrary<SaidQuery> {
  const term = saidTerm(vocabulary);
  if (depth === 0) return term;
  const inner = saidQueryOf(vocabulary, depth - 1);
  // Days beside one another that exclude each other are refused, so only one of them stands beside others.
  const part: fc.Arbitrary<SaidQuery> = fc.oneof(
    { weight: 3, arbitrary: term },
    inner.map(({ text, node }) => ({ text: `(${text})`, node })),
    term.map(({ text, node }) => ({ text: `-${text}`, node: { not: node } })),
    // A NOT of a NOT is read as neither.
    inner.map(({ text, node }) => ({ text: `-(${text})`, node: 'not' in node ? node.not : { not: node } })),
    term.map(({ text, node }) => ({ text: `NOT ${text}`, node: { not: node } })),
  );
  const together = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => {
    const ranges = parts.filter(({ node }) => 'from' in node || 'to' in node);
    const kept = parts.filter((each) => ranges.indexOf(each) < 1);
    return join(kept, ' ', (nodes) => ({ all: nodes }));
  });
  return fc
    .array(together, { minLength: 1, maxLength: 3 })
    .map((parts) => join(parts, ' OR ', (nodes) => ({ any: nodes })));
}

function join(
  parts: readonly SaidQuery[],
  separator: string,
  nodeOf: (nodes: QueryNode[]) => QueryNode,
): SaidQuery {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return { text: parts.map(({ text }) => text).join(separator), node: nodeOf(parts.map(({ node }) => node)) };
}

export const saidQuery = saidQueryOf(plain, 2);
