/** The formats whose readers are fuzzed: all of core/formats, gzip around them, files of the authority. */
import { authorityFormat } from '../../core/formats/authority/authorityFormat.ts';
import { formatNames } from '../../core/formats/formats.ts';

export function fuzzedFormats(): string[] {
  return [...formatNames, 'gzip', authorityFormat.name];
}
