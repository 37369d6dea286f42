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
  const having = await documentsByBand(documents);
  const found: Resemblance[] = [];
  for (const [a, { bands }] of documents.entries()) {
    if (endsTurn(a)) await giveWay();
    for (const [b, shared] of laterWithSameBands(a, bands, having))
      if (shared >= leastSharedBands) found.push({ a, b, least: (shared / bandCount) ** (1 / bandRows) });
  }
  return found;
}

const endsTurn = (i: number): boolean => i % documentsPerTurn === documentsPerTurn - 1;

/** By band, the indices of the documents that have it, in order. */
async function documentsByBand(
  documents: readonly Pick<Headline, 'bands'>[],
): Promise<Map<string, number[]>> {
  const having = new Map<string, number[]>();
  for (const [i, { bands }] of documents.entries()) {
    if (endsTurn(i)) await giveWay();
    for (const band of new Set(bands)) {
      const list = having.get(band);
      if (list === undefined) having.set(band, [i]);
      else list.push(i);
    }
  }
  return having;
}

/** The documents after `a` that share bands with it, each with how many. */
function laterWithSameBands(
  a: number,
  bands: readonly string[],
  having: ReadonlyMap<string, readonly number[]>,
): Map<number, number> {
  const shared = new Map<number, number>();
  for (const band of new Set(bands)) {
    const list = having.get(band) ?? [];
    if (list.length > maxDocumentsPerFeature) continue;
    for (const b of list.slice(list.indexOf(a) + 1)) shared.set(b, (shared.get(b) ?? 0) + 1);
  }
  return shared;
}
