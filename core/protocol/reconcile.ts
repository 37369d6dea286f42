/**
 * The protocol that makes the table a function of the bucket (docs/architecture.md, «Correctness»): whoever is told to look at X
 *
 *   1. reads X's token, then the truth about X;
 *   2. raises the token, only if it still is what was read, noting in the same write what is about to be owned;
 *   3. writes rows under the token: a row gives way only to the same or a newer one, and what is owned no more becomes a marker;
 *   4. hints what follows, then applies, only if the token is still the one raised.
 *
 * Why it works: whoever raises the highest token read the truth after the last-but-one raise, and nobody older can overwrite it. So
 * duplicates, reordering, crashes and redrives are all the same case. Tokens never start again.
 */

import { TransientFault } from '../errors.ts';
import { hash } from '../hash.ts';
import type { Clock } from '../ports/clock.ts';
import type { AttributeValue, Item, Key, Table } from '../ports/table.ts';
import { tombstoneSeconds } from './topology.ts';

export type Attributes = Record<string, AttributeValue | undefined>;

/** Where a token lives: in a row, or in one map-valued field of it (a day in a month's tally). */
export interface TokenPlace {
  key: Key;
  field?: string;
}

export interface Observation<T> {
  desired: T;
  /** Written together with the raised token. Attributes not named here stay as they are. */
  intent: Attributes;
  /** The rows say the truth already, and nothing is left undone: the token is raised (it stops older claimants), and that is all. */
  converged?: boolean;
}

/** After this many lost races the message goes back to its queue; whoever won is doing the work. */
const attempts = 10;

/**
 * Steps 1 and 2. `look` gets the row as it was read, reads the truth, and says what to note; `undefined` means that there is nothing
 * to do. It is called again where somebody else raised the token meanwhile.
 *
 * @throws TransientFault where the race was lost ten times
 */
export async function acquire<T>(
  ports: { table: Table; clock: Clock },
  place: TokenPlace,
  look: (row: Item | undefined) => Promise<Observation<T> | undefined>,
): Promise<Lease<T> | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const row = await ports.table.get(place.key, { consistent: true });
    const seen = tokenOf(row, place.field);
    const looked = await look(row);
    if (looked === undefined) return undefined;
    const lease = new Lease(ports, place, seen + 1, row, looked.desired);
    if (await lease.update(looked.intent, seen, looked.converged ?? false)) return lease;
  }
  // The row's key may lease a name, which is not for the log.
  throw new TransientFault(
    `others were faster ${attempts} times at the row ${hash(place.key.pk, place.key.sk)}`,
  );
}

/** The token of a row, or of a field of it; 0 before the first raise. */
export function tokenOf(row: Item | undefined, field?: string): number {
  const holder = field === undefined ? row : (row?.[field] as { token?: number } | undefined);
  return Number(holder?.token ?? 0);
}

/** Did the last claimant come to its end? Only then may the next one believe what the row says of the others. */
export function isConverged(row: Item | undefined): boolean {
  return row !== undefined && row.settled === row.token;
}

/** A marker: the row was owned and is no more. It keeps the token, so that no older write brings the row back. */
export function isLive(row: Item): boolean {
  return row.gone !== true;
}

/** What holds a token may do with it: steps 3 and 4. */
export class Lease<T> {
  readonly token: number;
  /** The row as it was before the raise. */
  readonly previousRow: Item | undefined;
  readonly desired: T;
  readonly #table: Table;
  readonly #clock: Clock;
  readonly #place: TokenPlace;

  constructor(
    ports: { table: Table; clock: Clock },
    place: TokenPlace,
    token: number,
    previousRow: Item | undefined,
    truth: T,
  ) {
    this.#table = ports.table;
    this.#clock = ports.clock;
    this.#place = place;
    this.token = token;
    this.previousRow = previousRow;
    this.desired = truth;
  }

  /** Writes a row under the token. `false`: a newer claimant wrote it, and stays. */
  write(key: Key, attributes: Record<string, AttributeValue>): Promise<boolean> {
    return this.#table.put(
      { ...key, ...attributes, token: this.token },
      { attribute: 'token', absentOrAtMost: this.token },
    );
  }

  /** Turns a row into a marker, unless a newer claimant wrote it. */
  bury(key: Key): Promise<boolean> {
    return this.#table.put(this.#tombstone(key), { attribute: 'token', absentOrAtMost: this.token });
  }

  /** Turns a row into a marker if it is this very claimant's: what one does with one's own rows on finding oneself superseded. */
  withdraw(key: Key): Promise<boolean> {
    return this.#table.put(this.#tombstone(key), { attribute: 'token', equals: this.token });
  }

  /** Is the token still ours? */
  async isCurrent(): Promise<boolean> {
    const row = await this.#table.get(this.#place.key, { consistent: true });
    return tokenOf(row, this.#place.field) === this.token;
  }

  /** Step 4: says that all is done, if the token is still ours. `false`: superseded, the newer claimant owns what was noted. */
  apply(attributes: Attributes): Promise<boolean> {
    return this.update(attributes, this.token, true);
  }

  /** Sets attributes of the row itself and this token, if the token there is the expected one (0: none yet). */
  update(attributes: Attributes, expected: number, settled: boolean): Promise<boolean> {
    const { key, field } = this.#place;
    const condition = {
      attribute: field === undefined ? 'token' : ([field, 'token'] as const),
      equals: expected === 0 ? undefined : expected,
    };
    const set =
      field === undefined
        ? { ...attributes, token: this.token, settled: settled ? this.token : undefined }
        : { [field]: { ...(attributes as Record<string, AttributeValue>), token: this.token } };
    return this.#table.update(key, set, condition);
  }

  /** Nothing of the row stays, its places in the indices neither. */
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
