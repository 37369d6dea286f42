/**
 * What the model's index may write about one day of an entity, whatever it reads, by kind and in order
 * (`traces.ts` has the other stages). Its messages are counted together: a day's trace has what concerns all
 * days of its entity too.
 */
import { Random } from '../../core/random.ts';
import { stages } from './reconcile.ts';
import { hasShards } from './tally.ts';
import { type Row, type Stage, World } from './world.ts';

/** What META has of a day: its count, or that its count is in a row of its own, or nothing. */
export type DayState = 'open' | 'closed' | 'none';

/**
 * A write of META says what it had of the day, as it was read, and what it has now. `acquire moving`
 * announces the day among the closed ones that are to be written; `converge` says at once that nothing else
 * is; after `converge unverified` new aliases follow. `month` and `parts` are the rows of a closed day;
 * `touch` only keeps an earlier handler from its row. `return` has documents stored again.
 */
export type CountEvent =
  | 'shard'
  | `${'acquire' | 'acquire moving' | 'converge' | 'converge unverified'}: ${DayState} to ${DayState}`
  | `apply: ${DayState}`
  | 'month'
  | 'touch'
  | 'parts'
  | 'alias'
  | 'bury alias'
  | 'return'
  /** A row that META does not announce, or under another token than META's, or without a condition. */
  | `stray ${string}`;

/** What was written; of one day, or of all. A function says what it is for a day. */
export interface CountWrite {
  day?: string;
  event: CountEvent | ((day: string) => CountEvent);
}

/** The trace of a day. What comes twice in succession counts once: there are many shards and aliases. */
export function traceOf(day: string, written: readonly CountWrite[]): CountEvent[] {
  return written
    .filter((each) => each.day === undefined || each.day === day)
    .map(({ event }) => (typeof event === 'function' ? event(day) : event))
    .filter((event, i, events) => event !== events[i - 1]);
}

/** A bearer of the model's short name, so that documents may return. */
const entity = 'e6';
const days = ['0', '1', '2'];
const documents = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Answers reads at random, and notes the writes. */
class CountOracle extends World {
  readonly written: CountWrite[] = [];
  readonly #random: Random;
  #read: Row | undefined;
  #acquired: number | undefined;
  #newest = 0;

  constructor(random: Random) {
    super({ bucket: new Map(), links: true }, () => {});
    this.#random = random;
  }

  override get(row: string): Row | undefined {
    const answer = this.#answer(row);
    if (row.startsWith('TALLY#')) this.#read = answer;
    return answer;
  }

  #answer(row: string): Row | undefined {
    const known = super.get(row);
    // Somebody else may have written it since.
    if (known !== undefined && !this.#random.chance(0.3)) return known;
    if (known === undefined && this.#random.chance(0.3)) return undefined;
    this.#newest += 1 + this.#random.below(2);
    const answer = this.#drawn(row, this.#newest);
    this.rows.set(row, answer);
    return answer;
  }

  override query(prefix: string): [string, Row][] {
    const kind = prefix.split('#')[0];
    const names = kind === 'MONTH' ? days : documents;
    const some = names.filter(() => this.#random.chance(0.4)).map((name) => `${prefix}${name}`);
    return some.map((row) => [row, this.#drawn(row, ++this.#newest)]);
  }

  #drawn(row: string, token: number): Row {
    const random = this.#random;
    const gone = random.chance(0.3) && { gone: true };
    const [kind, , day = ''] = row.split('#');
    switch (kind) {
      case 'TALLY':
        return this.#entityRow(token);
      case 'MONTH':
        return { token, documents: random.below(3), counted: random.below(token + 1) };
      case 'SHARD':
        return { token, ...this.#tally(day) };
      case 'NAME':
        return { token, to: random.pick([entity, null]), ...gone };
      default:
        return { token, ...gone };
    }
  }

  #entityRow(token: number): Row {
    const random = this.#random;
    const closedThrough = random.below(3) - 1;
    const open = days.filter((day) => Number(day) > closedThrough && random.chance(0.5));
    const row = {
      token,
      closedThrough,
      closed: random.below(3),
      days: Object.fromEntries(
        open.map((day) => [day, { ...this.#tally(day), token: random.below(token + 1) }]),
      ),
      aliases: ['one', 'several'].filter(() => random.chance(0.5)),
    };
    if (random.chance(0.6))
      return { ...row, converged: token, ...(random.chance(0.3) && { unverified: true }) };
    return { ...row, moving: days.filter(() => random.chance(0.4)) };
  }

  #tally(day: string) {
    const parts = { 0: this.#random.below(2), 1: this.#random.below(2) };
    return { documents: this.#random.below(3), ...(hasShards(day) && { parts }) };
  }

  override set(row: string, value: Row): void {
    const [kind, , day] = row.split('#');
    if (kind === 'SHARD') this.written.push({ event: 'shard', ...(day !== undefined && { day }) });
    if (kind === 'TALLY') {
      this.written.push({ event: this.#eventOf(value) });
      this.#acquired = value.token;
    }
    this.#newest = Math.max(this.#newest, value.token);
    super.set(row, value);
  }

  #eventOf(row: Row): CountWrite['event'] {
    const { token, converged, unverified, moving } = row;
    if (token === this.#acquired) return (day) => `apply: ${stateIn(row, day)}`;
    const before = this.#read;
    const kind = (day: string) => {
      if (converged === token) return unverified ? 'converge unverified' : 'converge';
      return (moving as string[]).includes(day) ? 'acquire moving' : 'acquire';
    };
    return (day) => `${kind(day)}: ${stateIn(before, day)} to ${stateIn(row, day)}`;
  }

  override put(row: string, value: Row): void {
    const [kind, , day = ''] = row.split('#');
    if (kind === 'MONTH') this.written.push({ event: value.counted === undefined ? 'touch' : 'month', day });
    if (kind === 'SHARD') this.written.push({ event: 'parts', day });
    if (kind === 'ALIAS') this.written.push({ event: value.gone ? 'bury alias' : 'alias' });
    super.put(row, value);
  }

  override hint(stage: Stage): void {
    if (stage === 'store') this.written.push({ event: 'return' });
  }
}

function stateIn(row: Row | undefined, day: string): DayState {
  if (row === undefined) return 'none';
  if (Number(day) <= Number(row.closedThrough ?? -1)) return 'closed';
  return day in (row.days as object) ? 'open' : 'none';
}

/** The most steps of an execution that keeps losing its races. */
const maximumSteps = 300;

/** All beginnings of traces that `runs` executions made. */
export function modelCountTraces(seed: number, runs: number): Set<string> {
  const random = new Random(seed);
  const traces = new Set<string>();
  for (let run = 0; run < runs; run++) {
    const world = new CountOracle(random);
    const execution = stages.tally(world, `${entity}@${random.pick(documents)}`);
    for (let step = 0; step < maximumSteps && !execution.next().done; step++);
    for (const day of days) {
      const trace = traceOf(day, world.written);
      // In the model a day has shards or not. In fact few shards have no rows, and a day whose rows were
      // written before a lost race may have fewer documents when it is counted again.
      const rest = trace.filter((event) => event !== 'shard');
      for (const each of [rest, ['shard', ...rest]])
        for (let length = 0; length <= each.length; length++) traces.add(each.slice(0, length).join(', '));
    }
  }
  return traces;
}
