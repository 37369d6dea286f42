/** The text of an item in SQLite: JSON, in which bytes are a map with a name that no other map has. */
import type { Item } from '../../core/ports/table.ts';

const mark = '\0bytes';
const markedText = JSON.stringify({ [mark]: '' }).slice(0, -2);

export function stringifyItem(item: Item): string {
  const bytes = Object.entries(item).filter(([, value]) => value instanceof Uint8Array);
  if (bytes.length === 0) return JSON.stringify(item);
  const coded = bytes.map(([name, value]) => [
    name,
    { [mark]: Buffer.from(value as Uint8Array).toString('base64') },
  ]);
  return JSON.stringify({ ...item, ...Object.fromEntries(coded) });
}

export function parseItem(text: string): Item {
  const item = JSON.parse(text) as Item;
  if (!text.includes(markedText)) return item;
  for (const [name, value] of Object.entries(item)) {
    const coded = (value as { [mark]?: unknown } | null)?.[mark];
    if (typeof coded === 'string') item[name] = new Uint8Array(Buffer.from(coded, 'base64'));
  }
  return item;
}
