/** The changes between two texts: of two versions of a document, or of a document and its reprint. */
import * as z from 'zod';
import { changedPassages } from '../../core/document/changedPassages.ts';
import { difference } from '../../core/document/difference.ts';
import { heldBack, heldBackOf } from '../../core/document/heldBack.ts';
import { type Content, content, textOf } from '../../core/document/record.ts';
import { annotatedPart } from '../../core/entities/annotatedLength.ts';
import { giveWay } from '../../core/giveWay.ts';

/** Shown at most; `passagesTotal` counts all. */
const maxPassages = 10;

/**
 * Only the beginning of a longer text is compared, in UTF-16 units: each mark of 24 MB of punctuation as a
 * word took thirteen seconds and two gigabytes.
 */
export const maxCompared = 200_000;

const fieldChange = <T extends z.ZodType>(value: T) =>
  z.object({ from: value.nullable(), to: value.nullable() }).optional();

export const textChanges = z.object({
  title: fieldChange(z.string()),
  byline: fieldChange(z.string()),
  published: fieldChange(content.shape.published.unwrap()),
  /** Whether its provider forbids to publish it. */
  heldBack: fieldChange(heldBack),
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
  /** Only so many characters of each text are compared; `of` is the length of the longer one. */
  compared: z.object({ characters: z.number().int(), of: z.number().int() }).optional(),
});

/**
 * The changes that lead from the old text to the new one. Other work runs before each comparison, which takes
 * up to some hundred milliseconds.
 */
export async function compareTexts(before: Content, after: Content): Promise<z.infer<typeof textChanges>> {
  await giveWay();
  const texts = [withoutTitle(before), withoutTitle(after)] as const;
  const [from, to] = texts.map((text) => annotatedPart(text, maxCompared)) as [string, string];
  const { pieces, added, removed, replaced } = difference(from, to);
  const of = Math.max(...texts.map(({ length }) => length));
  const { passages, total } = changedPassages(pieces, maxPassages);
  const [heldBefore, heldAfter] = [heldBackOf(before), heldBackOf(after)];
  const sameHeldBack =
    heldBefore?.status === heldAfter?.status && heldBefore?.until?.value === heldAfter?.until?.value;
  const samePublished = before.published?.value === after.published?.value;
  return {
    title: compareField(before.title, after.title),
    byline: compareField(before.byline, after.byline),
    published: samePublished ? undefined : compareField(before.published, after.published),
    heldBack: sameHeldBack ? undefined : compareField(heldBefore, heldAfter),
    words: { added, removed },
    ...(replaced && { replaced }),
    passages,
    passagesTotal: total,
    ...(of > maxCompared && { compared: { characters: maxCompared, of } }),
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
