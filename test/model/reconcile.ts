/**
 * An executable model of the correctness protocol (docs/architecture.md), small enough to read in one sitting. Its stages are
 * generators: each `yield` is a port call, and anything may happen between two of them. `random.ts` runs random histories on
 * it, `explore.ts` every interleaving of small worlds; `npm run model` does both.
 */

export const guards = [
  'fence',
  'pending',
  'raise',
  'tally',
  'search',
  'digest',
  'again',
  'change time',
  'announce',
] as const;
export type Guard = (typeof guards)[number];

export type Stage = 'normalize' | 'extract' | 'store' | 'tally' | 'search';

export interface Version {
  deleted: boolean;
  feed: boolean;
  /** Payload by document. */
  documents: Record<string, string>;
  modified: number;
}

export interface Row {
  token: number;
  gone?: boolean;
  [field: string]: unknown;
}

/** A stage at work. It yields before each port call. */
export type Execution = Generator<void, void, void>;

/** All that a stage can see and do. Each call belongs to the port call that the `yield` before it announces. */
export class World {
  readonly rows: Map<string, Row>;
  /** Payloads whose annotation is in the archive. */
  readonly annotated: Set<string>;
  readonly bucket: Map<string, Version[]>;
  readonly off: Guard | undefined;
  readonly #hint: (stage: Stage, id: string) => void;
  now: number;

  constructor(
    state: { bucket: Map<string, Version[]>; rows?: Map<string, Row>; annotated?: Set<string>; now?: number },
    hint: (stage: Stage, id: string) => void,
    off?: Guard,
  ) {
    this.bucket = state.bucket;
    this.rows = state.rows ?? new Map();
    this.annotated = state.annotated ?? new Set();
    this.now = state.now ?? 0;
    this.off = off;
    this.#hint = hint;
  }

  get(key: string): Row | undefined {
    return structuredClone(this.rows.get(key));
  }

