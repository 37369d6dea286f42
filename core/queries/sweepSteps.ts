/**
 * The sweep's way through the bucket and then the table, in steps of bounded size, and the note of how far it came: a function on Lambda
 * ends after 15 minutes, and the next one goes on there.
 */
import * as z from 'zod';
import type { Objects } from '../ports/objects.ts';
import type { Page } from '../ports/page.ts';
import type { Item } from '../ports/table.ts';
import type { Ports } from '../protocol/ports.ts';
import { sweepPositionKey } from '../records/archive.ts';

const place = z.object({
  part: z.enum(['bucket', 'table']),
  /** The page to be read. */
  cursor: z.string().optional(),
  /** The partition that the page before ended with: what is left of it on this page was looked at with its beginning. */
  begun: z.string().optional(),
});

/** Where to go on. */
export type SweepPosition = z.infer<typeof place>;

export type SweepStep = { place: SweepPosition } & ({ keys: string[] } | { partitions: TablePartition[] });

/** All rows under one partition key. */
export interface TablePartition {
  pk: string;
  rows: Item[];
}

/** A step has this many partitions, or fewer with this many rows; a single partition may have more. */
const partitionsPerStep = 200;
const rowsPerStep = 5000;

export const sweepStart: SweepPosition = { part: 'bucket' };

/** A page of the bucket's keys, or some partitions of the table, each with the place to begin with it again. */
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
  for await (const { place, ...partition } of partitions(
    table,
    from.part === 'table' ? from : { part: 'table' },
  )) {
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

/** The table by partition: a scan brings the rows of a partition one after the other, some on the next page. */
async function* partitions(
  table: Ports['table'],
  from: SweepPosition,
): AsyncGenerator<TablePartition & { place: SweepPosition }, void> {
  let open: (TablePartition & { place: SweepPosition }) | undefined;
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
 * Where the sweep before this one had to stop, told once: if this one fails there, the next begins at the beginning. That is also what is
 * told where nothing is noted.
 */
export async function takeSweepPosition(archive: Objects): Promise<SweepPosition> {
  const noted = await archive.get(sweepPositionKey);
  if (noted === undefined) return sweepStart;
  const { data } = place.safeParse(JSON.parse(new TextDecoder().decode(await noted.bytes())));
  if (data === undefined) return sweepStart;
  if (data.cursor !== undefined) await saveSweepPosition(archive, sweepStart);
  return data;
}

/** Notes where the next sweep is to begin. */
export async function saveSweepPosition(archive: Objects, where: SweepPosition): Promise<void> {
  await archive.put(sweepPositionKey, JSON.stringify(where), { contentType: 'application/json' });
}
