/** What differs between two texts of a document: between two versions of it, or between it and a reprint. */
import * as z from 'zod';
import { difference } from '../core/document/difference.ts';
import { passagesOf } from '../core/document/passages.ts';
import { type Content, content, textOf } from '../core/document/record.ts';

/** Of one document's changes. */
const mostPassages = 10;

const turned = <T extends z.ZodType>(value: T) =>
  z.object({ from: value.nullable(), to: value.nullable() }).optional();

export const changes = z.object({
  title: turned(z.string()),
  byline: turned(z.string()),
  published: turned(content.shape.published.unwrap()),
  /** Of standfirst and body. */
  words: z.object({ added: z.number().int(), removed: z.number().int() }),
  /** The two differ in so much that all between what they begin and end with is given as replaced. */
  replaced: z.literal(true).optional(),
  passages: z.array(
    z.array(
      z.object({ op: z.enum(['same', 'add', 'remove']), text: z.string(), cut: z.literal(true).optional() }),
    ),
  ),
  passagesTotal: z.number().int(),
});

/** How the one text became the other. */
export function changesOf(old: Content, now: Content): z.infer<typeof changes> {
  const { pieces, added, removed, replaced } = difference(bodyOf(old), bodyOf(now));
  const { passages, total } = passagesOf(pieces, mostPassages);
  return {
    title: turn(old.title, now.title),
    byline: turn(old.byline, now.byline),
    published: old.published?.value === now.published?.value ? undefined : turn(old.published, now.published),
    words: { added, removed },
    ...(replaced && { replaced }),
    passages,
    passagesTotal: total,
  };
}

/** The title's change is told by itself. */
function bodyOf(said: Content): string {
  return textOf({ ...said, title: '' });
}

function turn<T>(from: T | undefined, to: T | undefined): { from: T | null; to: T | null } | undefined {
  return from === to ? undefined : { from: from ?? null, to: to ?? null };
}
