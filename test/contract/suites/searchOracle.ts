/**
 * Random documents and random queries over the whole search language, and what a brute-force scan finds.
 * Queries become conditions as in the API, by an authority of a few places. Word forms that the index treats
 * as equal (English endings, accents, case) are listed as families; the texts are made of them.
 */

import fc from 'fast-check';
import { expect } from 'vitest';
import { toCondition } from '../../../api/searchRoutes/searchQuery.ts';
import { type Search, type SearchRow, searchOrders } from '../../../core/ports/search.ts';
import type { SearchCondition } from '../../../core/ports/searchCondition.ts';
import type { SearchListing, SearchPlace } from '../../../core/ports/searchListing.ts';
import { parseQuery, type QueryNode } from '../../../core/search/queryLanguage.ts';
import { foldWord } from '../../../core/search/writtenWords.ts';
import { wordList } from '../../../core/text/wordSet.ts';
import { SqliteTable } from '../../../runtime/local/table.ts';
import { saidQueryOf, type Vocabulary } from '../../unit/core/search/saidQuery.ts';
import { authority, kilometresBetween, named, placesKnown } from './oraclePlaces.ts';
import { compactAll, row, tombstone } from './searchRows.ts';

const families = [
  ['minister', 'ministers', 'Minister', 'MINISTERS'],
  ['ministry', 'Ministries'],
  ['talk', 'talks', 'talked', 'Talking'],
  ['sanction', 'sanctions', 'sanctioned'],
  ['Zürich', 'zurich', 'ZÜRICH'],
  ['café', 'cafés', 'CAFE'],
  ['Mbappé', 'mbappe', 'MBAPPÉ'],
  ['İzmir', 'izmir', 'IZMIR'],
  ['Jørgensen', 'jorgensen'],
  ['œuvre', 'OEUVRE'],
  ['the', 'The'],
  ['who', 'WHO'],
  ['G7', 'g7'],
  ['2021'],
  ['Åland', 'aland'],
  ['Müller', 'muller'],
  ['running', 'run', 'runs'],
  ['runner', 'runners'],
  ['O'],
  ['Neill', 'NEILL'],
  ['Москва', 'москва'],
  ['of', 'OF'],
  ['Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'],
] as const;
const forms: string[] = families.flat();
const familyOf = new Map(families.flatMap((family, i) => family.map((form) => [foldWord(form), i] as const)));

const lookUp = { table: new SqliteTable(':memory:'), authority: async () => authority };

const vocabulary: Vocabulary = {
  // OR and AND join terms, so these words are asked for in small letters.
  words: forms,
  beginnings: wordList`min mini minis minister ta talk talki zur мос ru runn donaud 20`,
  entities: ['person/a', 'person/b', 'group/d', ...Object.keys(placesKnown)],
  types: ['person', 'place', 'group', 'event'],
  places: [
    ...Object.values(named),
    'place/cardiff',
    'caerdydd',
    { lat: 51.5, lon: -3 },
    { lat: -16, lon: -179.9 },
  ],
  kilometres: [1, 25, 42, 500],
  sources: ['Wire', 'Wired', 'The Post', "O'Source"],
  subjects: ['Sport', 'SPORT', 'Café culture', 'cafe-culture', 'medtop:04000000', '"A" list'],
  statuses: ['usable', 'embargoed', 'withheld', 'canceled'],
  countries: ['GB', 'FR', 'US'],
  languages: ['en', 'en-GB', 'de', 'pt-BR'],
  days: ['2021-02-01', '2021-02-15', '2021-03-01'],
};

const separator = fc.constantFrom(' ', ' ', ' ', ', ', '. ', '-', '’', '\n\n', ' — ', '/', '"');
const passage = (most: number) =>
  fc
    .array(fc.tuple(fc.constantFrom(...forms), separator), { maxLength: most })
    .map((words) => ({ words: words.map(([word]) => foldWord(word)), text: words.flat().join('') }));

const document = fc.record({
  title: passage(5),
  standfirst: passage(4),
  text: passage(16),
  entities: fc.uniqueArray(fc.constantFrom(...vocabulary.entities), { maxLength: 3 }),
  source: fc.constantFrom(...vocabulary.sources),
  subjects: fc.uniqueArray(fc.constantFrom(...vocabulary.subjects, '#'), { maxLength: 3 }),
  status: fc.constantFrom(...vocabulary.statuses),
  countries: fc.uniqueArray(fc.constantFrom(...vocabulary.countries), { maxLength: 2 }),
  language: fc.constantFrom(...vocabulary.languages),
  published: fc.constantFrom('', ...vocabulary.days),
});
type Document = typeof document extends fc.Arbitrary<infer T> ? T : never;

