/** Where a person is mentioned by the surname alone. */
import * as z from 'zod';
import { roles } from '../entities/data/roles.ts';

/**
 * A lone name in a document, beside the postings. `to`: the entity that it is put to, which has the posting.
 */
export const loneName = z.object({
  doc: z.string(),
  day: z.string(),
  to: z.exactOptional(z.string()),
  /** Of the name itself; the posting may have more from a fuller name. */
  mentions: z.number().int(),
  role: z.exactOptional(z.enum(roles)),
});
export type LoneName = z.infer<typeof loneName>;
