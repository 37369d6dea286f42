/**
 * Unicode normalisation in linear time. The engine sorts each run of combining marks in quadratic time, so a
 * file of nothing but marks would occupy it for minutes.
 */

/**
 * The longest run of marks that Unicode's Stream-Safe Text Format allows (UAX #15, section 13). No script
 * needs more; what is longer is decoration or an attack.
 */
const longestRun = 30;

/** Marks, and the two half-width signs that NFKC and NFKD turn into marks. */
const mark = /^[\p{M}\uff9e\uff9f]/u;
/** The first block of marks begins at U+0300; no character before it is a mark. */
const maybeMark = /[\u0300-\uffff]/;

/** Whether each UTF-16 unit is a mark: 0 no, 1 yes, 2 perhaps, because it begins a surrogate pair. */
let kinds: Uint8Array | undefined;

function kindsOfUnits(): Uint8Array {
  return Uint8Array.from({ length: 0x10000 }, (_, unit) =>
    unit >= 0xd800 && unit < 0xdc00 ? 2 : Number(mark.test(String.fromCharCode(unit))),
  );
}

/** The text in a normal form. Of each run of combining marks, only the first thirty stay. */
export function normalizeUnicode(text: string, form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD'): string {
  return (maybeMark.test(text) ? cutMarks(text) : text).normalize(form);
}

/** Scans unit by unit: a regular expression would examine each mark up to thirty times, or use the stack. */
function cutMarks(text: string): string {
  kinds ??= kindsOfUnits();
  let kept = '';
  let from = 0;
  let run = 0;
  for (let at = 0; at < text.length; ) {
    const kind = kinds[text.charCodeAt(at)];
    const length = kind === 2 ? String.fromCodePoint(text.codePointAt(at) ?? 0).length : 1;
    const isMark = kind === 1 || (length === 2 && mark.test(text.slice(at, at + 2)));
    run = isMark ? run + 1 : 0;
    if (run > longestRun) {
      if (from < at) kept += text.slice(from, at);
      from = at + length;
    }
    at += length;
  }
  return from === 0 ? text : kept + text.slice(from);
}
