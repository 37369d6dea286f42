/**
 * Which documents of an answer are prints of one story: those whose near-duplicate bands agree with those of
 * its first print. What a provider forbids to publish counts as printed after everything else. Pure; the
 * result does not depend on the order of the documents.
 */
import { leastSharedBands } from '../document/signature.ts';
import type { CountedRow } from '../ports/search.ts';

/** What tells prints of one story, and which of them is the first. */
export const printFields = ['printed', 'status', 'bands'] as const;

export type Print = CountedRow<(typeof printFields)[number]>;

/** A band that so many stories have is boilerplate. */
const maxStoriesPerBand = 64;

/** @returns how many documents each story's first print stands for, itself included, by its id */
export function groupReprints(prints: readonly Print[]): Map<string, number> {
  const counts = new Map<string, number>();
  const firstPrints = new Map<number, string[]>();
  for (const { id, bands } of [...prints].sort(byPrinting)) {
    const first = mostShared(bands, firstPrints);
    if (first !== undefined) {
      counts.set(first, (counts.get(first) ?? 0) + 1);
      continue;
    }
    counts.set(id, 1);
    for (const band of new Set(bands)) {
      const having = firstPrints.get(band) ?? [];
      if (having.length < maxStoriesPerBand) firstPrints.set(band, [...having, id]);
    }
  }
  return counts;
}

/** The first print that shares most bands; of several the one printed first. */
function mostShared(
  bands: readonly number[],
  firstPrints: ReadonlyMap<number, readonly string[]>,
): string | undefined {
  const shared = new Map<string, number>();
  for (const band of new Set(bands))
    for (const id of firstPrints.get(band) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1);
  let best: { id: string; bands: number } | undefined;
  for (const [id, count] of shared)
    if (count >= leastSharedBands && count > (best?.bands ?? 0)) best = { id, bands: count };
  return best?.id;
}

/** Such a print stands for none that others kept. An embargo ends, so it forbids nothing. */
const isForbidden = ({ status }: Print) => status === 'canceled' || status === 'withheld';

const byPrinting = (a: Print, b: Print) =>
  Number(isForbidden(a)) - Number(isForbidden(b)) || a.printed - b.printed || (a.id < b.id ? -1 : 1);
