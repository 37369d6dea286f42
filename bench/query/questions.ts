/**
 * The benchmark's questions. Each has an answer of the same size in every corpus: pages of twenty, and
 * entities with about fifty documents.
 */

import { codes } from '../../core/errors.ts';
import type { Random } from '../../core/random.ts';
import { shards } from '../../core/records/keys.ts';
import type { Facts } from './corpus.ts';

/**
 * Look-ups and lists share one pair of targets; searches, rankings of the documents of an entity, and
 * overviews of a day have others. Counts over many rows have none.
 */
export type QuestionKind = 'look-up' | 'list' | 'search' | 'ranking' | 'overview' | 'count';

export interface Question {
  kind: QuestionKind;
  name: string;
  /** The most that one answer may read: calls to the table, DynamoDB read units, objects of the archive. */
  readLimits: readonly [calls: number, units: number, objects: number];
  /** The request's path and parameters. */
  path: (subjects: Subjects) => string;
}

const usualDocuments = 50;
const usualEntities = 8;
const shortestWord = 4;

/** Draws the documents and entities that questions are about. */
export class Subjects {
  readonly #corpus: Facts;
  readonly #random: Random;
  readonly #entities: string[];

  constructor(corpus: Facts, random: Random) {
    this.#corpus = corpus;
    this.#random = random;
    const distance = (documents: number) => Math.abs(documents - usualDocuments);
    this.#entities = Object.entries(corpus.entities)
      .sort(([a, m], [b, n]) => distance(m) - distance(n) || (a < b ? -1 : 1))
      .slice(0, usualEntities)
      .map(([id]) => id);
  }

  document(): string {
    return this.#random.pick(this.#corpus.documents).id;
  }

  entity(): string {
    return this.#random.pick(this.#entities);
  }

  twoEntities(): [string, string] {
    const one = this.entity();
    return [one, this.#random.pick(this.#entities.filter((each) => each !== one))];
  }

  /** An entity's name as a person would type it. */
  name(): string {
    return this.entity().replace(/^.*\//, '').replaceAll('-', ' ');
  }

  /** A moment near the end of the corpus. */
  since(): string {
    return new Date(this.#corpus.end - 2 * 24 * 60 * 60_000).toISOString();
  }

  /** One of the last days, so that four weeks precede it. */
  day(): string {
    return new Date(this.#corpus.end - (1 + Math.floor(this.#random.next() * 2)) * 24 * 60 * 60_000)
      .toISOString()
      .slice(0, 10);
  }

  /** Two words of the same title. */
  words(): string {
    for (;;) {
      const words = this.#random.pick(this.#corpus.documents).title.match(/\p{L}+/gu) ?? [];
      const [one, two] = words
        .filter((word) => word.length >= shortestWord)
        .sort(() => this.#random.next() - 0.5);
      if (one !== undefined && two !== undefined && one !== two) return `${one} ${two}`;
    }
  }
}

const encode = encodeURIComponent;

/**
 * The reads for a page of changes: each shard's share, further pages of shards that have more, and up to
 * three days if a corpus has few changes a day.
 */
const pageOfChanges = 3 * shards.length + 8;

const question = (
  kind: QuestionKind,
  name: string,
  readLimits: Question['readLimits'],
  path: Question['path'],
): Question => ({ kind, name, readLimits, path });

/** The read limits hold for a page of twenty in a corpus of any size. */
export const questions: Question[] = [
  question('look-up', 'a document', [1, 1, 2], (s) => `/v1/documents/${s.document()}`),
  question('look-up', 'its text', [1, 1, 1], (s) => `/v1/documents/${s.document()}/text`),
  question('look-up', 'its mentions', [2, 1, 1], (s) => `/v1/documents/${s.document()}/mentions`),
  question('look-up', 'an entity', [4, 4, 0], (s) => `/v1/entities/${s.entity()}`),
  question('look-up', 'entities by name', [10, 9, 0], (s) => `/v1/entities?q=${encode(s.name())}`),
  question('list', 'entities by a beginning', [26, 37, 0], () => '/v1/entities?q=mar'),
  question('list', 'documents', [1 + shards.length, 26, 0], () => '/v1/documents'),
  question('list', 'documents of a source', [2, 12, 0], () => '/v1/documents?source=Harbour%20Courier'),
  question('list', 'documents of an entity', [8, 21, 0], (s) => `/v1/entities/${s.entity()}/documents`),
  question('list', 'documents of two entities', [12, 60, 0], (s) => {
    const [one, other] = s.twoEntities();
    return `/v1/documents?entity=${encode(one)}&entity=${encode(other)}`;
  }),
  question('list', 'timeline', [5, 5, 0], (s) => `/v1/entities/${s.entity()}/timeline`),
  question('list', 'co-mentions', [6, 26, 0], (s) => `/v1/entities/${s.entity()}/co-mentions`),
  question('list', 'graph', [6, 26, 0], (s) => `/v1/graph?entity=${encode(s.entity())}`),
  question('list', 'a path', [60, 400, 0], (s) => {
    const [from, to] = s.twoEntities();
    return `/v1/paths?from_entity=${encode(from)}&to_entity=${encode(to)}&limit=1`;
  }),
  question(
    'list',
    'changes',
    [pageOfChanges, pageOfChanges, 0],
    (s) => `/v1/changes?since=${encode(s.since())}`,
  ),
  // Four partitions for each code.
  question(
    'list',
    'quarantine',
    [4 * codes.length + 2, 2 * codes.length + 20, 0],
    () => '/v1/quarantine?limit=10',
  ),
  question('search', 'two words', [1, 12, 20], (s) => `/v1/search?q=${encode(s.words())}`),
  question('search', 'a phrase', [1, 12, 20], (s) => `/v1/search?q=${encode(`"${s.name()}"`)}`),
  question(
    'search',
    'two words, newest first',
    [1, 12, 20],
    (s) => `/v1/search?order=newest&q=${encode(s.words())}`,
  ),
  question(
    'ranking',
    'entities within a search',
    [60, 60, 0],
    (s) => `/v1/entities?within=${encode(`entity:${s.entity()}`)}`,
  ),
  question(
    'ranking',
    'facets of a search',
    [60, 100, 0],
    (s) => `/v1/facets?q=${encode(`entity:${s.entity()}`)}`,
  ),
  // Questions that count or compare all documents of a range, each up to its own bound.
  question('count', 'reprints', [3, 201, 201], (s) => `/v1/documents/${s.document()}/reprints`),
  question('overview', 'stories of a day', [10, 700, 0], (s) =>
    '/v1/stories?from=DAY&to=DAY'.replaceAll('DAY', s.day()),
  ),
  question('overview', 'trends of a day', [60, 1600, 0], (s) => `/v1/trends?date=${s.day()}`),
  question('count', 'entities of all documents', [300, 300, 0], () => '/v1/entities?type=person'),
  question('count', 'stats', [0, 0, 0], () => '/v1/stats'),
];
