/**
 * Repairs UTF-8 that a program once read as windows-1252 or Latin 1 and wrote as UTF-8 again ("CafÃ©",
 * "itâ€™s"). Only certain cases are repaired: every character beyond ASCII belongs to such a sequence, and
 * there are at least two sequences. A text with one genuine character beyond ASCII stays as it is.
 */

const upper = Uint8Array.from({ length: 128 }, (_, i) => i + 0x80);
/** Bytes by their character in windows-1252, and in Latin 1, where those below 0xA0 are controls. */
const bytes = new Map(
  [new TextDecoder('windows-1252').decode(upper), Buffer.from(upper).toString('latin1')].flatMap((page) =>
    [...page].map((character, i) => [character, i + 0x80] as const),
  ),
);

/** A lead byte and a continuation byte of UTF-8 as windows-1252: a cheap test that rules out most texts. */
const mangledPair = /[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]/;
const beyondAscii = /[^\0-\x7f]+/g;
const minSequences = 2;
/** No text has these: an accent before quotation marks only looks like the bytes of such a character. */
const impossible = /[\p{Cn}\p{Co}]/u;

/** Programs mangle a text twice at most. */
const maxRounds = 2;

/**
 * Whether UTF-8 may have a `mangledPair`: two bytes for a character from U+00C2 to U+00F4, then one that is
 * not ASCII. It searches bytes much faster than the pattern searches the text.
 */
export function mayHaveMojibake(utf8: Uint8Array): boolean {
  for (let at = utf8.indexOf(0xc3); at >= 0; at = utf8.indexOf(0xc3, at + 2))
    if ((utf8[at + 1] ?? 0) >= 0x82 && (utf8[at + 2] ?? 0) > 0x7f) return true;
  return false;
}

/** The repaired text, or `undefined` if nothing is certainly wrong with it. */
export function repairMojibake(text: string): string | undefined {
  let repaired: string | undefined;
  for (let round = 0; round < maxRounds; round++) {
    const next = repairOnce(repaired ?? text);
    if (next === undefined) break;
    repaired = next;
  }
  return repaired;
}

function repairOnce(text: string): string | undefined {
  if (!mangledPair.test(text)) return undefined;
  let sequences = 0;
  const parts: string[] = [];
  let from = 0;
  for (const { 0: run, index } of text.matchAll(beyondAscii)) {
    const repaired = reinterpretAsUtf8(run);
    if (repaired === undefined || impossible.test(repaired)) return undefined;
    sequences += repaired.length;
    parts.push(text.slice(from, index), repaired);
    from = index + run.length;
  }
  return sequences < minSequences ? undefined : [...parts, text.slice(from)].join('');
}

/** Reads the bytes that `run` stands for as UTF-8; `undefined` if it stands for none. */
function reinterpretAsUtf8(run: string): string | undefined {
  const found = [...run].map((character) => bytes.get(character));
  if (found.includes(undefined)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(found as number[]),
    );
  } catch {
    return undefined;
  }
}
