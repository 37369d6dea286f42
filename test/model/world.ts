/**
 * The world of the model: rows, a bucket, an archive, a clock and hints. `reconcile.ts` has the stages that
 * work on it.
 * Longer than 250 lines: a step of the model is read beside the guards and the rows that it concerns.
 */

/** What the stages do so that they converge; each can be switched off. */
export const guards = [
  'fence',
  'pending',
  'acquire',
  'tally',
  'overtaken',
  'shard',
  'parts',
  'moving',
  'doubtful',
  'sum',
  'verified',
  'search',
  'months',
  'digest',
  'again',
  'unreadable',
  'place token',
  'place rows',
  'place last',
  'change time',
  'announce',
  'sweep note',
  'sweep file',
  'sweep reads',
  'sweep list',
  'deciding',
  'apply decision',
  'notice decision',
  'linking',
  'link evidence',
  'lent row',
  'relink',
  'wait again',
  'wait logged',
  'wait window',
  'recent settled',
  'recent late',
  'recent earlier',
  'recent hidden',
  'recent newer',
] as const;
export type Guard = (typeof guards)[number];

/** The guards of decisions: only in worlds with decisions can they be missed. */
export const decisionGuards: ReadonlySet<Guard> = new Set([
  'deciding',
  'apply decision',
  'notice decision',
  'lent row',
]);

/** The guards of links, likewise. */
export const linkGuards: ReadonlySet<Guard> = new Set(['linking', 'link evidence', 'lent row', 'relink']);

/** The guards of search rows that wait, and of those who read meanwhile, likewise. */
export const waitGuards: ReadonlySet<Guard> = new Set([
  'wait again',
  'wait logged',
  'wait window',
  'recent settled',
  'recent late',
  'recent earlier',
  'recent hidden',
  'recent newer',
]);

export type Stage = 'normalize' | 'extract' | 'store' | 'tally' | 'search' | 'sweep' | 'apply' | 'read';

export interface Version {
  deleted: boolean;
  feed: boolean;
  /** It is in cold storage. */
  unreadable?: boolean;
  /** Payload by document. */
  documents: Record<string, string>;
  modified: number;
}

export interface Row {
  token: number;
  gone?: boolean;
  [field: string]: unknown;
}

/** The row of a document. */
export interface Meta extends Row {
  pending: string[];
  /** The rows that decisions make. */
  deciding?: string[];
  /** The postings that links make. */
  linking?: string[];
  applied?: string;
  appliedToken?: number;
  /** The months under which the search table may have rows of the document. */
  months?: string[];
  /** The time of the newest change that was ever about to be written. */
  changed?: number;
}

export const isConverged = (row: Row | undefined): boolean =>
  row !== undefined && row.converged === row.token;

export const roundRow = 'ROUND';
/** Where worlds in which reads may lag behind have a row as it was before. */
export const wasRow = (key: string): string => `WAS#${key}`;

/** A stage at work. It yields before each port call. */
export type Execution = Generator<void, void, void>;

/**
 * All that a stage sees and does. Each call belongs to the port call that the `yield` before it announces.
 */
export class World {
  readonly rows: Map<string, Row>;
  /** Payloads whose annotation is in the archive. */
  readonly annotated: Set<string>;
  readonly bucket: Map<string, Version[]>;
  readonly off: Guard | undefined;
  readonly #hint: (stage: Stage, id: string) => void;
  readonly #over: () => boolean;
  /** People may decide here. Elsewhere nobody looks at their log after a count. */
  readonly decides: boolean;
  /** Payloads may have short names. Elsewhere nobody looks at links after a count. */
  readonly links: boolean;
  /** Search rows wait for others. Elsewhere they are merged at once, and nobody reads them. */
  readonly waits: boolean;
  now: number;

  constructor(
    state: {
      bucket: Map<string, Version[]>;
      rows?: Map<string, Row>;
      annotated?: Set<string>;
      now?: number;
      decides?: boolean;
      links?: boolean;
      waits?: boolean;
      /** Whether an execution is over when it asks. */
      over?: () => boolean;
    },
    hint: (stage: Stage, id: string) => void,
    off?: Guard,
  ) {
    this.bucket = state.bucket;
    this.rows = state.rows ?? new Map();
    this.annotated = state.annotated ?? new Set();
    this.now = state.now ?? 0;
    this.off = off;
    this.#hint = hint;
    this.#over = state.over ?? (() => false);
    this.decides = state.decides ?? false;
    this.links = state.links ?? false;
    this.waits = state.waits ?? false;
  }

  get(key: string): Row | undefined {
    return this.rows.get(key);
  }

  query(prefix: string): [string, Row][] {
    const found = [...this.rows].filter(([key]) => key.startsWith(prefix));
    return found.sort(([a], [b]) => (a < b ? -1 : 1));
  }

  versions(key: string): readonly Version[] {
    return [...(this.bucket.get(key) ?? [])];
  }

  isAnnotated(payload: string): boolean {
    return this.annotated.has(payload);
  }

  annotations(): string[] {
    return [...this.annotated].sort();
  }

  time(): number {
    return this.now;
  }

  /** The clock, which moves at each reading. */
  tick(): number {
    return ++this.now;
  }

  /** Rounds that have passed, in which search rows wait. */
  round(): number {
    return this.waits ? (this.get(roundRow)?.token ?? 0) : 0;
  }

  set(key: string, row: Row): void {
    const was = this.rows.get(key);
    if (this.waits && was && key.startsWith('DOC#')) this.rows.set(wasRow(key), { token: 1, row: was });
    this.rows.set(key, frozen(row));
  }

  /** Whether an execution should leave the rest to another one. */
  isOver(): boolean {
    return this.#over();
  }

  /** A conditional write: refused where a newer token wrote the row. */
  put(key: string, row: Row): void {
    const old = this.rows.get(key);
    if (this.off === 'fence' || old === undefined || old.token <= row.token) this.rows.set(key, frozen(row));
  }

  annotate(payload: string): void {
    this.annotated.add(payload);
  }

  unannotate(payload: string): void {
    this.annotated.delete(payload);
  }

  remove(key: string): void {
    this.rows.delete(key);
  }

  hint(stage: Stage, id: string): void {
    this.#hint(stage, id);
  }
}

/** The same value, which nobody can change any more: rows are shared by who reads them. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

/**
 * Acquires a lease if the token is still the one that was seen.
 *
 * @returns the new token, or `undefined`: observe again
 */
export function* acquire(
  world: World,
  key: string,
  seen: number,
  intent: object = {},
): Generator<void, number | undefined> {
  yield;
  const row = world.get(key);
  const current = row?.token ?? 0;
  if (world.off !== 'acquire' && current !== seen) return undefined;
  world.set(key, { ...row, ...intent, token: current + 1 });
  return current + 1;
}
