/**
 * The losses of `losses.ts` as mutants. `npm run mutants -- --named` tries each with its test alone, which
 * takes half a minute; CI fails on a survivor.
 */
import { createHash } from 'node:crypto';
import { namedLosses } from './losses.ts';
import type { Mutant } from './mutate.ts';

/**
 * The mutants of these losses, with the test of each.
 *
 * @param read a file of the repository
 * @throws if a file does not have a text once: it has changed, and the loss must be named anew
 */
export function namedMutants(read: (file: string) => string): Map<Mutant, string> {
  const mutants = new Map<Mutant, string>();
  for (const { without, file, from, to, test } of namedLosses) {
    const id = createHash('sha256').update(without).digest('hex').slice(0, 12);
    const place = { ...findPlace(file, read(file), from), replacement: to };
    mutants.set({ id, file, ...place, operator: `without ${without}`, typed: true, called: true }, test);
  }
  return mutants;
}

function findPlace(file: string, source: string, from: string): { start: number; end: number } {
  const text = from.replaceAll(/[«»]/g, '');
  const at = source.indexOf(text);
  if (at < 0 || source.includes(text, at + 1)) throw new Error(`${file} does not have once: ${text}`);
  const [before, part] = from.includes('«') ? from.split(/[«»]/) : ['', from];
  const start = at + (before?.length ?? 0);
  return { start, end: start + (part?.length ?? 0) };
}
