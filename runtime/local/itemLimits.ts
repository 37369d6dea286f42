/** Refuses what DynamoDB would refuse, so that nothing works on one machine and fails on AWS. */
import { ItemRefused } from '../../core/errors.ts';
import type { AttributeValue, Item, Key } from '../../core/ports/table.ts';
import { indexKeys } from '../../core/records/indexes.ts';

const maxItemBytes = 400 * 1024;
const maxPartitionBytes = 2048;
const maxSortBytes = 1024;

/** @throws ItemRefused */
export function checkKey({ pk, sk }: Key): void {
  checkText('pk', pk, maxPartitionBytes);
  checkText('sk', sk, maxSortBytes);
}

/** @throws ItemRefused */
export function checkItem(item: Item): void {
  checkKey(item);
  for (const [pk, sk] of Object.values(indexKeys)) {
    if (item[pk] !== undefined) checkText(pk, item[pk], maxPartitionBytes);
    if (item[sk] !== undefined) checkText(sk, item[sk], maxSortBytes);
  }
  const size = itemSize(item);
  if (size > maxItemBytes)
    throw new ItemRefused(
      `an item of ${size} bytes at ${item.pk} ${item.sk}; at most ${maxItemBytes} are allowed`,
    );
}

/** In bytes, approximately as DynamoDB counts ("Item sizes and formats" in its developer guide). */
export function itemSize(item: Item): number {
  return fieldsSize(item);
}

function checkText(name: string, value: AttributeValue, maxBytes: number): void {
  if (typeof value !== 'string' || value === '') throw new ItemRefused(`${name} must be a non-empty string`);
  // A UTF-16 unit is at most three bytes.
  if (value.length * 3 > maxBytes && Buffer.byteLength(value) > maxBytes)
    throw new ItemRefused(`${name} is longer than ${maxBytes} bytes`);
}

/**
 * UTF-8 bytes of names and strings; a byte per two digits of a number, plus one; three per list or map, plus
 * one each.
 */
function sizeOf(value: AttributeValue | undefined): number {
  switch (typeof value) {
    case 'string':
      return Buffer.byteLength(value);
    case 'number':
      if (!Number.isFinite(value)) throw new ItemRefused(`${value} is not a storable number`);
      return Math.ceil(String(Math.abs(value)).length / 2) + (value < 0 ? 2 : 1);
    case 'object':
      if (value === null) return 1;
      if (value instanceof Uint8Array) return value.byteLength;
      return Array.isArray(value)
        ? value.reduce((sum: number, each) => sum + 1 + sizeOf(each), 3)
        : 3 + fieldsSize(value, 1);
    default:
      return 1;
  }
}

function fieldsSize(fields: { [name: string]: AttributeValue }, perElement = 0): number {
  let size = 0;
  for (const name in fields) size += Buffer.byteLength(name) + sizeOf(fields[name]) + perElement;
  return size;
}
