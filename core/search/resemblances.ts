/** Documents that share near-duplicate bands. Pure. */
import { bandCount, bandRows, leastSharedBands } from '../document/signature.ts';
import { giveWay } from '../giveWay.ts';
import type { Headline } from '../ports/search.ts';
import type { Resemblance } from './similarPairs.ts';
import { maxDocumentsPerFeature } from './storyVectors.ts';

/** Documents that are looked at in one turn of the event loop. */
const documentsPerTurn = 256;

/** The estimated share of common four-word sequences of every two documents that share several bands. */
export async function resemblances(documents: readonly Pick<Headline, 'bands'>[]): Promise<Resemblance[]> {
  const having = new Map<string, number[]>();
  for (const [i, { bands }] of documents.entries()) {
    if (i % documentsPerTurn === documentsPerTurn - 1) await giveWay();
    for (const band of new Set(bands)) {
      const list = having.get(band);
      if (list === undefined) having.set(band, [i]);
      else list.push(i);
    }
  }
  const found: Resemblance[] = [];
  for (const [a, { bands }] of documents.entries()) {
    if (a % documentsPerTurn === documentsPerTurn - 1) await giveWay();
    const shared = new Map<number, number>();
    for (const band of new Set(bands)) {
      const list = having.get(band) ?? [];
      if (list.length === 1 || list.length > maxDocumentsPerFeature) continue;
      for (let at = list.length - 1; (list[at] ?? 0) > a; at--)
        shared.set(list[at] as number, (shared.get(list[at] as number) ?? 0) + 1);
    }
    for (const [b, bands] of shared)
      if (bands >= leastSharedBands) found.push({ a, b, least: (bands / bandCount) ** (1 / bandRows) });
  }
  return found;
}
