/** At which rate texts come, and what follows from it. */
import { defaultWriteUnits, flowFor } from '../../core/protocol/flow.ts';
import { searchWait } from '../../core/protocol/searchWait.ts';
import { queues as facts } from '../../core/protocol/topology.ts';

export interface Delivery {
  /** Documents published in a day; also how many arrive in one, unless all arrive at once. */
  perDay: number;
  /** All are in the inbox before the first one is handled, so every batch is full. */
  isBulk?: boolean;
}

/** When the first text is published, and a day, in milliseconds. */
export const start = Date.parse('2024-03-01T00:00:00Z');
const day = 24 * 3600 * 1000;

/** When the text of this number is published, in milliseconds since 1970. */
export const publishedAt = ({ perDay }: Delivery, number: number): number => start + (number * day) / perDay;

/** A window begins with its first message, and what comes in the meantime joins it. */
export function documentsOfWindow(perDay: number, seconds: number = facts.touched.window.aws): number {
  return 1 + (perDay * seconds * 1000) / day;
}

/** About how many rows are merged together. */
export function rowsOfMerge({ perDay, isBulk }: Delivery): number {
  if (isBulk) return facts.touched.batch;
  const { rows, roundSeconds, rounds } = searchWait.aws;
  const window = facts.touched.window.aws;
  const waits = [window, ...Array.from({ length: rounds }, (_, i) => (i + 1) * roundSeconds)];
  const perWait = waits.map((seconds) => documentsOfWindow(perDay, seconds));
  return perWait.find((documents, i) => documents >= rows || i === rounds) ?? 1;
}

/** In bulk, what the flow lets through in a day. */
export function arrivingPerDay({ perDay, isBulk }: Delivery): number {
  return isBulk ? (flowFor(defaultWriteUnits).documentsPerSecond * day) / 1000 : perDay;
}
