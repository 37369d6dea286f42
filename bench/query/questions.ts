/** What is asked, each with an answer of the same size in every corpus: pages of twenty, entities that are in about fifty documents. */
import type { Random } from '../../test/simulation/random.ts';
import type { Corpus } from './corpus.ts';

/** Look-ups and lists are held to one pair of targets, searches to another; what counts over many rows is only told of. */
export type Kind = 'look-up' | 'list' | 'search' | 'count';

export interface Question {
  kind: Kind;
  name: string;
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

  /** Two words of one title. */
  words(): string {
    for (;;) {
      const words = this.#random.pick(this.#corpus.documents).title.match(/\p{L}+/gu) ?? [];
      const [one, two] = words.filter((word) => word.length >= shortestWord).sort(() => this.#random.next() - 0.5);
      if (one !== undefined && two !== undefined && one !== two) return `${one} ${two}`;
    }
  }
}

const of = encodeURIComponent;

export const questions: Question[] = [
  { kind: 'look-up', name: 'a document', ask: (about) => `/v1/documents/${about.document()}` },
  { kind: 'look-up', name: 'its text', ask: (about) => `/v1/documents/${about.document()}/text` },
  { kind: 'look-up', name: 'its mentions', ask: (about) => `/v1/documents/${about.document()}/mentions` },
  { kind: 'look-up', name: 'an entity', ask: (about) => `/v1/entities/${about.entity()}` },
  { kind: 'look-up', name: 'entities by name', ask: (about) => `/v1/entities?q=${of(about.name())}` },
  { kind: 'list', name: 'entities by a beginning', ask: () => '/v1/entities?q=mar' },
  { kind: 'list', name: 'documents', ask: () => '/v1/documents' },
  { kind: 'list', name: 'documents of a source', ask: () => '/v1/documents?source=Harbour%20Courier' },
  { kind: 'list', name: 'documents of an entity', ask: (about) => `/v1/entities/${about.entity()}/documents` },
  {
    kind: 'list',
    name: 'documents of two entities',
    ask: (about) =>
      `/v1/documents?${about
        .twoEntities()
        .map((id) => `entity=${of(id)}`)
        .join('&')}`,
  },
  { kind: 'list', name: 'timeline', ask: (about) => `/v1/entities/${about.entity()}/timeline` },
  { kind: 'list', name: 'co-mentions', ask: (about) => `/v1/entities/${about.entity()}/co-mentions` },
  { kind: 'list', name: 'graph', ask: (about) => `/v1/graph?entity=${of(about.entity())}` },
  { kind: 'list', name: 'changes', ask: (about) => `/v1/changes?since=${of(about.since())}` },
  { kind: 'list', name: 'quarantine', ask: () => '/v1/quarantine?limit=10' },
  { kind: 'search', name: 'two words', ask: (about) => `/v1/search?q=${of(about.words())}` },
  { kind: 'search', name: 'a phrase', ask: (about) => `/v1/search?q=${of(`"${about.name()}"`)}` },
  { kind: 'search', name: 'two words, newest first', ask: (about) => `/v1/search?order=newest&q=${of(about.words())}` },
  { kind: 'count', name: 'stats', ask: () => '/v1/stats' },
];
