/**
 * Plain text and light Markdown: a headline, then paragraphs. Metadata comes from front matter, from a leading ` date YYYY-MM-DD ` and
 * from a dateline. Every step is one pass over the lines, so that the largest file takes time in proportion.
 */

import { binaryEvidence, decode } from '../../charset/charset.ts';
import { parseMoment } from '../../dates/moment.ts';
import type { Content, Moment, Paragraph } from '../../document/record.ts';
import { unknownSource } from '../../document/record.ts';
import { refuse } from '../../errors.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { authorsInByline, isByline } from '../../text/byline.ts';
import { parseDateline } from '../../text/dateline.ts';
import { deriveHeadline, maxHeadlineLength } from '../../text/headline.ts';
import { undetermined } from '../../text/language.ts';
import { tidy } from '../../text/tidy.ts';
import { foreignFormat } from '../fileSignature.ts';
import type { SingleFormat } from '../format.ts';
import { frontMatterOf } from './frontmatter.ts';
import { fieldsOf } from './frontmatterFields.ts';
import { linesOf, paragraphsOf } from './paragraphs.ts';

export const text: SingleFormat = {
  name: 'text',
  kind: 'single',
  isolated: false,
  seconds: 5,
  recognises: (bytes) => foreignFormat(bytes) === undefined && binaryEvidence(bytes) === undefined,
  read({ bytes }) {
    const decoded = decode(bytes);
    if (decoded === undefined)
      return refuse('decode.charset', 'not UTF-8 or UTF-16, and not clear enough to be told by its letters');
    const tidied = tidy(decoded.text);
    if (tidied.trim() === '') return refuse('input.empty', `${bytes.length} bytes, all of them white space`);
    if (!/[\p{L}\p{N}]/u.test(tidied))
      return refuse('extract.no_content', `${bytes.length} bytes without a letter or a digit`);
    return { charset: decoded.charset, content: contentOf(tidied, decoded.flags) };
  },
};

/** The document in a text that is tidied already. Other formats whose body is plain text use it too. */
export function contentOf(tidied: string, flags: readonly string[] = []): Content {
  const lines = linesOf(tidied);
  const front = frontMatterOf(lines);
  const fields = front === undefined ? {} : fieldsOf(front);
  const { dated, rest } = leadingDate(front === undefined ? lines : lines.slice(front.next));
  const found = paragraphsOf(rest, { markdown: front !== undefined || rest.some(isHeading) });
  const { title, derived, body: afterTitle } = titled(found, fields.title, dated !== undefined);
  const { byline, body: afterByline } = bylined(afterTitle);
  const body = withoutRepeats(afterByline, [title, fields.standfirst]);
  const dateline = parseDateline(body.find(({ role }) => role === 'text')?.text ?? '');
  const published = fields.published ?? dated ?? dateline?.published;
  const printed = fields.byline ?? byline;
  return {
    schema: 'news.doc/1',
    title,
    ...omitUndefined({ kicker: fields.kicker, standfirst: fields.standfirst, byline: printed }),
    paragraphs: body,
    authors: fields.authors ?? (printed === undefined ? [] : authorsInByline(printed)),
    ...omitUndefined({ dateline: dateline?.dateline, published, modified: fields.modified }),
    language: fields.language ?? undetermined(),
    source: fields.source ?? { name: unknownSource },
    subjects: fields.subjects ?? [],
    ...omitUndefined({ genre: fields.genre, urgency: fields.urgency }),
    quality: {
      extractor: 'text/1',
      confidence: derived ? 0.8 : 0.95,
      flags: [...flags, ...(derived ? ['title-derived'] : [])],
    },
  };
}

function isHeading(line: string): boolean {
  return /^#{1,6} \S/.test(line);
}

/** ` date 2021-05-03 G7 foreign ministers …` or the date alone on its line: metadata, and the rest of the line is the headline. */
function leadingDate(lines: readonly string[]): { dated?: Moment; rest: string[] } {
  const first = lines.findIndex((line) => line.trim() !== '');
  const match = /^\s{0,8}date:?\s{1,8}(\d{4}-\d{2}-\d{2})(?:\s+|$)/i.exec(lines[first]?.slice(0, 60) ?? '');
  const dated = match ? parseMoment(match[1] ?? '', 'text') : undefined;
  if (!match || dated === undefined) return { rest: lines.slice(Math.max(first, 0)) };
  const headline = (lines[first] ?? '').slice(match[0].length).trim();
  // The headline stands apart even where the text follows on the very next line.
  return {
    dated,
    rest: headline === '' ? lines.slice(first + 1) : [headline, '', ...lines.slice(first + 1)],
  };
}

function titled(
  found: readonly Paragraph[],
  given: string | undefined,
  dated: boolean,
): { title: string; derived: boolean; body: Paragraph[] } {
  if (given !== undefined) return { title: given, derived: false, body: [...found] };
  const [first, ...rest] = found;
  if (first === undefined) return { title: '', derived: true, body: [] };
  const longest = dated ? 2 * maxHeadlineLength : maxHeadlineLength;
  const isHeadline =
    first.text.length <= longest && first.role !== 'list' && parseDateline(first.text) === undefined;
  if (isHeadline) return { title: first.text, derived: false, body: rest };
  return { title: deriveHeadline(first.text), derived: true, body: [...found] };
}

/** «By Jane Doe» on a line of its own below the headline. */
function bylined(body: readonly Paragraph[]): { byline?: string; body: Paragraph[] } {
  const [first, ...rest] = body;
  return first !== undefined && rest.length > 0 && isByline(first.text)
    ? { byline: first.text, body: rest }
    : { body: [...body] };
}

/** Title and standfirst are shown, and counted, once. */
function withoutRepeats(body: readonly Paragraph[], shown: readonly (string | undefined)[]): Paragraph[] {
  const start = body.slice(0, 3).filter((paragraph) => !shown.includes(paragraph.text));
  return [...start, ...body.slice(3)];
}
