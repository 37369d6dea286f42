/** A document as lists on the terminal show it. */
import type { DocumentItem } from '../../api/documents/documentItem.ts';
import type { HeldBack } from '../../core/document/heldBack.ts';

/** As wide as a day. */
export const indent = ' '.repeat(12);

/** `prints`: for how many documents it stands, where a story is shown once. */
type ListedDocument = DocumentItem & { prints?: number };

/** Its day and title; below them its source, language and id, and what its provider forbids to publish. */
export function documentLines(document: ListedDocument): string[] {
  const { id, title, published, source, language, heldBack, prints = 1 } = document;
  const day = published?.value.slice(0, 10) ?? 'undated';
  return [
    `${day.padEnd(indent.length)}${title}`,
    `${indent}${source}, ${language}, ${id}${prints > 1 ? `, prints: ${prints}` : ''}`,
    ...(heldBack === undefined ? [] : [`${indent}${statusLine(heldBack)}`]),
  ];
}

/** Such as `embargoed until 2026-03-16T12:00:00Z`. */
export function statusLine({ status, until }: HeldBack): string {
  return until === undefined ? status : `${status} until ${until.value}`;
}
