/**
 * The epoch of the table: a random name for a period in which fencing tokens only increase. The period ends
 * when the table is lost and made again, or restored to an earlier point in time. Tokens of different epochs
 * must not be compared: equal tokens may mean different content, and a search row with a higher token would
 * refuse the desired state for good. So the search table and the lists of the sweep are stored under the
 * epoch's name (docs/adr/0020-epochs-of-the-table.md).
 *
 * A new table has no epoch, so the first writer creates one. A restored table still has the epoch of its
 * past, so the operator who restores it starts a new one: `dateline restored`.
 */
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Clock } from '../ports/clock.ts';
import type { Table } from '../ports/table.ts';
import { keys } from './keys.ts';

const epoch = z.object({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  /** When it began, milliseconds since 1970. */
  began: z.number(),
});
export type Epoch = z.infer<typeof epoch>;

interface EpochPorts {
  table: Table;
  clock: Clock;
}

/** The epoch of the table; `undefined` for a new table. For readers that may not write. */
export async function findEpoch({ table }: Pick<EpochPorts, 'table'>): Promise<Epoch | undefined> {
  const row = await table.get(keys.epoch, { consistent: true });
  return row === undefined ? undefined : epoch.parse(row);
}

/** The epoch of the table. Creates the first one. */
export async function currentEpoch(ports: EpochPorts): Promise<Epoch> {
  for (;;) {
    const found = await findEpoch(ports);
    if (found !== undefined) return found;
    const created = newEpoch(ports.clock());
    if (await ports.table.put({ ...keys.epoch, ...created }, { attribute: 'id', equals: undefined }))
      return created;
  }
}

/** Starts a new epoch: after the table was restored to an earlier point in time. */
export async function startEpoch({ table, clock }: EpochPorts): Promise<Epoch> {
  const started = newEpoch(clock());
  await table.put({ ...keys.epoch, ...started });
  return started;
}

function newEpoch(began: number): Epoch {
  return { id: randomBytes(8).toString('hex'), began };
}
