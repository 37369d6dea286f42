/**
 * Looks lines up in a sorted text by binary search, so that a file of megabytes is ready as soon as its bytes
 * are in memory: nothing is parsed, and no index is built.
 */

const newline = 10;
const tab = 9;

/**
 * @param text UTF-8 lines `key<tab>value`, sorted by the bytes of their keys, each ended by a line feed
 * @returns the whole line with this key; `undefined` if there is none
 */
export function findLine(text: Buffer, key: string): string | undefined {
  const wanted = Buffer.from(key);
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    let start = middle;
    while (start > low && text[start - 1] !== newline) start--;
    let lineEnd = middle;
    while (lineEnd < text.length && text[lineEnd] !== newline) lineEnd++;
    const order = compareKey(text, start, lineEnd, wanted);
    if (order === 0) return text.toString('utf8', start, lineEnd);
    if (order < 0) low = lineEnd + 1;
    else high = start;
  }
  return undefined;
}

/** Compares the key of the line with the wanted one: negative if it comes before. */
function compareKey(text: Buffer, start: number, end: number, wanted: Buffer): number {
  for (let i = 0; i < wanted.length; i++) {
    const at = start + i;
    const byte = at < end && text[at] !== tab ? (text[at] ?? 0) : -1;
    const order = byte - (wanted[i] ?? 0);
    if (order !== 0) return order;
  }
  const after = start + wanted.length;
  return after < end && text[after] !== tab ? 1 : 0;
}

/** Whether line `a` comes before line `b` in a sorted text, as `sort` wants it. Both are well formed. */
export function compareLines(a: string, b: string): number {
  for (let i = 0; ; i++) {
    const [x, y] = [unitOfKey(a, i), unitOfKey(b, i)];
    if (x !== y) return inByteOrder(x) - inByteOrder(y);
    if (x < 0) return 0;
  }
}

/** The UTF-16 unit at this place of a line's key; -1 behind its end. */
function unitOfKey(line: string, i: number): number {
  const unit = i < line.length ? line.charCodeAt(i) : tab;
  return unit === tab ? -1 : unit;
}

/** UTF-8 has surrogate pairs behind all other characters. */
function inByteOrder(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}
