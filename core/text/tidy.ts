/** Normalises text once, right after decoding, so that all later stages see one form. */
import { normalizeUnicode } from './normalizeUnicode.ts';

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const lineEnds = /\r\n?|[\v\f\x85\u2028\u2029]/g;
/** C0 (not tab, not line feed) and DEL. */
const controls = /[\x00-\x08\x0e-\x1f\x7f]/g;
/** C1 controls. */
const bytesOfWindows = /[\x80-\x9f]/g;
/** Beside one of these, 0x85 is "…" and no line end. */
const noLineEnds = /[\x80-\x84\x86-\x9f]/;
/** Text that is tidy already: most lines of English. */
const isPlain = /^[\t\n\x20-\x7e]*$/;
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: above
/**
 * Soft hyphens, zero-width spaces, word joiners and byte-order marks hide inside words; bidi overrides
 * disguise text.
 */
const invisible = /[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g;
const spaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

/**
 * Well-formed text in NFC, with LF line ends and plain spaces. Joiners (ZWJ, ZWNJ) and the direction marks
 * LRM, RLM and ALM stay, because scripts need them. Combining marks beyond the thirtieth in a row do not. It
 * changes offsets, so call it before taking any.
 */
export function tidy(text: string): string {
  if (isPlain.test(text)) return text;
  const plain = (noLineEnds.test(text) ? text.replaceAll('\x85', '…') : text)
    .toWellFormed()
    .replace(lineEnds, '\n')
    .replace(controls, '')
    .replace(bytesOfWindows, characterOfWindows)
    .replace(invisible, '')
    .replace(spaces, ' ');
  return normalizeUnicode(plain, 'NFC');
}

const windows = new TextDecoder('windows-1252');

/** What stands for a C1 control: texts have them where a byte of Windows, such as ’, was read as Latin 1. */
function characterOfWindows(control: string): string {
  const meant = windows.decode(Uint8Array.of(control.charCodeAt(0)));
  return meant === control ? '' : meant;
}

/** The text tidied, on one line; `undefined` if it is empty. */
export function tidyLine(text: string | undefined): string | undefined {
  return (
    tidy(text ?? '')
      .replace(/\s+/g, ' ')
      .trim() || undefined
  );
}
