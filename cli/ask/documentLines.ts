/** A document as lists on the terminal show it. */
import type { DocumentItem } from '../../api/documents/documentItem.ts';

/** As wide as a day. */
export const indent = ' '.repeat(12);

/** Its day and title; below them its source, language and id. */
export function documentLines({ id, title, published, source, language }: DocumentItem): string[] {
  const day = published?.value.slice(0, 10) ?? 'undated';
  return [`${day.padEnd(indent.length)}${title}`, `${indent}${source}, ${language}, ${id}`];
}
