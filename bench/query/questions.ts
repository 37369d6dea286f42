/** What is asked, each with an answer of the same size in every corpus: pages of twenty, entities that are in about fifty documents. */

import type { Random } from '../../core/random.ts';
import { shards } from '../../core/records/keys.ts';
import type { Corpus } from './corpus.ts';

/** Look-ups and lists are held to one pair of targets, searches to another; what counts over many rows is only told of. */
export type Kind = 'look-up' | 'list' | 'search' | 'count';

export interface Question {
  kind: Kind;
  name: string;
  /** What it may read of the table and the archive: calls, units, objects. */
  most: readonly [calls: number, units: number, objects: number];
  /** Path and parameters. */
  ask: (about: Subjects) => string;
}

const usualDocuments = 50;
const usualEntities = 8;
const shortestWord = 4;

/** Draws what a question is about. */
export class Subjects {
  readonly #corpus: Corpus;
  readonly #random: Random;
  readonly #entities: string[];

  constructor(corpus: Corpus, random: Random) {
    this.#corpus = corpus;
    this.#random = random;
    const far = (documents: number) => Math.abs(documents - usualDocuments);
    this.#entities = Object.entries(corpus.entities)
      .sort(([a, m], [b, n]) => far(m) - far(n) || (a < b ? -1 : 1))
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

  /** As it is written. */
  name(): string {
    return this.entity().replace(/^.*\//, '').replaceAll('-', ' ');
  }

  /** A moment with most of the corpus before it. */
  since(): string {
    return new Date(this.#corpus.end - 2 * 24 * 60 * 60_000).toISOString();
  }

  /** One of the last ones, so that there are four weeks before it. */
  day(): string {
    return new Date(this.#corpus.end - (1 + Math.floor(this.#random.next() * 2)) * 24 * 60 * 60_000)
      .toISOString()
      .slice(0, 10);
  }

  /** Two words of one title. */
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

const of = encodeURIComponent;

/** A page of changes: of each shard its share, and what is read on where one has more; of three days where the corpus has few on each. */
const pageOfChanges = 3 * shards.length + 8;

/** What a page of twenty may read, whatever the corpus: `calls` of the table, `units` as DynamoDB counts them, `objects` of the archive. */
export const questions: Question[] = [
  {
    kind: 'look-up',
    name: 'a document',
    most: [1, 1, 2],
    ask: (about) => `/v1/documents/${about.document()}`,
  },
  {
    kind: 'look-up',
    name: 'its text',
    most: [1, 1, 1],
    ask: (about) => `/v1/documents/${about.document()}/text`,
  },
  {
    kind: 'look-up',
    name: 'its mentions',
    most: [1, 1, 1],
    ask: (about) => `/v1/documents/${about.document()}/mentions`,
  },
  { kind: 'look-up', name: 'an entity', most: [4, 4, 0], ask: (about) => `/v1/entities/${about.entity()}` },
  {
    kind: 'look-up',
    name: 'entities by name',
    most: [8, 8, 0],
    ask: (about) => `/v1/entities?q=${of(about.name())}`,
  },
  { kind: 'list', name: 'entities by a beginning', most: [24, 36, 0], ask: () => '/v1/entities?q=mar' },
  { kind: 'list', name: 'documents', most: [1 + shards.length, 26, 0], ask: () => '/v1/documents' },
  {
    kind: 'list',
    name: 'documents of a source',
    most: [2, 12, 0],
    ask: () => '/v1/documents?source=Harbour%20Courier',
  },
  {
    kind: 'list',
    name: 'documents of an entity',
    most: [7, 20, 0],
    ask: (about) => `/v1/entities/${about.entity()}/documents`,
  },
  {
    kind: 'list',
    name: 'documents of two entities',
    most: [12, 60, 0],
    ask: (about) =>
      `/v1/documents?${about
        .twoEntities()
        .map((id) => `entity=${of(id)}`)
        .join('&')}`,
  },
  {
    kind: 'list',
    name: 'timeline',
    most: [4, 4, 0],
    ask: (about) => `/v1/entities/${about.entity()}/timeline`,
  },
  {
    kind: 'list',
    name: 'co-mentions',
    most: [6, 26, 0],
    ask: (about) => `/v1/entities/${about.entity()}/co-mentions`,
  },
  { kind: 'list', name: 'graph', most: [6, 26, 0], ask: (about) => `/v1/graph?entity=${of(about.entity())}` },
  {
    kind: 'list',
    name: 'a path',
    most: [60, 400, 0],
    ask: (about) => {
      const [from, to] = about.twoEntities();
      return `/v1/paths?from_entity=${of(from)}&to_entity=${of(to)}&limit=1`;
    },
  },
  {
    kind: 'list',
    name: 'changes',
    most: [pageOfChanges, pageOfChanges, 0],
    ask: (about) => `/v1/changes?since=${of(about.since())}`,
  },
  { kind: 'list', name: 'quarantine', most: [40, 40, 0], ask: () => '/v1/quarantine?limit=10' },
  {
    kind: 'search',
    name: 'two words',
    most: [1, 12, 20],
    ask: (about) => `/v1/search?q=${of(about.words())}`,
  },
  {
    kind: 'search',
    name: 'a phrase',
    most: [1, 12, 20],
    ask: (about) => `/v1/search?q=${of(`"${about.name()}"`)}`,
  },
  {
    kind: 'search',
    name: 'two words, newest first',
    most: [1, 12, 20],
    ask: (about) => `/v1/search?order=newest&q=${of(about.words())}`,
  },
  // What counts or compares the documents of a range, up to a bound of its own.
  {
    kind: 'count',
    name: 'reprints',
    most: [3, 201, 201],
    ask: (about) => `/v1/documents/${about.document()}/reprints`,
  },
  {
    kind: 'count',
    name: 'stories of a day',
    most: [140, 5200, 0],
    ask: (about) => '/v1/stories?from=DAY&to=DAY'.replaceAll('DAY', about.day()),
  },
  {
    kind: 'count',
    name: 'trends of a day',
    most: [60, 60, 0],
    ask: (about) => `/v1/trends?date=${about.day()}`,
  },
  { kind: 'count', name: 'stats', most: [0, 0, 0], ask: () => '/v1/stats' },
];
