/**
 * The writes that the model's stages may make, whatever they read: each stage runs in a world whose reads
 * answer at random. A trace has the writes that concern one document of a key (normalize) or one entity of a
 * document (store), by kind and in order.
 */
import { Random } from '../../core/random.ts';
import { stages } from './reconcile.ts';
import { type Row, type Stage, type Version, World } from './world.ts';

/** What a traced stage writes. `bury` stands for a tombstone. */
export type TraceEvent =
  | 'acquire'
  | 'apply'
  | 'again'
  | 'child'
  | 'bury child'
  | 'source'
  | 'bury source'
  | 'posting'
  | 'bury posting'
  | 'change'
  | 'enqueue'
  | 'enqueue search'
  | 'enqueue waiting search';

const key = 'k';
const document = 'd';
/** The entity of the payload `a`. */
const entity = 'e6';
const payloads = ['a', 'b', 'ab'];

/** Answers reads at random, and notes the writes that concern one document and one entity. */
class Oracle extends World {
  readonly events: TraceEvent[] = [];
  readonly #random: Random;
  #acquired: number | undefined;

  constructor(random: Random) {
    super({ bucket: new Map(), waits: true }, () => {});
    this.#random = random;
  }

  override get(row: string): Row | undefined {
    const known = super.get(row);
    // Somebody else may have acquired it since.
    if (known !== undefined) return this.#random.chance(0.3) ? { ...known, token: known.token + 1 } : known;
    if (this.#random.chance(0.3)) return undefined;
    const token = 1 + this.#random.below(3);
    const digest = this.#random.pick(['[]', JSON.stringify([[document, 'a@1']])]);
    const answer: Row = { token, digest, fingerprint: '1', pending: [this.#random.pick(payloads)] };
    if (this.#random.chance(0.6)) answer.converged = token;
    if (this.#random.chance(0.6)) Object.assign(answer, { applied: this.#random.pick(payloads), changed: 1 });
    this.rows.set(row, answer);
    return answer;
  }

  override query(prefix: string): [string, Row][] {
    const own = super.query(prefix);
    if (own.length > 0 || this.#random.chance(0.4)) return own;
    const rest = prefix.startsWith('FROM#') ? key : document;
    const row: Row = { token: 1, digest: 'a@1', payload: this.#random.pick(payloads), modified: 1 };
    return [[`${prefix}${rest}`, this.#random.chance(0.3) ? { token: 1, gone: true } : row]];
  }

  override round(): number {
    return 0;
  }

  override versions(): readonly Version[] {
    if (this.#random.chance(0.3)) return [];
    const documents = this.#random.chance(0.7) ? { [document]: this.#random.pick(payloads) } : { other: 'a' };
    return [{ deleted: false, feed: false, documents, modified: 1 + this.#random.below(2) }];
  }

  override isAnnotated(): boolean {
    return this.#random.chance(0.9);
  }

  override tick(): number {
    this.now += this.#random.below(8);
    return super.tick();
  }

  override time(): number {
    return this.now + this.#random.below(8);
  }

  override set(row: string, value: Row): void {
    if (row.startsWith('CHANGE#')) this.events.push('change');
    else if (/^(OBJ|DOC)#/.test(row)) {
      this.events.push(value.token === this.#acquired ? 'apply' : 'acquire');
      this.#acquired = value.token;
    }
    super.set(row, value);
  }

  override put(row: string, value: Row): void {
    if (row === `CHILD#${key}#${document}`) this.events.push(value.gone ? 'bury child' : 'child');
    if (row === `FROM#${document}#${key}`) this.events.push(value.gone ? 'bury source' : 'source');
    if (row === `POST#${entity}#${document}`) this.events.push(value.gone ? 'bury posting' : 'posting');
    super.put(row, value);
  }

  override hint(stage: Stage, id: string): void {
    if (stage === 'normalize') this.events.push('again');
    if (stage === 'search') this.events.push(id === document ? 'enqueue search' : 'enqueue waiting search');
    if ((stage === 'extract' && id === document) || (stage === 'tally' && id.startsWith(`${entity}@`)))
      this.events.push('enqueue');
  }
}

/** The most steps of an execution that keeps losing its races. */
const maximumSteps = 200;

/** All beginnings of traces that `runs` executions made. */
export function modelTraces(stage: 'normalize' | 'store', seed: number, runs: number): Set<string> {
  const random = new Random(seed);
  const traces = new Set<string>();
  for (let run = 0; run < runs; run++) {
    const world = new Oracle(random);
    const execution = stages[stage](world, stage === 'normalize' ? key : document);
    for (let step = 0; step < maximumSteps && !execution.next().done; step++);
    for (let length = 0; length <= world.events.length; length++)
      traces.add(world.events.slice(0, length).join(', '));
  }
  return traces;
}
