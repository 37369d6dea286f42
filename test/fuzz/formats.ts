/** The formats whose readers are fuzzed: all of core/formats, gzip around them, files of the authority. */
import { authorityFormat } from '../../core/formats/authority/authorityFormat.ts';
import { formatNames } from '../../core/formats/formats.ts';
import { pdf } from '../../core/formats/pdf/pdf.ts';

export function fuzzedFormats(): string[] {
  return [...formatNames, 'gzip', authorityFormat.name];
}

/**
 * pdf.js takes quadratic time for some damaged pages: where a matrix has a name instead of a number, it adds
 * the next numbers to a text that grows with each glyph. The format's limit of time is the only bound there.
 */
export const parsedByOthers: ReadonlySet<string> = new Set([pdf.name]);
