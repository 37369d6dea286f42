/** The claim on one key of the inbox: who looked last, at what, and what came of it. Claims stay for good, for deleted keys too. */
import * as z from 'zod';
import { refusal } from './refusals.ts';

export const claim = z.object({
  /** Absent where the key was erased: what stays is a hash and a number. */
  key: z.string().optional(),
  token: z.number().int().positive(),
  /** The token of the last look that came to its end (core/protocol/reconcile.ts). */
  settled: z.number().int().optional(),
  /** The last look that came to its end. */
  applied: z
    .object({
      /** The token that the rows carry: of the last look that wrote them. */
      rows: z.number().int(),
      /** What was seen: the version (for a feed, all that count) and the reader's own version. */
      truth: z.string(),
    })
    .optional(),
  /** The current version is a feed: earlier versions count as well. */
  feed: z.boolean().optional(),
  outcome: z.enum(['stored', 'refused', 'deleted']).optional(),
  /** The object's version that was looked at, its size, and when it was put (milliseconds since 1970). */
  version: z.string().optional(),
  bytes: z.number().optional(),
  modified: z.number().optional(),
  /** When the look came to its end, RFC 3339. */
  at: z.string().optional(),
  documents: z.number().int().optional(),
  /** How many members of the current version have a refusal of their own. */
  refusedParts: z.number().int().optional(),
  /** Of a feed: how many of its earlier versions cannot be read and count for nothing. */
  skipped: z.number().int().optional(),
  /** Looks at this version, alone, of which nothing was heard again (functions/normalize/redelivered.ts). */
  lost: z.object({ version: z.string(), times: z.number().int() }).optional(),
  /** Only where refused; the claim is then in the index `list` under REFUSED#code. */
  refusal: refusal.optional(),
});
export type Claim = z.infer<typeof claim>;