/** Brute force: whether a document fulfils a query. */
function fulfils(each: Document, node: QueryNode): boolean {
  if ('all' in node) return node.all.every((part) => fulfils(each, part));
  if ('any' in node) return node.any.some((part) => fulfils(each, part));
  if ('not' in node) return !fulfils(each, node.not);
  if ('entity' in node) return each.entities.includes(node.entity);
  if ('type' in node) return each.entities.some((id) => id.split('/')[0] === node.type);
  if ('source' in node)
    return node.prefix ? each.source.startsWith(node.source) : each.source === node.source;
  if ('subject' in node) return each.subjects.some((own) => foldWord(own) === foldWord(node.subject));
  if ('status' in node) return each.status === node.status;
  if ('country' in node) return each.countries.includes(node.country);
  if ('language' in node)
    return each.language === node.language || each.language.startsWith(`${node.language}-`);
  if ('from' in node) return each.published !== '' && each.published >= node.from;
  if ('to' in node) return each.published !== '' && each.published <= node.to;
  if ('kilometres' in node) {
    const at =
      'name' in node.near
        ? placesKnown[`place/${foldWord(node.near.name).replace(/^place /, '')}`]
        : node.near;
    return each.entities.some((id) => kilometresBetween(at, placesKnown[id]) <= node.kilometres);
  }
  const words = node.title
    ? each.title.words
    : [...each.title.words, ...each.standfirst.words, ...each.text.words];
  if ('beginning' in node) return words.some((word) => word.startsWith(node.beginning));
  if ('phrase' in node) return follow(words, foldWord(node.phrase).split(' '));
  const known = words.map((word) => familyOf.get(word));
  if ('word' in node) return known.includes(familyOf.get(foldWord(node.word)));
  return areNear(
    known,
    node.near.map((word) => familyOf.get(word)),
    node.within,
  );
}

function follow(words: readonly string[], phrase: readonly string[]): boolean {
  return words.some((_, start) => phrase.every((word, i) => words[start + i] === word));
}

/** Tries every two places of each word and the next. */
function areNear<T>(words: readonly T[], sought: readonly T[], within: number): boolean {
  const placesOf = (wanted: T | undefined) => words.flatMap((word, at) => (word === wanted ? [at] : []));
  return sought
    .slice(1)
    .every((next, i) =>
      placesOf(sought[i]).some((a) => placesOf(next).some((b) => a !== b && Math.abs(a - b) <= within + 1)),
    );
}

const rowOf = (each: Document, i: number): SearchRow =>
  row(`d${i}`, {
    ...each,
    title: each.title.text,
    standfirst: each.standfirst.text,
    text: each.text.text,
    mentions: each.entities.map(() => 1),
  });

/** All rows that fulfil a condition, page by page. */
async function listed(search: SearchListing, where: SearchCondition, limit: number): Promise<SearchPlace[]> {
  const rows: SearchPlace[] = [];
  for (;;) {
    const page = await search.list(where, { after: rows.at(-1), limit });
    rows.push(...page.map(({ id, published }) => ({ id, published })));
    if (page.length < limit) return rows;
  }
}

/** The newest day first; undated documents, whose day is '', are last. */
const inOrder = (a: SearchPlace, b: SearchPlace) =>
  a.published === b.published ? (a.id < b.id ? -1 : 1) : a.published > b.published ? -1 : 1;

/**
 * Each part has an index of its own, which may lack words of another one; the last rows are not indexed yet.
 */
const cuts = fc.tuple(fc.nat(24), fc.nat(24)).map((each) => each.sort((a, b) => a - b));

/** @param open an empty search table, and how to close it */
export async function findsWhatBruteForceFinds(
  open: () => Promise<{ search: Search & SearchListing; close(): Promise<void> }>,
  { numRuns, queries }: { numRuns: number; queries: number },
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { minLength: 1, maxLength: 24 }),
      cuts,
      fc.array(saidQueryOf(vocabulary), { minLength: queries, maxLength: queries }),
      async (documents, cuts, asked) => {
        const { search, close } = await open();
        try {
          // No query finds the document that was removed.
          const rows = [tombstone('removed', 1), ...documents.map(rowOf)];
          for (const [i, cut] of cuts.entries()) {
            await search.merge(rows.slice(i === 0 ? 0 : cuts[i - 1], cut));
            await compactAll(search);
          }
          await search.merge(rows.slice(cuts.at(-1)));
          for (const [i, { text }] of asked.entries()) {
            const parsed = parseQuery(text);
            if ('expected' in parsed) continue; // more terms than a query may have
            const order = searchOrders[i % searchOrders.length] ?? 'newest';
            const page = { order, limit: documents.length, offset: 0 };
            const where = await toCondition(lookUp, parsed);
            const { hits, total } = await search.query({ where, ...page });
            const found = documents
              .map(({ published }, n) => ({ id: `d${n}`, published }))
              .filter((_, n) => fulfils(documents[n] as Document, parsed.where));
            expect([hits.map(({ id }) => id).sort(), total], text).toEqual([
              found.map(({ id }) => id).sort(),
              found.length,
            ]);
            expect(await listed(search, where, 1 + (i % 10)), text).toEqual(found.sort(inOrder));
          }
        } finally {
          await close();
        }
      },
    ),
    { numRuns },
  );
}
