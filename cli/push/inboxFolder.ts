/** A folder of the inbox on the command line. */
import { UsageError } from '../usageError.ts';

/** @returns the folder, '' for the whole inbox @throws UsageError */
export function parseInboxFolder(text: string): string {
  if (text !== '' && !/^[^/\p{Cc}][^\p{Cc}]{0,199}\/$/u.test(text))
    throw new UsageError(`"${text}" is not a folder; write one like wire/.`);
  return text;
}
