/**
 * People's decisions in the model: a log of rows that say that an entity is another one, or is hidden, or
 * that an earlier row counts no more. A document's rows are a function of its sources and of the log.
 */
import type { Execution, Row, World } from './world.ts';

/** A row of the log: `from` is `to`, or hidden if that is null; or row `undoes` counts no more. */
export interface Decision {
  from?: string;
  to?: string | null;
  undoes?: number;
}

/** What a name ends as: an entity, or hidden; `by` are the numbers of the rows that lead there. */
interface Outcome {
  at: string;
  hidden: boolean;
  by: string;
}

export const logRow = (number: number): string => `LOG#${String(number).padStart(3, '0')}`;

/** What the log comes to. A row that contradicts earlier ones does not count. */
export class Resolution {
  readonly #moves = new Map<string, { to: string | null; by: number }>();
  readonly #undone = new Set<number>();
  readonly #log: readonly (Decision & Row)[];

  constructor(rows: readonly [string, Row][]) {
    this.#log = rows.map(([, row]) => row);
    for (let number = rows.length; number > 0; number--) {
      const { undoes } = this.#log[number - 1] as Decision;
      if (undoes !== undefined && !this.#undone.has(number)) this.#undone.add(undoes);
    }
    for (const [i, { from, to }] of this.#log.entries()) {
      if (from === undefined || to === undefined || this.#undone.has(i + 1) || this.#moves.has(from))
        continue;
      if (to === null || this.outcome(to).at !== from) this.#moves.set(from, { to, by: i + 1 });
    }
  }

  get isEmpty(): boolean {
    return this.#log.length === 0;
  }

  outcome(entity: string): Outcome {
    const by: number[] = [];
    let at = entity;
    for (let move = this.#moves.get(at); move !== undefined; move = this.#moves.get(at)) {
      by.push(move.by);
      if (move.to === null) return { at, hidden: true, by: by.join() };
      at = move.to;
    }
    return { at, hidden: false, by: by.join() };
  }

  /** Whether a row of the entity, shown or hidden, is as the log says. */
  agrees(entity: string, hidden: boolean, by: string): boolean {
    const numbers = by.split(',').filter(Boolean);
    const own = this.outcome(entity);
    const isOwn = own.at === entity && own.hidden === hidden;
    return isOwn && numbers.every((each) => this.#leadsOn(each, numbers));
  }

  /** Whether the row counts, and the way from its entity is by no others than these. */
  #leadsOn(number: string, numbers: readonly string[]): boolean {
    const { from } = this.#log[Number(number) - 1] ?? {};
    if (from === undefined || this.#undone.has(Number(number))) return false;
    const by = this.outcome(from).by.split(',').filter(Boolean);
    return by.every((each) => numbers.includes(each));
  }

  /** The entities that a row, or the row that it undoes, names, and where they are now. */
  concerns(number: number): string[] {
    const { from, to, undoes } = this.#log[number - 1] ?? {};
    if (undoes !== undefined) return this.concerns(undoes);
    const named = [from, to].filter((each) => typeof each === 'string');
    return [...new Set(named.flatMap((each) => [each, this.outcome(each).at]))];
  }
}

export const readLog = (world: World): Resolution => new Resolution(world.query('LOG#'));

export const shownRow = (entity: string, doc: string): string => `POST#${entity}#${doc}`;
const hiddenRow = (entity: string, doc: string): string => `HIDE#${entity}#${doc}`;

/** The rows of a document that mentions these entities, by their keys: by which decisions they are there. */
export function decidedRows(
  resolution: Resolution,
  doc: string,
  entities: readonly string[],
): Map<string, string> {
  const rows = new Map<string, string>();
  for (const { at, hidden, by } of entities.map((entity) => resolution.outcome(entity))) {
    const key = hidden ? hiddenRow(at, doc) : shownRow(at, doc);
    const together = new Set([...(rows.get(key) ?? '').split(','), ...by.split(',')]);
    rows.set(key, [...together].filter(Boolean).sort().join());
  }
  return rows;
}

/** The documents with a row of the entity that is not as the log says. */
function* disagreeing(world: World, resolution: Resolution, entity: string): Generator<void, string[]> {
  const docs: string[] = [];
  for (const kind of ['POST', 'HIDE']) {
    yield;
    for (const [key, row] of world.query(`${kind}#${entity}#`))
      if (!row.gone && !resolution.agrees(entity, kind === 'HIDE', String(row.by ?? '')))
        docs.push(key.split('#')[2] ?? '');
  }
  return docs;
}

/** Queues the documents that a decision concerns, to be stored again. @param id its number */
export function* apply(world: World, id: string): Execution {
  if (world.off === 'apply decision') return;
  yield;
  const resolution = readLog(world);
  for (const entity of resolution.concerns(Number(id))) {
    for (const doc of yield* disagreeing(world, resolution, entity)) {
      yield;
      world.hint('store', doc);
    }
  }
}

/** After a count: whoever stored a document of the entity may have known an older log. */
export function* noticeDecisions(world: World, entity: string): Execution {
  if (world.off === 'notice decision' || !world.decides) return;
  yield;
  const resolution = readLog(world);
  if (resolution.isEmpty) return;
  for (const doc of yield* disagreeing(world, resolution, entity)) {
    yield;
    world.hint('store', doc);
  }
}
