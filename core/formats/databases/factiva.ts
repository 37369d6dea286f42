/**
 * Stories as Factiva writes them: each field behind a code ("HD" headline, "LP" lead paragraph), or the
 * fields in a fixed order around the number of words. Both end with the number of the document.
 */
import type { JsonObject } from '../../jsonObject.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { isByline } from '../../text/byline/byline.ts';

/** The codes of each field of a document; of `none` nothing is kept. */
const codes = new Map(
  Object.entries({
    section: 'SE',
    title: 'HD',
    byline: 'BY',
    published: 'PD ET',
    source: 'SN',
    rights: 'CY',
    text: 'LP TD',
    id: 'AN',
    subjects: 'NS',
    none: 'CR WC SC ED PG VOL LA CX CT RF CO IN RE IPC IPD PUB CLM DLN ART',
  }).flatMap(([field, names]) => names.split(' ').map((name): [string, string] => [name, field])),
);
const coded = new RegExp(`^(${[...codes.keys()].join('|')})(?:\\s(.*))?$`);
/** A text may have a line that begins with "IN" or "CO": a code has room, or further codes, behind it. */
const codeInText = /^(?:TD|[A-Z]{2,3}(?=$|\s\s|\t|\s(?:[a-z\d]{1,10} : |Document )))(?!\S)/;
const number = /^(?:Document )?([A-Z][A-Z\d]{7}(?:19|20)\d{6}[a-z\d]{9})$/;
const words = /^\d[\d,.]{0,8} (?:words|Wörter|mots|palabras|parole|palavras)$/;
const clock = /^\d{1,2}:\d\d\b/;
const copyright = /^(?:copyright\b|©|\(c\))/i;

/** @param head the first lines, each of them trimmed */
export function beginsWithCodes(head: readonly string[]): boolean {
  const found = new Set(head.flatMap((line) => coded.exec(line)?.[1] ?? []));
  return ['HD', 'WC', 'PD', 'SN', 'LP'].every((code) => found.has(code));
}

/** @param head the first lines, each of them trimmed */
export const endsWithNumbers = (head: readonly string[]): boolean =>
  head.some((line) => line.startsWith('Document ') && number.test(line)) &&
  head.some((line) => words.test(line));

/** The stories of a file with codes, each as a record. */
export function* storiesWithCodes(lines: Iterable<string>): Generator<JsonObject> {
  let fields = new Map<string, string[]>();
  let open = 'none';
  /** Whether "TD" was there: its text may have a line that begins with "TD Bank". */
  let hasRest = false;
  for (const line of lines) {
    const text = line.trim();
    const isText = open === 'text' && (!codeInText.test(text) || (hasRest && text.startsWith('TD')));
    const [, code = '', value = ''] = isText ? [] : (coded.exec(text) ?? []);
    const field = codes.get(code);
    if ((field === 'section' || field === 'title') && (fields.has('text') || fields.has('id'))) {
      yield recordOf(fields);
      fields = new Map();
      hasRest = false;
    }
    if (code === 'TD') hasRest = true;
    open = field ?? open;
    const kept = fields.get(open) ?? [];
    // Below the number of a document is nothing of it.
    if (open === 'none' || (open === 'id' && field === undefined && kept.join('') !== '')) continue;
    if (field === 'text') kept.push('');
    kept.push(field === undefined ? text : value.trim());
    fields.set(open, kept);
  }
  if (fields.size > 0) yield recordOf(fields);
}

/** The stories of a file without codes, each as a record. What follows the last number is none. */
export function* storiesWithNumbers(lines: Iterable<string>): Generator<JsonObject> {
  let story: string[] = [];
  for (const line of lines) {
    const text = line.trim();
    if (number.test(text)) {
      yield recordOf(fieldsInOrder(story).set('id', [text]));
      story = [];
    } else story.push(text);
  }
}

/** The lines above the number of words may be a section, a headline and a byline; then day and source. */
function fieldsInOrder(story: readonly string[]): Map<string, string[]> {
  const at = story.findIndex((line) => words.test(line));
  const above = story.slice(0, Math.max(at, 0)).filter((line) => line !== '');
  const byline = above.findLast((line) => isByline(line));
  const [title, section, ...others] = above.filter((line) => line !== byline).reverse();
  const below = story.slice(at + 1);
  const end = at < 0 ? 0 : endOfFields(below);
  const [day = '', next = '', then = ''] = below.slice(0, end).filter((line) => line !== '');
  const hasTime = clock.test(next);
  const said = {
    section: others.length === 0 ? section : undefined,
    title,
    byline,
    published: hasTime ? `${day} ${next}` : day,
    source: hasTime ? then : next,
    rights: below.slice(0, end).find((line) => copyright.test(line)),
  };
  return new Map([
    ...Object.entries(said).flatMap(([field, line]): [string, string[]][] => (line ? [[field, [line]]] : [])),
    ['text', below.slice(end)],
  ]);
}

/** Lines with fields: up to the copyright, or else up to an empty line. */
const mostFields = 20;

function endOfFields(below: readonly string[]): number {
  const first = below.slice(0, mostFields);
  const end = first.findIndex((line) => copyright.test(line));
  return (end < 0 ? first.indexOf('') : end) + 1;
}

function recordOf(fields: ReadonlyMap<string, readonly string[]>): JsonObject {
  const line = (field: string) => fields.get(field)?.join(' ').trim() || undefined;
  return omitUndefined({
    id: line('id')?.replace(/^Document /, ''),
    title: line('title'),
    byline: line('byline'),
    section: line('section'),
    published: line('published'),
    source: line('source'),
    rights: line('rights'),
    text: (fields.get('text') ?? []).join('\n'),
    subjects: line('subjects')
      ?.split('|')
      .map((subject) => subject.replace(/^[\s\S]{0,12} : /, '').trim()),
  });
}
