/** Documents as CSV (RFC 4180): comma, CRLF, quotation marks doubled. */
import { textOf } from '../../core/document/record.ts';
import type { Exported } from './exported.ts';

const columns: Record<string, (exported: Exported) => string> = {
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

export const csvHeader = record(Object.keys(columns));

export function toCsv(exported: Exported): string {
  return record(Object.values(columns).map((read) => cell(read(exported))));
}

function record(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}

/**
 * A spreadsheet takes what begins with one of these for a formula, which may send what is in the sheet elsewhere: an apostrophe before it
 * makes it text (OWASP, «CSV Injection»).
 */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
