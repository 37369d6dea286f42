/** Stories with labels, as Nexis and ProQuest write them: "BYLINE: …", "Length: 9 words", "Full text: …". */

import { weekdayPattern } from '../../dates/weekdayNames.ts';
import { writtenDates } from '../../dates/writtenDate.ts';
import type { JsonObject } from '../../jsonObject.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { anyOf } from '../../text/anyOf.ts';

/** "1 of 50 DOCUMENTS" above a story. */
const ordinals = anyOf`
  \d{1,6} of \d{1,6} DOCUMENTS?, Document \d{1,6} (?:of|de) \d{1,6}, Dokument \d{1,6} von \d{1,6}
`;
const begins = new RegExp(`^(?:${ordinals})$`);
const ends = /^End of Document$/;

/** The labels of each field of a document; of `none` nothing is kept. */
const labels = new Map(
  Object.entries({
    title: 'headline, title, titel, titre',
    byline: 'byline, author, autor, auteur',
    section: 'section, rubrik, rubrique',
    located: 'dateline',
    standfirst: 'highlight, abstract',
    text: 'body, full text',
    url: 'url',
    source: 'publication title',
    published: 'publication date',
    rights: 'copyright',
    subjects: 'subject',
    none:
      'length, länge, longueur, load-date, update, graphic, language, sprache, langue, document-type, ' +
      'publication-type, journal-code, zeitungs-code, correction-date, classification, credit, location, ' +
      'people, company / organization, identifier / keyword, publication info, publication year',
  }).flatMap(([field, names]) => names.split(', ').map((name): [string, string] => [name, field])),
);
/** A bundle of papers, each "Document 1 of 20", may have titles and authors, but none of these. */
const labelsOfDatabases = ['length', 'länge', 'longueur', 'full text', 'publication title'];
const label = /^(\p{L}[\p{L} /-]{2,30}?) ?:(?: (.*))?$/u;
/** Nexis sets these alone on their lines. */
const lone = /^(?:Body|Graphic|Classification)$/;
/** What may end a text, which may have lines "Section: …", "LOCATION: …" and "UPDATE: …" itself. */
const ending = /^(?:Load-Date|Publication-Type) ?:|^(?:Graphic|Classification)$/;
const endingInCapitals = new RegExp(
  `^(?:${anyOf`
    URL, GRAPHIC, LOAD-DATE, LANGUAGE, SPRACHE, LANGUE, DOCUMENT-TYPE, PUBLICATION-TYPE, JOURNAL-CODE,
    ZEITUNGS-CODE, CORRECTION-DATE, UPDATE(?= ?: \d{1,2}\. [A-Z])
  `}) ?:|\\(\\d{1,3}%\\)`,
);
const copyright = /^(?:(?:copyright\s|©|\(c\)).{0,12}\b(?:19|20)\d\d\b|all rights reserved)/i;
/** "Doe, Jane; Roe, John" */
const surnameFirst = /([^\s,;][^,;]{0,60}), ([^,;]{1,60})/g;
const longestCopyright = 200;

/** @param head the first lines, each of them trimmed */
export function hasLabels(head: readonly string[]): boolean {
  const found = new Set(head.flatMap((line) => labelOf(line)?.name ?? []));
  if (head.some((line) => begins.test(line)))
    return found.size >= 2 && labelsOfDatabases.some((name) => found.has(name));
  return ['length', 'body', 'load-date'].every((name) => found.has(name));
}

function labelOf(line: string): { name: string; field: string; value: string } | undefined {
  const [, name = line, value = ''] = label.exec(line) ?? [];
  const field = name !== line || lone.test(line) ? labels.get(name.toLowerCase()) : undefined;
  return field === undefined ? undefined : { name: name.toLowerCase(), field, value };
}

/** The stories of a file, each as a record. */
export function* storiesWithLabels(lines: Iterable<string>): Generator<JsonObject> {
  let story = new Story(false);
  for (const line of lines) {
    const isNumber = begins.test(line.trim());
    if (isNumber || ends.test(line.trim())) {
      yield* story.records();
      story = new Story(isNumber);
    } else story.add(line);
  }
  yield* story.records();
}

class Story {
  /** Whether its number is above it: then its headline is below its day, else above its source. */
  readonly #numbered: boolean;
  readonly #head: string[] = [];
  readonly #fields = new Map<string, string[]>();
  #place: 'head' | 'text' | 'end' = 'head';
  /** The field of a line without a label. */
  #open: string | undefined;
  #labelled = false;
  #inCapitals = false;
  /** ProQuest has the text between its labels; behind the newspaper's all lines have one. */
  #isBetween = false;
  #isOver = false;

