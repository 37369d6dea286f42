/** The formats whose readers are fuzzed: all of core/formats, and gzip around them. */
import { formatNames } from '../../core/formats/formats.ts';

export function fuzzedFormats(): string[] {
  return [...formatNames, 'gzip'];
}
