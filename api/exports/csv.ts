/** Documents as CSV (RFC 4180): commas, CRLF, doubled quotation marks. */
import { textOf } from '../../core/document/record.ts';
import type { ExportedDocument } from './exportedDocument.ts';

const columns: Record<string, (exported: ExportedDocument) => string> = {
  id: ({ document }) => document.doc,
  title: ({ content }) => content.title,
  standfirst: ({ content }) => content.standfirst ?? '',
  published: ({ content }) => content.published?.value ?? '',
  ingested: ({ document }) => document.ingested,
  source: ({ document }) => document.source,
  language: ({ document }) => document.language,
  authors: ({ content }) => content.authors.join('; '),
  url: ({ published }) => published.url ?? '',
  entities: ({ annotation }) => annotation.entities.map(({ id }) => id).join('; '),
  key: ({ document }) => document.provenance.key,
  part: ({ document }) => document.provenance.part,
  text: ({ content }) => textOf(content),
};

export const csvHeader = toRecord(Object.keys(columns));

export function toCsv(exported: ExportedDocument): string {
  return toRecord(Object.values(columns).map((read) => toCell(read(exported))));
}

function toRecord(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}

/**
 * Spreadsheets treat a cell that begins with one of these characters as a formula, which could leak other
 * cells. An apostrophe in front makes it text (OWASP, "CSV Injection").
 */
function toCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
