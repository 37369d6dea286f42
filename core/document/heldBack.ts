/** Whether a document may be published, as its provider says: its publishing status (IPTC) or an embargo. */
import * as z from 'zod';
import { toMilliseconds } from '../dates/range.ts';
import { type Content, moment } from './record.ts';

const heldBackStatuses = ['canceled', 'withheld', 'embargoed'] as const;
/** As IPTC names them, and `embargoed`. */
export const publishingStatuses = ['usable', ...heldBackStatuses] as const;

export const heldBack = z.object({
  status: z.enum(heldBackStatuses),
  /** The end of an embargo, if the provider names one. */
  until: z.exactOptional(moment),
});
export type HeldBack = z.infer<typeof heldBack>;

/** What holds the document back, the strongest reason first; `undefined` if nothing does. */
export function heldBackOf({
  quality: { flags },
  embargoedUntil,
}: Pick<Content, 'quality' | 'embargoedUntil'>): HeldBack | undefined {
  if (flags.includes('status-canceled')) return { status: 'canceled' };
  if (flags.includes('status-withheld')) return { status: 'withheld' };
  if (!flags.includes('embargoed')) return undefined;
  return { status: 'embargoed', ...(embargoedUntil && { until: { ...embargoedUntil } }) };
}

/** From UTC−12 on, every place on Earth has the time that a moment without a zone names. */
const lastZoneMilliseconds = 12 * 60 * 60_000;

/**
 * When the document may be published, in milliseconds since 1970: `-Infinity` if nothing holds it back,
 * `Infinity` if its provider has to say so first.
 */
export function publishableFrom(held: HeldBack | undefined): number {
  if (held === undefined) return Number.NEGATIVE_INFINITY;
  if (held.until === undefined) return Number.POSITIVE_INFINITY;
  return toMilliseconds(held.until.value) + (held.until.tzKnown ? 0 : lastZoneMilliseconds);
}
