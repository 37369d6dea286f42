/**
 * Plain text and light Markdown: a headline, then paragraphs. Metadata comes from front matter, from a
 * leading ` date YYYY-MM-DD ` and from a dateline. Every step is one pass over the lines, so the time is
 * linear in the file's size.
 */

import { binaryEvidence, charsetIn, decode } from '../../charset/charset.ts';
import { parseMoment } from '../../dates/moment.ts';
import { buildContent } from '../../document/buildContent.ts';
import type { Content, Moment, Paragraph } from '../../document/record.ts';
import { refuse } from '../../errors.ts';
import { decodeReferences } from '../../markup/characterReferences.ts';
import { maxHeadlineLength, mayBeHeadline } from '../../text/headline.ts';
import { readsAsSentence } from '../../text/sentenceEnd.ts';
import { tidy } from '../../text/tidy.ts';
import { foreignFormat } from '../fileSignature.ts';
import type { SingleFormat } from '../format.ts';
import { bodyParagraphs } from '../json/jsonFields.ts';
import { codeOfPage } from './codeOfPage.ts';
import { copiedMailFields, copiedMailHead } from './copiedMail.ts';
import { parseFrontMatter, parseLabelledHead } from './frontmatter.ts';
import { flagsOfFrontMatter, frontMatterFields, headLabels } from './frontmatterFields.ts';
import { withoutLineNumbers } from './lineNumbers.ts';
import { joinPages } from './pageEdges.ts';
import { linesToParagraphs, splitLines } from './paragraphs.ts';
import { contentBelowHead, isPlaceAndDay, readHead, type StoryHead } from './storyHead.ts';
import { spokenParagraphs } from './subtitles.ts';
import { transcriptIn } from './transcripts.ts';

export const text: SingleFormat = {
  name: 'text',
  kind: 'single',
  seconds: 5,
  recognises: (bytes) => foreignFormat(bytes) === undefined && binaryEvidence(bytes) === undefined,
  read({ info, bytes }) {
    const decoded = decode(bytes, charsetIn(info.contentType));
    if (decoded === undefined)
      return refuse(
        'decode.charset',
        'not UTF-8 or UTF-16, and its bytes do not clearly show another character set',
      );
    const tidied = tidy(decodeReferences(joinPages(decoded.text)));
    if (tidied.trim() === '') return refuse('input.empty', `${bytes.length} bytes of white space only`);
    if (!/[\p{L}\p{N}]/u.test(tidied))
      return refuse('extract.no_content', `${bytes.length} bytes without a letter or a digit`);
    const code = codeOfPage(tidied);
    if (code !== undefined) return refuse('extract.no_content', `it is ${code}, which has no text of a page`);
    const lines = withoutLineNumbers(splitLines(tidied));
    const spoken = spokenParagraphs(lines);
    if (spoken?.length === 0) return refuse('extract.no_content', 'subtitles in which nothing is said');
    const content =
      spoken === undefined
        ? plainTextContent(lines, info.modified, decoded.flags)
        : buildContent({
            title: '',
            paragraphs: spoken,
            extractor: 'subtitles/1',
            confidence: 0.8,
            flags: decoded.flags,
          });
    return { charset: decoded.charset, content };
  },
};

/**
 * The document in the lines of a tidied text.
 * @param put when it was put, in milliseconds since 1970
 */
export function plainTextContent(
  all: readonly string[],
  put: number,
  flags: readonly string[] = [],
): Content {
  const front = parseFrontMatter(all) ?? parseLabelledHead(all, headLabels);
  const mail = front === undefined ? copiedMailHead(all) : undefined;
  const fields = front ? frontMatterFields(front) : mail ? copiedMailFields(mail.mail) : {};
  const { dated, rest: below } = leadingDate([
    ...(front?.others ?? []),
    ...all.slice((front ?? mail)?.next ?? 0),
  ]);
  const { above: rest, spoken } = transcriptIn(below) ?? { above: below, spoken: [] };
  const written =
    (front?.fenced === true ? htmlParagraphs(rest, fields.title) : undefined) ??
    linesToParagraphs(rest, { markdown: front?.fenced === true || rest.some(isHeading) });
  const head = readHead([...written, ...spoken], put, fields.published ?? dated);
  const lines = headlineFirst(head);
  const { title, body } = splitTitle(lines, spoken, fields.title, dated !== undefined);
  return contentBelowHead(head, {
    ...fields,
    title,
    paragraphs: body,
    published: fields.published ?? dated,
    extractor: 'text/1',
    confidence: title === '' ? 0.8 : 0.95,
    flags: [...flags, ...(front === undefined ? [] : flagsOfFrontMatter(front))],
  });
}

const htmlBlock = /^\s*<(?:p|div|h[1-6]|blockquote|figure|ul|ol|article|section|table)[\s>]/i;
/** Share of the texts between empty lines; Markdown may have a single box in HTML. */
const leastHtml = 0.8;

/** The paragraphs of HTML below front matter, as blogs are exported; `undefined` if it is no HTML. */
function htmlParagraphs(lines: readonly string[], title: string | undefined): Paragraph[] | undefined {
  const begun = lines.filter((line, i) => line.trim() !== '' && (lines[i - 1]?.trim() ?? '') === '');
  if (begun.filter((line) => htmlBlock.test(line)).length < leastHtml * begun.length) return undefined;
  const read = bodyParagraphs(lines.join('\n'), [title]);
  return 'code' in read || read.length === 0 ? undefined : read;
}

function isHeading(line: string): boolean {
  return /^#{1,6} \S/.test(line);
}

/**
 * A first line ` date 2021-05-03 G7 foreign ministers …` gives the date; the rest of the line, if any, is the
 * headline.
 */
function leadingDate(lines: readonly string[]): { dated?: Moment; rest: string[] } {
  const first = lines.findIndex((line) => line.trim() !== '');
  const match = /^\s{0,8}date:?\s{1,8}(\d{4}-\d{2}-\d{2})(?:\s+|$)/i.exec(lines[first]?.slice(0, 60) ?? '');
  const dated = match ? parseMoment(match[1] ?? '', 'text') : undefined;
  if (!match || dated === undefined) return { rest: lines.slice(Math.max(first, 0)) };
  const headline = (lines[first] ?? '').slice(match[0].length).trim();
  // An empty line separates the headline from a text that follows on the next line.
  return {
    dated,
    rest: headline === '' ? lines.slice(first + 1) : [headline, '', ...lines.slice(first + 1)],
  };
}

/** Press offices set the place and the day above the headline, too, and others the day of what will be. */
function headlineFirst({ kicker, ahead, rest }: StoryHead<Paragraph>): readonly Paragraph[] {
  const [day, headline, ...others] = rest;
  if (day === undefined || headline === undefined || headline.text.length > maxHeadlineLength) return rest;
  const isAhead = day === ahead && !readsAsSentence(headline.text);
  const isAbove = isAhead || (kicker !== undefined && isPlaceAndDay(day.text));
  return isAbove ? [headline, day, ...others] : rest;
}

/** The title, '' if no line is one, and the paragraphs below it. */
function splitTitle(
  found: readonly Paragraph[],
  spoken: readonly Paragraph[],
  given: string | undefined,
  dated: boolean,
): { title: string; body: readonly Paragraph[] } {
  if (given !== undefined) return { title: given, body: found };
  const [first, ...rest] = found;
  if (first === undefined || spoken.includes(first)) return { title: '', body: found };
  const longest = dated ? 2 * maxHeadlineLength : maxHeadlineLength;
  return mayBeHeadline(first, longest) ? { title: first.text, body: rest } : { title: '', body: found };
}
