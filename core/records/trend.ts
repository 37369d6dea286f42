/**
 * Which entities are in many documents of a day. An entity gets a row each time the documents of a day reach
 * a step. The row is written before the count itself, so no entity that has reached a step lacks one; it may
 * be outdated, so a reader checks the entity's tallies.
 */
import * as z from 'zod';

/**
 * From 16 on each step is twice the one before: an entity of n documents has at most log₂(n / 8) + 1 rows a
 * day. Its step bounds its score, so finer steps mean fewer entities to compare.
 */
export const trendSteps = [
  4, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536,
] as const;

/** The length of the baseline with which a day is compared. */
export const baselineDays = 28;

export const trendRow = z.object({
  entity: z.string(),
  /** Its documents in the baseline, when the row was written. */
  before: z.number().int(),
});
export type TrendRow = z.infer<typeof trendRow>;

/**
 * The highest step that the documents of a day have reached; `undefined` if none, or not more than before.
 */
export function stepReached(before: number, documents: number): number | undefined {
  const step = stepOf(documents);
  return step > stepOf(before) ? step : undefined;
}

/** The highest step that so many documents reach; -1 if none. */
const stepOf = (documents: number): number => trendSteps.findLastIndex((each) => documents >= each);