  constructor(numbered: boolean) {
    this.#numbered = numbered;
  }

  add(line: string): void {
    const text = line.trim();
    const found = labelOf(text);
    if (found !== undefined && this.#isLabel(text, found.name)) {
      this.#labelled = true;
      this.#inCapitals ||= text.startsWith(found.name.toUpperCase());
      this.#isBetween ||= found.name === 'full text';
      this.#isOver ||= this.#place !== 'head' && found.name === 'publication title';
      if (found.field === 'text') this.#place = 'text';
      else if (this.#place === 'text') this.#place = 'end';
      this.#open = found.field;
      this.#keep(this.#open, found.value);
    } else if (copyright.test(text) && text.length <= longestCopyright) {
      this.#keep('rights', text);
    } else if (!this.#labelled) this.#head.push(line);
    else if (text === '' && this.#place !== 'text') this.#open = undefined;
    else {
      // What has no label is the text, also where one of its lines looked like the label behind it.
      const isText = this.#isBetween ? /\p{L}/u.test(text) : this.#place === 'head' && this.#inCapitals;
      if (this.#open === undefined && isText && !this.#isOver) [this.#place, this.#open] = ['text', 'text'];
      this.#keep(this.#open, text);
    }
  }

  /** Whether a line that may be a label is none of the text. */
  #isLabel(line: string, name: string): boolean {
    if (this.#place !== 'text' || this.#isBetween) return true;
    if (!this.#inCapitals) return ending.test(line);
    return line.startsWith(name.toUpperCase()) && endingInCapitals.test(line);
  }

  #keep(field: string | undefined, text: string): void {
    if (field === undefined || field === 'none') return;
    const kept = this.#fields.get(field);
    if (kept === undefined) this.#fields.set(field, [text]);
    else kept.push(text);
  }

  /** The story as a record, unless it is what stands before the first one, or behind the last. */
  *records(): Generator<JsonObject> {
    const head = this.#head.some((line) => line.trim() !== '');
    if (!this.#labelled && !(this.#numbered && head)) return;
    const line = (field: string) => this.#fields.get(field)?.join(' ').trim() || undefined;
    const said = headOf(this.#labelled ? this.#head : [], this.#numbered);
    yield omitUndefined({
      title: line('title') ?? said.title,
      byline: this.#isBetween ? line('byline')?.replace(surnameFirst, '$2 $1') : line('byline'),
      section: line('section'),
      // "PARIS, March 3": the day is the document's.
      located: line('located')?.split(/,? (?:\p{Lu}\p{L}{2,8}\.? )?\d/u, 1)[0],
      standfirst: line('standfirst'),
      text: (this.#labelled ? (this.#fields.get('text') ?? []) : this.#head).join('\n'),
      url: line('url'),
      source: line('source') ?? said.source,
      published: line('published') ?? said.published,
      rights: line('rights'),
      subjects: line('subjects')
        ?.split(/[;,]/)
        .map((subject) => subject.replace(/\(\d{1,3}%\)/, '').trim()),
    });
  }
}

/** Only the last lines of a head are of the story: a list of what was found may be above. */
const mostHeadLines = 40;
/** A day, which is at the beginning of its line. */
const longestDay = 64;
const weekday = new RegExp(`^(?:${weekdayPattern}),? `, 'iu');

/** The source above the day; the headline is the last block below it, else the line above the source. */
function headOf(
  lines: readonly string[],
  numbered: boolean,
): Record<'title' | 'source' | 'published', string | undefined> {
  const head = lines.slice(-mostHeadLines);
  const day = head.findIndex(
    (line) =>
      line.trim().length <= longestDay && writtenDates(line.trim().replace(weekday, ''))[0]?.index === 0,
  );
  const above = head.slice(0, Math.max(day, 0)).flatMap((line) => line.trim() || []);
  const below = numbered ? lastBlock(head.slice(day + 1)) : undefined;
  return {
    title: below ?? above.at(-2),
    source: above.at(-1),
    published: head[day]?.trim(),
  };
}

/** The last block whose lines are not set in the middle of the page, as editions are, else the last one. */
function lastBlock(lines: readonly string[]): string | undefined {
  const isSet = (line: string) => /^\s{8}/.test(line);
  const chosen = lines.some((line) => /^\S/.test(line))
    ? lines.map((line) => (isSet(line) ? '' : line))
    : lines;
  const end = chosen.findLastIndex((line) => line.trim() !== '') + 1;
  const start = chosen.slice(0, end).findLastIndex((line) => line.trim() === '') + 1;
  return (
    chosen
      .slice(start, end)
      .map((line) => line.trim())
      .join(' ') || undefined
  );
}
