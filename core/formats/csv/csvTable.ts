/** Finds the row of a table that names its columns, by the beginning of the file. */
import { knownFields, namesOf, normalizedName } from '../json/knownFields.ts';
import { splitFields } from './csvRows.ts';

const delimiters = [',', ';', '\t', '|'] as const;
/** Characters of the first row. */
const longestHeader = 4_000;
/** Characters of the name of a column. */
export const longestName = 40;
/** Excel may name the delimiter in a line above the first row. */
const delimiterLine = /^"?sep=[,;\t|]"?\r?\n/i;

const [titles, texts, summaries] = [namesOf('title'), namesOf('text'), namesOf('standfirst')];
/** What only a table of articles has beside a title or a text. */
const contexts = namesOf('published', 'url');
/** What a run-down has beside the text of each story. */
const slug = 'slug';

export interface Table {
  delimiter: string;
  /** The field of each column; '' for a column without a name. */
  columns: string[];
  /** The number of the line that names them, from 1. */
  line: number;
  /** Whether a column is for the texts of the articles, or for summaries of them. */
  hasTexts: boolean;
}

/** A report has a title, a date and the like above its table. */
const mostLinesAbove = 5;

/** A table of articles, or of texts in columns of unknown names; `undefined` if the file is neither. */
export function findTable(head: Uint8Array): Table | undefined {
  const text = decodedHead(head);
  const [named = ''] = delimiterLine.exec(text) ?? [];
  const lines = text.slice(named.length).split('\n');
  const top = named === '' ? 1 : 2;
  let isTop = true;
  for (const [i, line] of lines.slice(0, mostLinesAbove + 1).entries()) {
    if (line.trim() === '') continue;
    const table = tableNamedBy(line, lines.slice(i + 1), isTop);
    if (table !== undefined) return { ...table, line: i + top };
    isTop = false;
  }
  const table = tableOfTexts(text.slice(named.length));
  return table && { ...table, line: top };
}

/**
 * The table whose columns have these names, if they are those of articles and a row follows.
 *
 * @param isTop whether the line is the first; another may be prose with a comma, so the row must be as long
 */
function tableNamedBy(
  first: string,
  others: readonly string[],
  isTop: boolean,
): Omit<Table, 'line'> | undefined {
  if ((others[0]?.trim() ?? '') === '' || first.length > longestHeader) return undefined;
  const [second = ''] = wholeRow.exec(others.join('\n')) ?? [];
  for (const delimiter of delimiters) {
    const cells = splitFields(first, delimiter).map((cell) => normalizedName(cell.trim()));
    const names = cells.filter((cell) => cell !== '');
    const has = (known: ReadonlySet<string>) => cells.some((cell) => known.has(cell));
    const [hasTitle, hasText, hasContext] = [has(titles), has(texts), has(contexts)];
    const isRundown = hasText && cells.includes(slug);
    const whole =
      new Set(names).size === names.length &&
      (isRundown || [hasTitle, hasText, hasContext].filter(Boolean).length >= 2);
    // Column names are short, unlike the clauses of a sentence with commas. The second row may be cut at the
    // end of the head.
    const short = cells.every((cell) => cell.length <= longestName);
    if (!whole || !short || !second.includes(delimiter) || isMarkdown(first, second)) continue;
    const columns = cells.map((cell) => knownFields.get(cell) ?? cell);
    const hasTexts = hasText || (hasTitle && has(summaries));
    if (isTop || (hasTexts && splitFields(second, delimiter).length === columns.length))
      return { delimiter, columns, hasTexts };
  }
  return undefined;
}

const rowsOfTexts = { least: 3, most: 8 };
/** Characters of a cell that has the text of an article. */
const leastText = 140;

/**
 * A table with a text in each row, whose columns do not say that it has articles, or have names that are not
 * known: as plain text, all of its articles would be one.
 */
function tableOfTexts(text: string): Omit<Table, 'line'> | undefined {
  const rows: string[] = [];
  let at = 0;
  while (rows.length < rowsOfTexts.most) {
    const [row = ''] = wholeRow.exec(text.slice(at)) ?? [];
    at += row.length + 1;
    // The last one may be cut.
    if (at > text.length) break;
    rows.push(row);
  }
  if (rows.length < rowsOfTexts.least) return undefined;
  for (const delimiter of delimiters) {
    const [names = [], ...others] = rows.map((row) => splitFields(row, delimiter));
    const isHeader =
      names.length >= 3 &&
      new Set(names).size === names.length &&
      names.every((name) => name !== '' && name.length <= longestName && !name.startsWith(' '));
    if (!isHeader || !others.every((cells) => cells.length === names.length)) continue;
    const hasText = names.some((_, i) => others.every((cells) => (cells[i]?.length ?? 0) >= leastText));
    if (!hasText || isMarkdown(rows[0] ?? '', rows[1] ?? '')) continue;
    const hasTexts = names.some((name) => texts.has(normalizedName(name)));
    const columns = names.map((name) => (hasTexts && knownFields.get(normalizedName(name))) || name);
    return { delimiter, columns, hasTexts };
  }
  return undefined;
}

/** Tables of Markdown have a bar at the beginning of each row, or a rule of hyphens below the first. */
const isMarkdown = (first: string, second: string) => first.startsWith('|') || /^[\s|:-]+$/.test(second);

/** Only the names of columns count here, which Western sets write alike. */
function decodedHead(head: Uint8Array): string {
  const text = new TextDecoder().decode(head);
  const names = text.split('\n', mostLinesAbove + 1);
  return names.join().includes('\ufffd') ? new TextDecoder('windows-1252').decode(head) : text;
}

/** Text in quotation marks may have line ends. If the last mark is missing, the row goes on to the end. */
const wholeRow = /^(?:[^"\n]|"[^"]*(?:"|$))*/;
