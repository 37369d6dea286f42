/** The text of a document. A very long one is read piece by piece, as somebody asks for more. */
import type { Document } from '../../../clients/typescript/client.ts';
import { type Pages, usePages } from '../answers/usePages.ts';

/** So many UTF-16 units always fit into an answer, also on AWS. */
const longestPiece = 500_000;

interface TextPage {
  items: string[];
  next: string | null;
}

/** The items of the pages are the pieces, in their order. */
export function useText({ id, characters }: Document): Pages<TextPage> {
  return usePages(`text ${id}`, async (asked, { cursor = '0' }) => {
    const start = Number(cursor);
    const end = start + longestPiece;
    const piece = characters > longestPiece ? { start, end } : {};
    const { text } = await asked.getDocumentText({ id, ...piece });
    return { items: [text], next: end < characters ? String(end) : null };
  });
}
