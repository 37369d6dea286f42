/**
 * The benchmark's questions. Each has an answer of the same size in every corpus: pages of twenty, and
 * entities with about fifty documents.
 * Longer than 250 lines: all questions are in one place.
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

/** The read limits hold for a page of twenty in a corpus of any size. */
export const questions: Question[] = [
  {
    kind: 'look-up',
    name: 'a document',
    readLimits: [1, 1, 2],
    path: (subjects) => `/v1/documents/${subjects.document()}`,
  },
  {
    kind: 'look-up',
    name: 'its text',
    readLimits: [1, 1, 1],
    path: (subjects) => `/v1/documents/${subjects.document()}/text`,
  },
  {
    kind: 'look-up',
    name: 'its mentions',
    readLimits: [1, 1, 1],
    path: (subjects) => `/v1/documents/${subjects.document()}/mentions`,
  },
  {
    kind: 'look-up',
    name: 'an entity',
    readLimits: [4, 4, 0],
    path: (subjects) => `/v1/entities/${subjects.entity()}`,
  },
  {
    kind: 'look-up',
    name: 'entities by name',
    readLimits: [10, 9, 0],
    path: (subjects) => `/v1/entities?q=${encode(subjects.name())}`,
  },
  {
    kind: 'list',
    name: 'entities by a beginning',
    readLimits: [26, 37, 0],
    path: () => '/v1/entities?q=mar',
  },
  { kind: 'list', name: 'documents', readLimits: [1 + shards.length, 26, 0], path: () => '/v1/documents' },
  {
    kind: 'list',
    name: 'documents of a source',
    readLimits: [2, 12, 0],
    path: () => '/v1/documents?source=Harbour%20Courier',
  },
  {
    kind: 'list',
    name: 'documents of an entity',
    readLimits: [8, 21, 0],
    path: (subjects) => `/v1/entities/${subjects.entity()}/documents`,
  },
  {
    kind: 'list',
    name: 'documents of two entities',
    readLimits: [12, 60, 0],
    path: (subjects) =>
      `/v1/documents?${subjects
        .twoEntities()
        .map((id) => `entity=${encode(id)}`)
        .join('&')}`,
  },
  {
    kind: 'list',
    name: 'timeline',
    readLimits: [5, 5, 0],
    path: (subjects) => `/v1/entities/${subjects.entity()}/timeline`,
  },
  {
    kind: 'list',
    name: 'co-mentions',
    readLimits: [6, 26, 0],
    path: (subjects) => `/v1/entities/${subjects.entity()}/co-mentions`,
  },
  {
    kind: 'list',
    name: 'graph',
    readLimits: [6, 26, 0],
    path: (subjects) => `/v1/graph?entity=${encode(subjects.entity())}`,
  },
  {
    kind: 'list',
    name: 'a path',
    readLimits: [60, 400, 0],
    path: (subjects) => {
      const [from, to] = subjects.twoEntities();
      return `/v1/paths?from_entity=${encode(from)}&to_entity=${encode(to)}&limit=1`;
    },
  },
  {
    kind: 'list',
    name: 'changes',
    readLimits: [pageOfChanges, pageOfChanges, 0],
    path: (subjects) => `/v1/changes?since=${encode(subjects.since())}`,
  },
  {
    kind: 'list',
    name: 'quarantine',
    readLimits: [4 * codes.length + 2, 2 * codes.length + 20, 0], // four partitions for each code
    path: () => '/v1/quarantine?limit=10',
  },
  {
    kind: 'search',
    name: 'two words',
    readLimits: [1, 12, 20],
    path: (subjects) => `/v1/search?q=${encode(subjects.words())}`,
  },
  {
    kind: 'search',
    name: 'a phrase',
    readLimits: [1, 12, 20],
    path: (subjects) => `/v1/search?q=${encode(`"${subjects.name()}"`)}`,
  },
  {
    kind: 'search',
    name: 'two words, newest first',
    readLimits: [1, 12, 20],
    path: (subjects) => `/v1/search?order=newest&q=${encode(subjects.words())}`,
  },
  {
    kind: 'ranking',
    name: 'entities within a search',
    readLimits: [60, 60, 0],
    path: (subjects) => `/v1/entities?within=${encode(`entity:${subjects.entity()}`)}`,
  },
  {
    kind: 'ranking',
    name: 'facets of a search',
    readLimits: [60, 100, 0],
    path: (subjects) => `/v1/facets?q=${encode(`entity:${subjects.entity()}`)}`,
  },
  // Questions that count or compare all documents of a range, each up to its own bound.
  {
    kind: 'count',
    name: 'reprints',
    readLimits: [3, 201, 201],
    path: (subjects) => `/v1/documents/${subjects.document()}/reprints`,
  },
  {
    kind: 'overview',
    name: 'stories of a day',
    readLimits: [10, 700, 0],
    path: (subjects) => '/v1/stories?from=DAY&to=DAY'.replaceAll('DAY', subjects.day()),
  },
  {
    kind: 'overview',
    name: 'trends of a day',
    readLimits: [60, 1600, 0],
    path: (subjects) => `/v1/trends?date=${subjects.day()}`,
  },
  {
    kind: 'count',
    name: 'entities of all documents',
    readLimits: [300, 300, 0],
    path: () => '/v1/entities?type=person',
  },
  { kind: 'count', name: 'stats', readLimits: [0, 0, 0], path: () => '/v1/stats' },
];
