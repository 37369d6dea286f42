/** How far a decision is applied to the documents that were stored before it. */
import * as z from 'zod';

export const appliedDecision = z.object({
  number: z.number().int(),
  token: z.number().int(),
  /** Documents that were queued because of it. */
  documents: z.number().int().default(0),
  /** Which pass this is, from 0. The last one finds no document that differs. */
  pass: z.number().int().default(0),
  /** Documents that differed in this pass so far. */
  differing: z.number().int().default(0),
  /** Where the pass goes on: in the nth entity, after this row. */
  part: z.number().int().default(0),
  after: z.exactOptional(z.string()),
  /** When it ended: RFC 3339. */
  done: z.exactOptional(z.string()),
  /** Documents that still differed when it was given up; a sweep goes on with them. */
  left: z.exactOptional(z.number().int()),
});
export type AppliedDecision = z.infer<typeof appliedDecision>;
