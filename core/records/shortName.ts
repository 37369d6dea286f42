/** Where a person is mentioned by a short name: a surname, an initial and a surname, or an inflected name. */
import * as z from 'zod';
import { roles } from '../entities/data/roles.ts';
import { sexes } from '../entities/data/sexes.ts';
import { isSurnameAlone } from '../identity/shortNames.ts';
import type { Item } from '../ports/table.ts';
import { isLive } from '../protocol/reconcile.ts';

/**
 * A short name in a document, beside the postings. `to`: the entity that it is put to, which has the posting.
 * The other fields are what a posting of the short name says, so that nothing else has to be read to decide.
 */
export const shortName = z.object({
  doc: z.string(),
  day: z.string(),
  to: z.exactOptional(z.string()),
  form: z.string(),
  also: z.exactOptional(z.array(z.string())),
  mentions: z.number().int(),
  role: z.exactOptional(z.enum(roles)),
  sex: z.exactOptional(z.enum(sexes)),
  bare: z.exactOptional(z.literal(true)),
  title: z.string(),
  source: z.string(),
  section: z.exactOptional(z.string()),
  company: z.exactOptional(z.string()),
  topics: z.exactOptional(z.string()),
});
export type ShortName = z.infer<typeof shortName>;

/**
 * Whether a short name that was asked about has a row of its own in a document. A surname alone that nobody
 * put elsewhere has none: its posting says the same. Links put names to one with an initial, and those would
 * count among the postings that are read, so its row stays.
 *
 * @param to whom a link puts it to; null: nobody
 * @param isDecided whether people's decisions change names of the document, perhaps what its posting says
 */
export function hasOwnRow(id: string, to: string | null, isDecided: boolean): boolean {
  return to !== null || isDecided || !isSurnameAlone(id);
}

/**
 * The live ones among these rows. The version before wrote rows with fewer fields; they count again when
 * their document is stored again.
 */
export function shortNamesIn(rows: readonly Item[]): ShortName[] {
  return rows.filter(isLive).flatMap((row) => shortName.safeParse(row).data ?? []);
}

/** What a posting, or the place of a short name, says about the name in its document. */
export type NameInDocument = Omit<ShortName, 'to'>;
