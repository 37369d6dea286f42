/** What DynamoDB charges for a call, by its developer guide ("Read and write operations"). */
import type { Item } from '../../core/ports/table.ts';
import { indexKeys } from '../../core/records/indexes.ts';
import { itemSize } from '../../runtime/local/itemLimits.ts';

/** Bytes; 0 if there is no item. */
export const sizeOf = (item: Item | undefined): number => (item === undefined ? 0 : itemSize(item));

/** One unit for 4 KB, half of it if the read is eventually consistent. */
export const readUnits = (bytes: number, consistent = false): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);

/** One unit for 1 KB of the larger of the item before and after, even if the condition fails. */
export const writeUnits = (before: Item | undefined, after: Item | undefined): number =>
  Math.ceil(Math.max(1, sizeOf(before), sizeOf(after)) / 1024);

/** @returns the index partitions in which the write costs another unit: an index's own keys change */
export function indexWrites(before: Item | undefined, after: Item | undefined): string[] {
  return Object.entries(indexKeys).flatMap(([index, [pk, sk]]) => {
    const at = (item: Item | undefined) => (item?.[pk] === undefined ? undefined : `${item[pk]} ${item[sk]}`);
    if (at(before) === at(after)) return [];
    return [before, after].flatMap((item) => (item?.[pk] === undefined ? [] : [`${index} ${item[pk]}`]));
  });
}
