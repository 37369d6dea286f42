/**
 * Short codes for what almost every item has: names of fields with what is around them, types of entities,
 * and parts of its own key. They make the table a third smaller for 5 µs an item; zstd with a dictionary
 * would halve it for 100 µs (docs/adr/0049-a-smaller-home.md).
 *
 * JSON has no control characters, so they are the codes, and text without codes stands for itself.
 */
import type { Key } from '../../core/ports/table.ts';
import { fragments } from './itemFragments.ts';

/** Codes below this are parts of the key. */
const firstFragment = 4;
/** Begins a code of two characters, of which the second is printable. */
const longCode = 0x1f;
const space = 0x20;

/** A part of the key gets a code if that saves something. */
const shortestPart = 4;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are the codes
const hasCode = /[\0-\x1f]/;

const codeOf = new Map<string, string>(
  fragments.map((fragment, i) => {
    const code = firstFragment + i;
    return [
      fragment,
      code < longCode ? String.fromCharCode(code) : String.fromCharCode(longCode, space + code - longCode),
    ];
  }),
);

/** A longer fragment goes before a shorter one that it begins with. */
const someFragment = new RegExp(
  fragments
    .toSorted((a, b) => b.length - a.length)
    .map((fragment) => fragment.replace(/[[\]{}|]/g, '\\$&'))
    .join('|'),
  'g',
);

/** @param json of the item with this key, without the key */
export function shorten(json: string, key: Key): string {
  let text = json;
  for (const [i, part] of partsOf(key).entries())
    if (part.length >= shortestPart && !hasCode.test(part))
      text = text.replaceAll(part, String.fromCharCode(i + 1));
  return text.replace(someFragment, (fragment) => codeOf.get(fragment) ?? fragment);
}

/** Gives back what was shortened. A loop, because a regular expression takes four times as long. */
export function lengthen(text: string, key: Key): string {
  let json = '';
  let copied = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= space) continue;
    json += text.slice(copied, at);
    if (code < firstFragment) json += partsOf(key)[code - 1];
    else json += fragments[(code < longCode ? code : code + text.charCodeAt(++at) - space) - firstFragment];
    copied = at + 1;
  }
  return json + text.slice(copied);
}

/** What follows the first `#` of the partition key, the last one of the sort key, and the one before that. */
function partsOf({ pk, sk }: Key): [string, string, string] {
  const last = sk.lastIndexOf('#');
  const before = last <= 0 ? -1 : sk.lastIndexOf('#', last - 1);
  return [pk.slice(pk.indexOf('#') + 1), sk.slice(last + 1), sk.slice(before + 1, Math.max(0, last))];
}
