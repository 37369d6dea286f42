/** Documents as CSV (RFC 4180): commas, CRLF, every cell in quotation marks, which are doubled inside. */
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
  byline: ({ content }) => content.byline ?? '',
  authors: ({ content }) => content.authors.join('; '),
  url: ({ published }) => published.url ?? '',
  entities: ({ annotation }) => annotation.entities.map(({ id }) => id).join('; '),
  subjects: ({ content }) => content.subjects.join('; '),
  genre: ({ content }) => content.genre ?? '',
  key: ({ document }) => document.provenance.key,
  part: ({ document }) => document.provenance.part,
  heldBack: ({ document }) => document.heldBack?.status ?? '',
  heldUntil: ({ document }) => document.heldBack?.until?.value ?? '',
  text: ({ content }) => textOf(content),
};

/**
 * Spreadsheets treat a cell that begins with one of these characters as a formula, which could leak other
 * cells. An apostrophe in front makes it text (OWASP, "CSV Injection"). Excel reads the full-width signs of
 * East Asian keyboards as the ASCII ones, and skips white space and invisible characters before a sign.
 */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/**
 * The same after a separator inside a cell. A spreadsheet that separates by `;`, as in most of Europe, or by
 * tabs does not see our cells: it splits there and at line ends. No separator may be in the run that is
 * skipped, or many separators would take quadratic time.
 */
const formulaAfterSeparator =
  /([;\t\n\r])(?=(?:[^\P{Cc}\t\n\r]|[\p{Z}\p{Cf}"])*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu;

export const csvHeader = toRecord(Object.keys(columns).map(toCell));

/** The line of a document, with its end. */
export function toCsv(exported: ExportedDocument): string {
  return toRecord(Object.values(columns).map((read) => toCell(read(exported))));
}

function toRecord(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}

function toCell(text: string): string {
  const safe = (formula.test(text) ? `'${text}` : text).replace(formulaAfterSeparator, "$1'");
  return `"${safe.replaceAll('"', '""')}"`;
}
