/**
 * The claim on one key of the inbox: the token of its handlers, the version they handled, and the outcome.
 * Claims stay for good, for deleted keys too.
 */
import * as z from 'zod';
import { refusal } from './refusals.ts';

export const claim = z.object({
  /** Absent after an erasure, which leaves only a hash and a token. */
  key: z.exactOptional(z.string()),
  token: z.number().int().positive(),
  /** The token of the last handler that finished (core/protocol/reconcile.ts). */
  settled: z.exactOptional(z.number().int()),
  applied: z.exactOptional(
    z.object({
      /** Digest of the rows beside the claim (`claimRows.ts`). */
      digest: z.string(),
      /**
       * Fingerprint of the desired state: the version (of a feed, all that count) and the reader's version.
       */
      truth: z.string(),
      /** The reader by which the fingerprint was made; of a feed, earlier versions may have had others. */
      reader: z.exactOptional(z.string()),
    }),
  ),
  /** Whether the current version is a feed, of which earlier versions count too. */
  feed: z.exactOptional(z.boolean()),
  outcome: z.exactOptional(z.enum(['stored', 'refused', 'deleted'])),
  /** The version that was handled, its size, and when it was put (milliseconds since 1970). */
  version: z.exactOptional(z.string()),
  bytes: z.exactOptional(z.number()),
  modified: z.exactOptional(z.number()),
  /** When the handler finished: RFC 3339. */
  at: z.exactOptional(z.string()),
  documents: z.exactOptional(z.number().int()),
  /**
   * How many entries a file of the authority has; the claim is then in the index `list` under AUTHORITY. No
   * row holds them: who looks names up reads the version (core/queries/authority.ts).
   */
  entries: z.exactOptional(z.number().int()),
  /** How many members of the current version have a refusal of their own. */
  refusedParts: z.exactOptional(z.number().int()),
  /** For a feed, how many earlier versions were skipped because they cannot be read. */
  skipped: z.exactOptional(z.number().int()),
  /**
   * Versions that count and could not be read: in cold storage, or encrypted with a key that is denied. They
   * may become readable, so the key is never unchanged. The newest ones, oldest first.
   */
  unreadable: z.exactOptional(z.array(z.string())),
  /**
   * How far the rows are written (functions/normalize/keyRows.ts). It holds only while `token` is the
   * claim's.
   */
  place: z.exactOptional(
    z.object({
      token: z.number().int(),
      /** Digest of all rows of the documents to be written. */
      digest: z.string(),
      /** Up to this sort key, each row is written and its document queued. */
      after: z.string(),
    }),
  ),
  /** The version of which the archive has a reading to go on from (`containerReadings.ts`). */
  reading: z.exactOptional(z.string()),
  /**
   * How many attempts at this version never finished, although no other file was handled at the same time
   * (functions/normalize/redelivered.ts).
   */
  lost: z.exactOptional(
    z.object({
      version: z.string(),
      times: z.number().int(),
      /** When the last one began: milliseconds since 1970. */
      began: z.exactOptional(z.number()),
    }),
  ),
  /** Present if the file was refused; the claim is then in the index `list` under REFUSED#code. */
  refusal: z.exactOptional(refusal),
});
export type Claim = z.infer<typeof claim>;

/** The reader of claims that were written before they named it. */
const unnamedReader = 'read-5';

/** The reader by which a claim's fingerprint was made; `undefined` if it has none. */
export function readerOf({ applied }: Pick<Claim, 'applied'>): string | undefined {
  return applied && (applied.reader ?? unnamedReader);
}
