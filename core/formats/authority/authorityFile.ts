/**
 * A file of the authority: JSONL, or CSV whose first row names the columns. Every line is an entry with the
 * fields of `authorityLine.ts`; docs/authority.md describes them. Dateline's own lists have this form too.
 */

import { asUtf8 } from '../../charset/charset.ts';
import type { AuthorityEntry } from '../../entities/authority/entry.ts';
import { BadInput, type Refusal, refuse } from '../../errors.ts';
import { isObject } from '../../jsonObject.ts';
import { splitFields, splitRows } from '../csv/csvRows.ts';
import { iterate } from '../iterate.ts';
import { type EntryFields, fieldNames, readEntry, short } from './authorityLine.ts';

/** What one file may have. It is held in memory by those who look names up. */
export const authorityLimits = { entries: 100_000, names: 500_000 };
/** Lines of one file that have a refusal of their own; with more, the file is refused. */
export const mostFaults = 1_000;

/** UTF-16 units of the first row of CSV; what is longer names no known columns. */
const longestHeader = 10_000;

/** A line that is no entry. */
export interface LineFault {
  line: number;
  evidence: string;
}

/**
 * @param source what entries without a `source` of their own name as theirs: the key of the file
 * @param onEntry gets each entry
 * @returns a refusal if the file cannot be read as a file of the authority, or is too large
 */
export async function readAuthorityFile(
  bytes: Uint8Array,
  source: string,
  onEntry: (entry: AuthorityEntry) => void,
  most = authorityLimits,
): Promise<LineFault[] | Refusal> {
  const faults: LineFault[] = [];
  const ids = new Set<string>();
  let names = 0;
  try {
    for await (const { line, fields } of linesOf(bytes)) {
      const entry = typeof fields === 'string' ? fields : readEntry(fields, source);
      if (typeof entry === 'string') faults.push({ line, evidence: entry });
      else if (ids.has(entry.id)) faults.push({ line, evidence: `an earlier line has the id ${entry.id}` });
      else {
        ids.add(entry.id);
        names += 1 + entry.aliases.length;
        onEntry(entry);
      }
      if (ids.size > most.entries) return tooMany(most.entries, 'entries');
      if (names > most.names) return tooMany(most.names, 'names and aliases');
      if (faults.length > mostFaults) return malformed(faults);
    }
  } catch (error) {
    if (error instanceof BadInput) return error.refusal;
    throw error;
  }
  if (ids.size > 0) return faults;
  return faults.length > 0 ? malformed(faults) : refuse('input.empty', 'no line has an entry');
}

const tooMany = (most: number, what: string): Refusal =>
  refuse('input.too_large', `more than ${most} ${what}, the most that one file may have`);

function malformed(faults: readonly LineFault[]): Refusal {
  const [first] = faults;
  const count = faults.length > mostFaults ? `more than ${mostFaults}` : faults.length;
  return refuse(
    'authority.malformed',
    `${count} lines are no entries; the first, line ${first?.line}: ${first?.evidence}`,
  );
}

/** Each line with its fields, or with what is wrong with it. */
type Line = { line: number; fields: EntryFields | string };

async function* linesOf(bytes: Uint8Array): AsyncGenerator<Line> {
  const text = new TextDecoder().decode(asUtf8(bytes));
  if (/^\s*\{/.test(text)) yield* jsonLines(text);
  else yield* csvLines(text);
}

function* jsonLines(text: string): Generator<Line> {
  let line = 0;
  for (const json of text.split('\n')) {
    line++;
    if (json.trim() === '') continue;
    yield { line, fields: parseObject(json) };
  }
}

function parseObject(json: string): EntryFields | string {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? { ...value } : 'it is no JSON object';
  } catch {
    return 'it is no valid JSON';
  }
}

async function* csvLines(text: string): AsyncGenerator<Line> {
  const [first = ''] = text.slice(0, longestHeader).split('\n', 1);
  const delimiter = [',', ';', '\t'].find((one) => isHeader(splitFields(first, one)));
  if (delimiter === undefined)
    throw new BadInput(
      'authority.malformed',
      'it is no JSONL, and its first row does not name the columns name and id or type',
    );
  const columns = splitFields(first, delimiter).map((cell) => cell.trim().toLowerCase());
  const unknown = columns.find((column) => !fieldNames.has(column));
  if (unknown !== undefined)
    throw new BadInput(
      'authority.malformed',
      `unknown column "${short(unknown)}"; known are ${[...fieldNames].join(', ')}`,
    );
  const bytes = new TextEncoder().encode(text);
  for await (const row of splitRows(iterate(bytes), delimiter.charCodeAt(0))) {
    if (row.line === 1) continue;
    if ('refusal' in row) yield { line: row.line, fields: row.refusal.evidence };
    else yield { line: row.line, fields: rowFields(new TextDecoder().decode(row.bytes), columns, delimiter) };
  }
}

function isHeader(cells: readonly string[]): boolean {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  return names.includes('name') && (names.includes('id') || names.includes('type'));
}

function rowFields(row: string, columns: readonly string[], delimiter: string): EntryFields | string {
  const cells = splitFields(row, delimiter);
  if (cells.length > columns.length)
    return `it has ${cells.length} fields, and the first row names ${columns.length}`;
  return Object.fromEntries(columns.map((column, i) => [column, cells[i]?.trim() ?? '']));
}
