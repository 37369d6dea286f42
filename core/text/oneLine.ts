import { tidy } from './tidy.ts';

const longestLine = 500;

/**
 * The text on a single line: tidied, without markup tags, with runs of white space as one space, and cut to
 * `longest` characters.
 * @returns `undefined` if nothing is left
 */
export function oneLine(text: string | undefined, longest = longestLine): string | undefined {
  if (text === undefined) return undefined;
  const tidied = tidy(text.slice(0, longest * 4))
    .replace(/<[^<>]{0,200}>/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
    .toWellFormed();
  return tidied === '' ? undefined : tidied;
}
