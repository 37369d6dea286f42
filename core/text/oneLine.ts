import { tidy } from './tidy.ts';

const longestLine = 500;

/** One tidy line of what a page says, or nothing. */
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

/** Letters and digits alone. */
export function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
