/**
 * UTF-8 that a program once took for windows-1252 and wrote as UTF-8 again («CafÃ©», «itâ€™s»), set right where it is certain: where every
 * letter beyond ASCII is part of such a sequence, and there are at least two. A text that has one letter of its own beyond ASCII is left alone.
 */

/** The bytes of windows-1252 by their letters (WHATWG Encoding Standard: the five that it leaves open are controls). */
const bytes = new Map(
  [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 128 }, (_, i) => i + 0x80))].map(
    (letter, i) => [letter, i + 0x80],
  ),
);

/** A byte that begins a letter of UTF-8, and one that goes on: this much in any text makes the rest worth looking at. */
const begun = /[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]/;
const beyondAscii = /[^\0-\x7f]+/g;
const fewest = 2;

/** Programs do it twice at most. */
const mostTimes = 2;

/** The text as it was meant, or `undefined` where nothing is certainly wrong with it. */
export function unmangled(text: string): string | undefined {
  let meant: string | undefined;
  for (let time = 0; time < mostTimes; time++) {
    const once = unmangledOnce(meant ?? text);
    if (once === undefined) break;
    meant = once;
  }
  return meant;
}

function unmangledOnce(text: string): string | undefined {
  if (!begun.test(text)) return undefined;
  let sequences = 0;
  const parts: string[] = [];
  let from = 0;
  for (const { 0: run, index } of text.matchAll(beyondAscii)) {
    const meant = utf8Of(run);
    if (meant === undefined) return undefined;
    sequences += meant.length;
    parts.push(text.slice(from, index), meant);
    from = index + run.length;
  }
  return sequences < fewest ? undefined : [...parts, text.slice(from)].join('');
}

function utf8Of(run: string): string | undefined {
  const found = [...run].map((letter) => bytes.get(letter));
  if (found.includes(undefined)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(found as number[]),
    );
  } catch {
    return undefined;
  }
}
