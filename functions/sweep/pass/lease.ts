/**
 * One sweep at a time: the lease, and the place that is noted under it. A sweep that lost its lease, because
 * it was frozen for longer than the lease lasts, learns that at its next step and ends. What it did until
 * then does no harm: its repairs follow the protocol, and an object is only removed by its version.
 */
import { randomBytes } from 'node:crypto';
import type { Ports } from '../../../core/protocol/ports.ts';
import type { Attributes } from '../../../core/protocol/reconcile.ts';
import { keys } from '../../../core/records/keys.ts';
import { type SweepState, sweepState } from '../../../core/records/sweepState.ts';

/** Longer than any step. A sweep that died holds the lease no longer than this. */
const leaseMilliseconds = 5 * 60_000;
/** Within a long step the lease is renewed this often. */
const renewMilliseconds = 60_000;

type LeasePorts = Pick<Ports, 'table' | 'clock'>;

/** Another sweep holds the lease now. */
export class SweepOvertaken extends Error {
  override name = 'SweepOvertaken';
}

/** The right to sweep, and the place of the pass that is noted under it. */
export class SweepLease {
  readonly #ports: LeasePorts;
  #renewed: number;
  state: SweepState;

  private constructor(ports: LeasePorts, state: SweepState) {
    this.#ports = ports;
    this.#renewed = ports.clock();
    this.state = state;
  }

  /**
   * @param options.takeOver takes the lease also if another sweep holds it: that one is known to be dead, or
   *   is to end
   * @returns `undefined` if another sweep is at work
   */
  static async take(
    ports: LeasePorts,
    { epoch, takeOver = false }: { epoch: string; takeOver?: boolean },
  ): Promise<SweepLease | undefined> {
    const row = await ports.table.get(keys.sweep, { consistent: true });
    const before = sweepState.safeParse(row).data;
    if (before !== undefined && before.until > ports.clock() && !takeOver) return undefined;
    const token = typeof row?.token === 'number' ? row.token : undefined;
    const taken: SweepState = {
      ...(before ?? { passes: 0, documents: 0, earlier: [], epoch }),
      token: (token ?? 0) + 1,
      holder: randomBytes(8).toString('hex'),
      until: ports.clock() + leaseMilliseconds,
    };
    // Tokens of another epoch say nothing about this table, nor does a pass through it.
    const state =
      taken.epoch === epoch ? taken : { ...without(taken, 'pass', 'lastBegan'), epoch, earlier: [] };
    const lease = new SweepLease(ports, state);
    if (await lease.#write(token)) return lease;
    // The answer of the write may have been lost, and its repetition refused.
    const now = await ports.table.get(keys.sweep, { consistent: true });
    return now?.holder === state.holder ? lease : undefined;
  }

  /** Notes what the sweep has done. @throws SweepOvertaken */
  async note(changed: Partial<SweepState>): Promise<void> {
    this.#renewed = this.#ports.clock();
    this.state = { ...this.state, ...changed, until: this.#renewed + leaseMilliseconds };
    if (!(await this.#write(this.state.token))) throw new SweepOvertaken('Another sweep has taken over.');
  }

  /** Renews the lease within a long step. @throws SweepOvertaken */
  async keep(): Promise<void> {
    if (this.#ports.clock() - this.#renewed >= renewMilliseconds) await this.note({});
  }

  /** Drops the pass: the next one begins anew. @throws SweepOvertaken */
  async drop(): Promise<void> {
    this.state = without(this.state, 'pass');
    await this.note({});
  }

  /** Lets the next sweep begin at once. */
  async release(): Promise<void> {
    this.state = { ...this.state, until: 0 };
    await this.#write(this.state.token);
  }

  #write(expectedToken: number | undefined): Promise<boolean> {
    const { pass, lastBegan, ...always } = this.state;
    const attributes = { ...always, pass, lastBegan } as unknown as Attributes;
    return this.#ports.table.update(keys.sweep, attributes, { attribute: 'token', equals: expectedToken });
  }
}

function without<T extends object, K extends keyof T>(value: T, ...names: K[]): Omit<T, K> & Partial<T> {
  const copy: Partial<T> = { ...value };
  for (const name of names) delete copy[name];
  return copy as Omit<T, K> & Partial<T>;
}
