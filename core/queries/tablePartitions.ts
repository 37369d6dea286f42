/**
 * Divides a walk through the whole table into slices of bounded size, each with the place where the next one
 * begins. A slice has whole partitions; of a partition that is too large for one slice it has some rows.
 */
import type { Item, Key, Table } from '../ports/table.ts';
import { paginate } from '../protocol/paginate.ts';
import { type Thresholds, thresholds } from '../protocol/thresholds.ts';
import { claimPrefix, smallObjectPrefix } from '../records/keys.ts';
import type { SweepPlace } from '../records/sweepState.ts';

/** Rows with one partition key, in the order of their sort keys. */
export interface TablePartition {
  pk: string;
  rows: Item[];
  /** Whether its first row is among them, and its last. */
  begins: boolean;
  ends: boolean;
  /** If it does not begin here: the sort key of the row before. */
  before?: string;
}

export type TablePlace = Pick<SweepPlace, 'after' | 'inside'>;

export interface TableSlice {
  partitions: TablePartition[];
  /** Where the next slice begins; absent at the end of the table. */
  next?: TablePlace;
}

/**
 * `sweepRows`: a slice ends with the partition that reaches this many rows; DynamoDB's pages are smaller.
 * `sweepPartitionRows`: of a larger partition, the next rows follow in the next slice.
 */
export type SliceSizes = Pick<Thresholds, 'sweepRows' | 'sweepPartitionRows'>;

/** Sorts after every sort key. */
const endOfPartition = '\u{10ffff}';

/** The rows of a claim or a document belong together, and the limits on both keep them few. */
const isAlwaysWhole = (pk: string): boolean => pk.startsWith(claimPrefix) || pk.startsWith('DOC#');
/** Nothing is compared row by row in these, so their rows are passed over. */
const isPassedOver = (pk: string): boolean => pk.startsWith(smallObjectPrefix);

/** Reads the next slice of the table: whole partitions, or a part of a large one. */
export async function readSlice(
  table: Table,
  { after, inside }: TablePlace,
  sizes: SliceSizes = thresholds,
): Promise<TableSlice> {
  if (inside && after !== undefined) {
    const { rows, more } = await readRest(table, after, sizes.sweepPartitionRows);
    const partitions = [{ pk: after.pk, rows, begins: false, ends: !more, before: after.sk }];
    return { partitions, next: { after: keyOf(rows.at(-1) ?? after), ...(more && { inside: true }) } };
  }
  const page = await table.scan(after);
  const partitions: TablePartition[] = [];
  let rows = 0;
  for (const item of page.items) {
    const open = partitions.at(-1);
    if (open?.pk === item.pk) {
      const isFull = open.rows.length >= sizes.sweepPartitionRows && !isAlwaysWhole(item.pk);
      if (isFull) return { partitions, next: { after: keyOf(open.rows.at(-1) ?? item), inside: true } };
      open.rows.push(item);
    } else {
      if (rows >= sizes.sweepRows)
        return { partitions: withEnd(partitions), next: { after: lastOf(partitions) } };
      if (open !== undefined) open.ends = true;
      partitions.push({ pk: item.pk, rows: [item], begins: true, ends: false });
    }
    rows++;
  }
  const last = partitions.at(-1);
  if (page.next === undefined || last === undefined) return { partitions: withEnd(partitions) };
  if (isPassedOver(last.pk)) return { partitions, next: { after: { pk: last.pk, sk: endOfPartition } } };
  const room = isAlwaysWhole(last.pk)
    ? Number.POSITIVE_INFINITY
    : sizes.sweepPartitionRows - last.rows.length;
  const rest = await readRest(table, lastOf(partitions), Math.max(1, room));
  last.rows.push(...rest.rows);
  last.ends = !rest.more;
  return { partitions, next: { after: lastOf(partitions), ...(rest.more && { inside: true }) } };
}

/** All slices of the table. */
export async function* tableSlices(table: Table, sizes?: SliceSizes): AsyncGenerator<TableSlice, void> {
  for (let place: TablePlace | undefined = {}; place !== undefined; ) {
    const slice: TableSlice = await readSlice(table, place, sizes);
    yield slice;
    place = slice.next;
  }
}

/** The rows of a partition after one of them, at most this many. */
async function readRest(table: Table, after: Key, most: number): Promise<{ rows: Item[]; more: boolean }> {
  const rows: Item[] = [];
  const { pk, sk } = after;
  const pages = paginate((cursor) =>
    table.query({ pk, from: sk, consistent: true, ...(cursor !== undefined && { cursor }) }),
  );
  for await (const row of pages) {
    if (row.sk === sk) continue;
    if (rows.length >= most) return { rows, more: true };
    rows.push(row);
  }
  return { rows, more: false };
}

function withEnd(partitions: TablePartition[]): TablePartition[] {
  const last = partitions.at(-1);
  if (last !== undefined) last.ends = true;
  return partitions;
}

function lastOf(partitions: readonly TablePartition[]): Key {
  const row = partitions.at(-1)?.rows.at(-1);
  if (row === undefined) throw new Error('a slice without rows');
  return keyOf(row);
}

const keyOf = ({ pk, sk }: Key): Key => ({ pk, sk });
