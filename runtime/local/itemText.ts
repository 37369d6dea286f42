/**
 * The text of an item in SQLite: JSON without the key, which has columns of its own, and with short codes.
 * Bytes are a map with a name that no other map has.
 */
import type { Item, Key } from '../../core/ports/table.ts';
import { lengthen, shorten } from './itemCodes.ts';

const mark = '\0bytes';
const markedText = JSON.stringify({ [mark]: '' }).slice(0, -2);

/** An item as text, with binary values marked. */
export function stringifyItem(item: Item): string {
  const { pk, sk, ...attributes } = item;
  for (const [name, value] of Object.entries(attributes))
    if (value instanceof Uint8Array) attributes[name] = { [mark]: Buffer.from(value).toString('base64') };
  return shorten(JSON.stringify(attributes), { pk, sk });
}

/** @param text of an item of this version, or of an earlier one, which had the key too or no codes */
export function parseItem(text: string, { pk, sk }: Key): Item {
  const json = lengthen(text, { pk, sk });
  const item = JSON.parse(json) as Item;
  item.pk = pk;
  item.sk = sk;
  if (!json.includes(markedText)) return item;
  for (const [name, value] of Object.entries(item)) {
    const coded = (value as { [mark]?: unknown } | null)?.[mark];
    if (typeof coded === 'string') item[name] = new Uint8Array(Buffer.from(coded, 'base64'));
  }
  return item;
}
