/**
 * The protocol that keeps the table a function of the bucket. Every handler of X (a key, document or tally):
 *
 *   1. observes: reads X's row with its fencing token, then the desired state of X, with consistent reads;
 *   2. acquires: increments the token by a conditional update, which fails if another handler did so first;
 *      the same write records the intent, that is, which rows the handler is about to own;
 *   3. writes under the token: each row carries it, and a conditional write never replaces a newer token.
 *      A row that X no longer owns becomes a tombstone, which carries the token too;
 *   4. enqueues the work that follows, then applies: marks X as converged, if the token is still its own.
 *
 * Why it works: the holder of the highest token observed after the previous token was acquired, and no older
 * handler can overwrite its rows. So duplicates, reordering, crashes and redrives are all the same case.
 * Tokens never restart. docs/architecture.md ("Correctness") explains it in full.
 */
import { TransientFault } from '../errors.ts';
import { hash } from '../hash.ts';
import type { Clock } from '../ports/clock.ts';
import type { AttributeValue, Item, Key, Table } from '../ports/table.ts';
import { tombstoneSeconds } from './topology.ts';

export type Attributes = Record<string, AttributeValue | undefined>;

/** What step 1 found. */
export interface Observation<T> {
  desired: T;
  /** Attributes that the update of step 2 sets together with the token. Others stay as they are. */
  intent: Attributes;
  /**
   * The rows already match the desired state: acquiring the token, which stops older handlers, is all there
   * is to do.
   */
  converged?: boolean;
  /**
   * Set if a row of X carries a higher token than X itself, because X's row was lost or restored to an
   * earlier state: the highest such token. The new token is higher than this one too.
   */
  floor?: number;
}

/** After this many lost races a stage postpones its message (`stage.ts`). */
const maxAttempts = 10;

/**
 * Others were first, each time: they acquired the token, or committed to the search table. What they do may
 * rest on an observation that is too early, so the message is postponed; nothing counts against it.
 */
export class LostRace extends TransientFault {
  override name = 'LostRace';
}

/**
 * Steps 1 and 2.
 *
 * @param observe gets the row, reads the desired state and returns both it and the intent; `undefined` if
 *   there is nothing to do. It runs again after each lost race.
 * @returns the lease, or `undefined` if there is nothing to do
 * @throws LostRace if other handlers won the race ten times
 */
export async function acquire<T>(
  ports: { table: Table; clock: Clock },
  key: Key,
  observe: (row: Item | undefined) => Promise<Observation<T> | undefined>,
): Promise<Lease<T> | undefined> {
  for (let lost = 0; lost < maxAttempts; lost++) {
    const row = await ports.table.get(key, { consistent: true });
    const observedToken = tokenOf(row);
    const observation = await observe(row);
    if (observation === undefined) return undefined;
    const token = Math.max(observedToken, observation.floor ?? 0) + 1;
    const lease = new Lease(ports, key, token, row, observation.desired);
    if (await lease.update(observation.intent, observedToken, observation.converged ?? false)) return lease;
  }
  // Logs must not contain the row's key, which may contain a name.
  throw new LostRace(`Lost the conditional write on row ${hash(key.pk, key.sk)} ${maxAttempts} times.`);
}

/** The fencing token of a row; 0 if nobody acquired it yet. */
export function tokenOf(row: Item | undefined): number {
  return Number(row?.token ?? 0);
}

/** Whether the last handler of the row finished. Only then does the row describe the rows that it owns. */
export function isConverged(row: Item | undefined): boolean {
  return row !== undefined && row.settled === row.token;
}

/**
 * Whether the row is no tombstone. A tombstone keeps its token, so that no older write brings the row back.
 */
export function isLive(row: Item): boolean {
  return row.gone !== true;
}

/** An acquired fencing token, with the writes of steps 3 and 4. */
export class Lease<T> {
  #token: number;
  /** The row as it was before this lease was acquired. */
  readonly previousRow: Item | undefined;
  readonly desired: T;
  readonly #table: Table;
  readonly #clock: Clock;
  readonly #key: Key;

  constructor(
    ports: { table: Table; clock: Clock },
    key: Key,
    token: number,
    previousRow: Item | undefined,
    desired: T,
  ) {
    this.#table = ports.table;
    this.#clock = ports.clock;
    this.#key = key;
    this.#token = token;
    this.previousRow = previousRow;
    this.desired = desired;
  }

  get token(): number {
    return this.#token;
  }

  /** Writes a row under the token. Returns `false`, and leaves the row, if a newer handler wrote it. */
  write(key: Key, attributes: Record<string, AttributeValue>): Promise<boolean> {
    return this.#table.put(
      { ...key, ...attributes, token: this.token },
      { attribute: 'token', absentOrAtMost: this.token },
    );
  }

  /**
   * Sets attributes of a row under the token and leaves its others as they are. Returns `false`, and leaves
   * the row, if a newer handler wrote it.
   */
  merge(key: Key, attributes: Record<string, AttributeValue>): Promise<boolean> {
    return this.#table.update(
      key,
      { ...attributes, token: this.token },
      { attribute: 'token', absentOrAtMost: this.token },
    );
  }

  /** Replaces a row by a tombstone, unless a newer handler wrote it. */
  bury(key: Key): Promise<boolean> {
    return this.#table.put(this.#tombstone(key), { attribute: 'token', absentOrAtMost: this.token });
  }

  /**
   * Acquires the next token in place of its own, with a new intent but without observing again. Every change
   * of the desired state since is followed by a message whose handler acquires a newer token.
   *
   * @returns `false` if this lease is superseded
   */
  async renew(intent: Attributes): Promise<boolean> {
    const renewed = await this.#set(intent, this.token + 1, this.token, false);
    if (renewed) this.#token++;
    return renewed;
  }

  /**
   * Step 4: marks the row as converged. Returns `false` if this lease is superseded; the newer handler then
   * owns the rows of the recorded intent.
   */
  apply(attributes: Attributes): Promise<boolean> {
    return this.update(attributes, this.token, true);
  }

  /**
   * Notes how far the handler is, if the lease is not superseded. The row stays converged if it is: an effect
   * that comes late, of a call that was sent twice, must not undo `apply`.
   */
  note(attributes: Attributes): Promise<boolean> {
    return this.#table.update(this.#key, attributes, { attribute: 'token', equals: this.token });
  }

  /** Sets attributes and this token if the row has the expected token (0: none yet). */
  update(attributes: Attributes, expectedToken: number, converged: boolean): Promise<boolean> {
    return this.#set(attributes, this.token, expectedToken, converged);
  }

  #set(attributes: Attributes, token: number, expectedToken: number, converged: boolean): Promise<boolean> {
    return this.#table.update(
      this.#key,
      { ...attributes, token, settled: converged ? token : undefined },
      { attribute: 'token', equals: expectedToken === 0 ? undefined : expectedToken },
    );
  }

  /** Keeps nothing of the row, not even its index keys. */
  #tombstone({ pk, sk }: Key): Item {
    return {
      pk,
      sk,
      token: this.token,
      gone: true,
      expires: Math.floor(this.#clock() / 1000) + tombstoneSeconds,
    };
  }
}
