/**
 * The text of an item in SQLite: JSON without the key, which has columns of its own. Bytes are a map with a
 * name that no other map has.
 */
import type { Item, Key } from '../../core/ports/table.ts';

const mark = '\0bytes';
const markedText = JSON.stringify({ [mark]: '' }).slice(0, -2);

/** An item as text, with binary values marked. */
export function stringifyItem(item: Item): string {
  const { pk: _, sk: __, ...attributes } = item;
  for (const [name, value] of Object.entries(attributes))
    if (value instanceof Uint8Array) attributes[name] = { [mark]: Buffer.from(value).toString('base64') };
  return JSON.stringify(attributes);
}

/** @param text of an item of this version or of an earlier one, which had the key too */
export function parseItem(text: string, { pk, sk }: Key): Item {
  const item = JSON.parse(text) as Item;
  item.pk = pk;
  item.sk = sk;
  if (!text.includes(markedText)) return item;
  for (const [name, value] of Object.entries(item)) {
    const coded = (value as { [mark]?: unknown } | null)?.[mark];
    if (typeof coded === 'string') item[name] = new Uint8Array(Buffer.from(coded, 'base64'));
  }
  return item;
}