  query(prefix: string): [string, Row][] {
    const found = [...this.rows].filter(([key]) => key.startsWith(prefix));
    return structuredClone(found.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  versions(key: string): readonly Version[] {
    return [...(this.bucket.get(key) ?? [])];
  }

  isAnnotated(payload: string): boolean {
    return this.annotated.has(payload);
  }

  /** The clock, which moves at each reading. */
  tick(): number {
    return ++this.now;
  }

  set(key: string, row: Row): void {
    this.rows.set(key, row);
  }

  /** A conditional write: refused where a newer token wrote the row. */
  put(key: string, row: Row): void {
    const old = this.rows.get(key);
    if (this.off === 'fence' || old === undefined || old.token <= row.token) this.rows.set(key, row);
  }

  annotate(payload: string): void {
    this.annotated.add(payload);
  }

  hint(stage: Stage, id: string): void {
    this.#hint(stage, id);
  }
}

/** Acquires a lease if the token is still the one that was seen. Returns the new token, or `undefined`: observe again. */
function* acquire(
  world: World,
  key: string,
  seen: number,
  intent: object = {},
): Generator<void, number | undefined> {
  yield;
  const row = world.get(key);
  const current = row?.token ?? 0;
  if (world.off !== 'raise' && current !== seen) return undefined;
  world.set(key, { ...row, ...intent, token: current + 1 });
  return current + 1;
}

const live = (rows: [string, Row][]): [string, Row][] => rows.filter(([, row]) => !row.gone);
const entitiesOf = (payload: string): string[] => [
  ...new Set([...payload].map((c) => `e${c.charCodeAt(0) % 7}`)),
];

interface Source {
  payload: string;
  modified: number;
}

/** What a key should become: its current version's documents; for a feed, those of every version since its last deletion. */
export function desiredState(versions: readonly Version[] = []): Map<string, Source> {
  const current = versions.at(-1);
  if (current === undefined || current.deleted) return new Map();
  const since = versions.slice(versions.findLastIndex(({ deleted }) => deleted) + 1);
  const read = current.feed ? since.filter(({ feed }) => feed) : [current];
  return new Map(
    read.flatMap(({ documents, modified }) =>
      Object.entries(documents).map(([doc, payload]): [string, Source] => [doc, { payload, modified }]),
    ),
  );
}

const digestOf = ({ payload, modified }: Source): string => `${payload}@${modified}`;
const digestOfAll = (children: Iterable<[string, string]>): string => JSON.stringify([...children].sort());
const digestOfRows = (rows: [string, Row][]): string =>
  digestOfAll(
    live(rows).map(([key, row]): [string, string] => [key.split('#')[2] ?? '', String(row.digest)]),
  );

export function* normalize(world: World, key: string): Execution {
  const claim = `OBJ#${key}`;
  let token: number | undefined;
  let desired = new Map<string, Source>();
  let before: Row | undefined;
  let digest = '';
  while (token === undefined) {
    yield;
    before = world.get(claim);
    yield;
    desired = desiredState(world.versions(key));
    digest = digestOfAll([...desired].map(([doc, source]): [string, string] => [doc, digestOf(source)]));
    const converged = before !== undefined && before.converged === before.token && before.digest === digest;
    if (converged) {
      yield;
      // Unchanged only if nobody superseded has left or taken a row meanwhile.
      if (digestOfRows(world.query(`CHILD#${key}#`)) === digest) {
        const seen = before?.token ?? 0;
        if ((yield* acquire(world, claim, seen, { converged: seen + 1 })) !== undefined) return;
        continue;
      }
    }
    token = yield* acquire(world, claim, before?.token ?? 0);
  }
  yield;
  const children = world.query(`CHILD#${key}#`); // listed after the token was raised
  const known = new Map(children.map(([row, child]) => [row.split('#')[2] ?? '', child]));
  // The last claimant ended, and the rows are still its own: then only what differs is written.
  const trusted =
    before !== undefined &&
    before.converged === before.token &&
    (world.off === 'digest' || digestOfRows(children) === before.digest);
  const written: string[] = [];
  for (const [doc, source] of desired) {
    const child = known.get(doc);
    if (trusted && child && !child.gone && child.digest === digestOf(source)) continue;
    written.push(doc);
    yield;
    world.put(`CHILD#${key}#${doc}`, { token, digest: digestOf(source) });
    yield;
    world.put(`FROM#${doc}#${key}`, { token, ...source });
  }
  const touched = new Set(written);
  // Listed once more: a superseded claimant may have added one since.
  yield;
  for (const [row, child] of world.query(`CHILD#${key}#`)) {
    const doc = row.split('#')[2] ?? '';
    if (desired.has(doc) || child.token >= token || (trusted && child.gone)) continue;
    touched.add(doc);
    if (child.gone) continue;
    yield;
    world.put(`FROM#${doc}#${key}`, { token, gone: true });
    yield;
    world.put(`CHILD#${key}#${doc}`, { token, gone: true });
  }
  for (const doc of touched) {
    yield;
    world.hint('extract', doc);
  }
  yield;
  const row = world.get(claim);
  if (row?.token === token) world.set(claim, { ...row, converged: token, digest });
  else if (world.off !== 'again') {
    // Superseded: the newer claimant may have trusted a row that we overwrote, or listed the rows before we wrote one.
    yield;
    world.hint('normalize', key);
  }
}

export function* extract(world: World, doc: string): Execution {
  yield;
  for (const [, from] of live(world.query(`FROM#${doc}#`))) {
    yield;
    world.annotate(String(from.payload));
  }
  yield;
  world.hint('store', doc);
}

interface Meta extends Row {
  pending: string[];
  applied?: string;
  appliedToken?: number;
  /** The time of the newest change that was ever about to be written. */
  changed?: number;
}

/** The winning source: the newest by (modified, key). */
export function winnerOf(world: World, doc: string): string | undefined {
  const [winner] = live(world.query(`FROM#${doc}#`)).sort(
    ([ka, a], [kb, b]) => Number(b.modified) - Number(a.modified) || (ka < kb ? 1 : -1),
  );
  return winner?.[1].payload as string | undefined;
}

export function* store(world: World, doc: string): Execution {
  let token: number | undefined;
  let payload: string | undefined;
  let meta: Meta = { token: 0, pending: [] };
  let time = 0;
  while (token === undefined) {
    yield;
    meta = (world.get(`DOC#${doc}`) as Meta | undefined) ?? { token: 0, pending: [] };
    yield;
    payload = winnerOf(world, doc);
    if (payload !== undefined && !world.isAnnotated(payload)) return; // its own hint is on the way
    const pending =
      payload !== undefined && world.off !== 'pending' ? [...meta.pending, payload] : meta.pending;
    // The place in the log of changes is taken in the same write: a newer claimant always has a later one.
    time = world.off === 'change time' ? world.tick() : Math.max(world.tick(), (meta.changed ?? 0) + 1);
    token = yield* acquire(world, `DOC#${doc}`, meta.token, { pending, changed: time });
  }
  const owned = new Set([...meta.pending, meta.applied ?? ''].flatMap(entitiesOf));
  const wanted = new Set(entitiesOf(payload ?? ''));
  for (const entity of wanted) {
    yield;
    world.put(`POST#${entity}#${doc}`, { token, payload });
  }
  for (const entity of owned) {
    if (wanted.has(entity)) continue;
    yield;
    world.put(`POST#${entity}#${doc}`, { token, gone: true });
  }
  for (const entity of new Set([...owned, ...wanted])) {
    yield;
    world.hint('tally', entity);
  }
  // A claimant that did not end may have announced something else, even a removal.
  const ended = world.off === 'announce' || meta.converged === meta.token || meta.token === 0;
  if (!ended || meta.applied !== payload) {
    if (world.off === 'change time') time = world.tick();
    yield;
    world.set(`CHANGE#${String(time).padStart(9, '0')}#${doc}`, { token, doc, payload });
  }
  yield;
  const row = world.get(`DOC#${doc}`) as Meta;
  if (row.token !== token) return; // superseded: whoever raised it owns our pending payload
  world.set(`DOC#${doc}`, {
    ...row,
    applied: payload,
    appliedToken: token,
    pending: [],
    converged: token,
  } as Meta);
  yield;
  world.hint('search', doc); // after `applied`
}

export function* tally(world: World, entity: string): Execution {
  for (let token: number | undefined; token === undefined; ) {
    yield;
    const seen = world.get(`TALLY#${entity}`)?.token ?? 0;
    yield;
    const documents = live(world.query(`POST#${entity}#`)).length;
    yield;
    const raised = world.off === 'tally' ? (world.get(`TALLY#${entity}`)?.token ?? 0) : seen;
    token = yield* acquire(world, `TALLY#${entity}`, raised, { documents });
  }
}

/** The search table's row merges only under a newer applied token; a document that is gone leaves a tombstone with its token. */
export function* search(world: World, doc: string): Execution {
  yield;
  const meta = world.get(`DOC#${doc}`) as Meta | undefined;
  if (meta?.appliedToken === undefined) return;
  yield;
  const row = world.get(`SEARCH#${doc}`);
  if (world.off === 'search' || row === undefined || row.token < meta.appliedToken)
    world.set(`SEARCH#${doc}`, { token: meta.appliedToken, payload: meta.applied });
}

export const stages: Record<Stage, (world: World, id: string) => Execution> = {
  normalize,
  extract,
  store,
  tally,
  search,
};

/** Handles hints one after the other, with all that follow from them. */
export function drain(world: World, hints: { stage: Stage; id: string }[]): void {
  for (let hint = hints.shift(); hint !== undefined; hint = hints.shift()) {
    const execution = stages[hint.stage](world, hint.id);
    while (!execution.next().done);
  }
}

/** The rows that a rebuild from the bucket would make, in good weather. */
export function rebuild(bucket: Map<string, Version[]>): World {
  const hints: { stage: Stage; id: string }[] = [...bucket.keys()].map((id) => ({ stage: 'normalize', id }));
  const world = new World({ bucket }, (stage, id) => hints.push({ stage, id }));
  drain(world, hints);
  return world;
}

/** What differs between a world and a rebuild of it: `+` should not be there, `-` is missing. */
export function differences(world: World): string[] {
  const got = normalForm(world);
  const want = normalForm(rebuild(world.bucket));
  return [
    ...got.filter((row) => !want.includes(row)).map((row) => `+ ${row}`),
    ...want.filter((row) => !got.includes(row)).map((row) => `- ${row}`),
  ];
}

/** What a reader could see: rows without tokens, tombstones and claims; of the log of changes, where each document ends. */
export function normalForm(world: World): string[] {
  const seen = [...world.rows].filter(
    ([key, row]) =>
      !row.gone &&
      !key.startsWith('OBJ#') &&
      !key.startsWith('CHANGE#') &&
      (row.payload || row.applied || row.documents || key.startsWith('CHILD#')),
  );
  const ends = new Map<string, string>();
  for (const [, row] of world.query('CHANGE#').sort(([a], [b]) => (a < b ? -1 : 1)))
    ends.set(String(row.doc), String(row.payload ?? 'gone'));
  return [
    ...seen.map(
      ([key, { payload, applied, documents }]) => `${key} ${payload ?? applied ?? documents ?? ''}`,
    ),
    ...[...ends].filter(([, end]) => end !== 'gone').map(([doc, end]) => `CHANGES END ${doc} ${end}`),
  ].sort();
}
