/** How much earlier versions of Dateline made, by the last pass of the sweep; what making it anew costs. */
import { accurateTaggerUsage, addUsage, type Bill, billFor, measuredUsage } from '../cost.ts';
import { modelOf } from '../entities/tagger/taggers.ts';
import type { CodeVersions } from '../protocol/ports.ts';
import type { MadeBy } from '../records/sweepState.ts';

/** How much another model annotated, and how much another reader read, than those of the code. */
export interface Outdated {
  documents: number;
  files: number;
  /** How many documents reprocessing may concern: the documents of a file are not counted by file. */
  most: number;
}

/** How many documents and files were made by another model or reader than this version has. */
export function countOutdated({ models, readers }: MadeBy, { model: own, reader }: CodeVersions): Outdated {
  const documents = total(models) - (models[own] ?? 0);
  const files = total(readers) - (readers[reader] ?? 0);
  return { documents, files, most: files === 0 ? documents : Math.max(total(models), files) };
}

const total = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Seconds of processor for an article of 3,000 characters (docs/model-card.md). */
const secondsPerDocument = { accurate: 0.25 };

/** How long it takes on one machine at most, in words; `undefined` with the fast tagger: hardly longer. */
export function processorTimeInWords(
  { most }: Pick<Outdated, 'most'>,
  { model }: Pick<CodeVersions, 'model'>,
): string | undefined {
  if (model !== modelOf.accurate) return undefined;
  return `about ${hoursInWords((most * secondsPerDocument.accurate) / 3600)} of one processor`;
}

/** `0.25` → `15 minutes`, `30` → `1.3 days`. */
export function hoursInWords(hours: number): string {
  if (hours < 1) return `${Math.ceil(60 * hours)} minutes`;
  return hours < 24 ? `${Math.ceil(hours)} hours` : `${(hours / 24).toFixed(1)} days`;
}

/** What it costs at most on AWS: as much as bringing so many documents in anew with that model. */
export function reprocessingBill(
  { most }: Pick<Outdated, 'most'>,
  { model }: Pick<CodeVersions, 'model'>,
): Bill {
  const usage = { ...measuredUsage };
  if (model === modelOf.accurate) addUsage(usage, accurateTaggerUsage);
  return billFor(usage, most);
}
