/** The changes between two texts: of two versions of a document, or of a document and its reprint. */
import * as z from 'zod';
import { changedPassages } from '../../core/document/changedPassages.ts';
import { difference } from '../../core/document/difference.ts';
import { type Content, content, textOf } from '../../core/document/record.ts';

/** Shown at most; `passagesTotal` counts all. */
const maxPassages = 10;

const fieldChange = <T extends z.ZodType>(value: T) =>
  z.object({ from: value.nullable(), to: value.nullable() }).optional();

export const textChanges = z.object({
  title: fieldChange(z.string()),
  byline: fieldChange(z.string()),
  published: fieldChange(content.shape.published.unwrap()),
  /** In standfirst and body. */
  words: z.object({ added: z.number().int(), removed: z.number().int() }),
  /** The texts differ so much that everything between their common beginning and end is given as replaced. */
  replaced: z.literal(true).optional(),
  passages: z.array(
    z.array(
      z.object({ op: z.enum(['same', 'add', 'remove']), text: z.string(), cut: z.literal(true).optional() }),
    ),
  ),
  passagesTotal: z.number().int(),
});

/** The changes that lead from the old text to the new one. */
export function compareTexts(before: Content, after: Content): z.infer<typeof textChanges> {
  const { pieces, added, removed, replaced } = difference(withoutTitle(before), withoutTitle(after));
  const { passages, total } = changedPassages(pieces, maxPassages);
  const samePublished = before.published?.value === after.published?.value;
  return {
    title: compareField(before.title, after.title),
    byline: compareField(before.byline, after.byline),
    published: samePublished ? undefined : compareField(before.published, after.published),
    words: { added, removed },
    ...(replaced && { replaced }),
    passages,
    passagesTotal: total,
  };
}

/** The title has a field of its own. */
function withoutTitle(full: Content): string {
  return textOf({ ...full, title: '' });
}

function compareField<T>(
  from: T | undefined,
  to: T | undefined,
): { from: T | null; to: T | null } | undefined {
  return from === to ? undefined : { from: from ?? null, to: to ?? null };
}
