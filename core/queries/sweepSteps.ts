/**
 * Divides a sweep through the bucket and then the table into steps of bounded size, and stores the position
 * where it stopped. A Lambda function ends after 15 minutes; the next sweep continues at that position.
 */
import * as z from 'zod';
import type { Objects } from '../ports/objects.ts';
import type { Page } from '../ports/page.ts';
import type { Item } from '../ports/table.ts';
import type { Ports } from '../protocol/ports.ts';
import { decodeJson, sweepPositionKey } from '../records/archive.ts';

const sweepPosition = z.object({
  part: z.enum(['bucket', 'table']),
  /** The page to read next. */
  cursor: z.exactOptional(z.string()),
  /** The partition at the end of the previous page. The step that began with it read the rest of it too. */
  begun: z.exactOptional(z.string()),
});

/** Where to continue. */
export type SweepPosition = z.infer<typeof sweepPosition>;

/** A page of keys or some partitions. A sweep that continues at `place` begins with this step. */
export type SweepStep = { place: SweepPosition } & ({ keys: string[] } | { partitions: TablePartition[] });

/** All rows with one partition key. */
export interface TablePartition {
  pk: string;
  rows: Item[];
}

type PartitionAt = TablePartition & { place: SweepPosition };

/** A step ends with this many partitions or rows. A single partition may have more rows. */
const partitionsPerStep = 200;
const rowsPerStep = 5000;

export const sweepStart: SweepPosition = { part: 'bucket' };

export async function* sweepSteps(
  { inbox, table }: Pick<Ports, 'inbox' | 'table'>,
  from: SweepPosition,
): AsyncGenerator<SweepStep, void> {
  if (from.part === 'bucket') {
    for (let at: SweepPosition | undefined = from; at !== undefined; ) {
      const page = await inbox.list('', at.cursor);
      yield { place: at, keys: page.items.map(({ key }) => key) };
      at = page.next === undefined ? undefined : { part: 'bucket', cursor: page.next };
    }
  }
  let step: { place: SweepPosition; partitions: TablePartition[] } | undefined;
  let rows = 0;
  const start: SweepPosition = from.part === 'table' ? from : { part: 'table' };
  for await (const { place, ...partition } of scanPartitions(table, start)) {
    step ??= { place, partitions: [] };
    step.partitions.push(partition);
    rows += partition.rows.length;
    if (step.partitions.length < partitionsPerStep && rows < rowsPerStep) continue;
    yield step;
    step = undefined;
    rows = 0;
  }
  if (step !== undefined) yield step;
}

/**
 * Scans the table by partition. A scan returns the rows of a partition in succession, possibly over two
 * pages.
 */
async function* scanPartitions(
  table: Ports['table'],
  from: SweepPosition,
): AsyncGenerator<PartitionAt, void> {
  let open: PartitionAt | undefined;
  for (let at: SweepPosition | undefined = from; at !== undefined; ) {
    const page: Page<Item> = await table.scan(at.cursor);
    let last: string | undefined = at.begun;
    for (const item of page.items) {
      last = item.pk;
      if (item.pk === open?.pk) open.rows.push(item);
      else if (item.pk !== from.begun) {
        if (open !== undefined) yield open;
        open = { pk: item.pk, rows: [item], place: at };
      }
    }
    at =
      page.next === undefined
        ? undefined
        : { part: 'table', cursor: page.next, ...(last !== undefined && { begun: last }) };
  }
  if (open !== undefined) yield open;
}

/**
 * Reads where the previous sweep stopped, and resets the stored position: if this sweep fails at that step,
 * the next one starts from the beginning. So does a sweep without a stored position.
 */
export async function takeSweepPosition(archive: Objects, epoch: string): Promise<SweepPosition> {
  const stored = await archive.get(sweepPositionKey(epoch));
  if (stored === undefined) return sweepStart;
  const { data } = sweepPosition.safeParse(await decodeJson(stored));
  if (data === undefined) return sweepStart;
  if (data.cursor !== undefined) await saveSweepPosition(archive, epoch, sweepStart);
  return data;
}

/** Stores where the next sweep is to begin. */
export async function saveSweepPosition(
  archive: Objects,
  epoch: string,
  position: SweepPosition,
): Promise<void> {
  await archive.put(sweepPositionKey(epoch), JSON.stringify(position), { contentType: 'application/json' });
}
