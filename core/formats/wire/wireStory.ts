/** Reads one message of an agency: its head, the story, and what is below it for editors alone. */

import { dayOf } from '../../dates/interval.ts';
import { buildContent } from '../../document/buildContent.ts';
import { type Content, type Moment, unknownSource } from '../../document/record.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { isKnownAgency } from '../../text/agencies.ts';
import { anyOf } from '../../text/anyOf.ts';
import { parseDateline } from '../../text/dateline.ts';
import { endsSentence } from '../../text/sentenceEnd.ts';
import { withEmbargo } from '../plain/embargo.ts';
import { linesToParagraphs } from '../plain/paragraphs.ts';
import { readWireHead } from './wireHead.ts';
import {
  closing,
  headerOf,
  isAboveHeader,
  isKeywordLine,
  isOpening,
  stampOf,
  type WireHeader,
  type WireLayout,
  withoutEnd,
} from './wireLines.ts';

/** Lines that are not empty: those of a head, and those at the end among which is the time. */
const mostHead = 15;
const mostBelow = 6;
/** Characters of a line of those at the end. */
const longestBelow = 40;
/** Characters among which the text names the agency: "Genève (ats) ". */
const longestDateline = 80;

/**
 * @param lines those of the message, tidied
 * @param put when the file was put, in milliseconds since 1970
 * @returns `undefined` if it has no headline and no text
 */
export function wireStory(
  lines: readonly string[],
  put: number,
  flags: readonly string[],
): Content | undefined {
  const { layout, urgency, senders, filed, next } = transmission(lines);
  const { end, sent = filed, sender } = endOf(lines);
  const inside = lines.slice(next, Math.max(next, end));
  const start = startOfText(inside);
  const head = readWireHead(inside.slice(0, start), layout, sent?.value ?? dayOf(put));
  const paragraphs = linesToParagraphs(storyLines(inside.slice(start), layout, senders));
  if (paragraphs.length === 0 && head.title === '') return undefined;
  const content = buildContent({
    ...head,
    paragraphs,
    published: sent,
    urgency,
    extractor: 'wire-text/1',
    confidence: 0.9,
    flags: [...flags, ...head.flags, ...(paragraphs.length === 0 ? ['title-only'] : [])],
  });
  const inBrackets = /\((\p{L}{2,12})\)/u.exec(paragraphs[0]?.text.slice(0, longestDateline) ?? '')?.[1];
  const names = [inBrackets, ...senders, sender].map((each) => each ?? '');
  const name = content.dateline?.agency ?? names.find(isKnownAgency) ?? unknownSource;
  const source = { name, ...omitUndefined({ usageTerms: head.usageTerms }) };
  return withEmbargo({ ...content, source }, head.embargo);
}

interface Transmission extends WireHeader {
  /** The time, if it is above the story. */
  filed?: Moment;
  /** The first line below. */
  next: number;
}

/** Telegraphs have further lines of codes: "YBX12345_SX4_QBXB". */
const codes = /^(?=.{0,40}\d)[A-Z\d_/]{1,24}(?: [A-Z\d_/]{1,12}){0,5}$/;

/** The lines of the transmission above the head. */
function transmission(lines: readonly string[]): Transmission {
  const found: Transmission = { layout: 'telegraph', senders: [], next: lines.length };
  let stamp: ReturnType<typeof stampOf>;
  for (const [i, line] of lines.entries()) {
    const text = line.trim();
    const header = headerOf(text);
    const filed = stamp === undefined ? stampOf(text) : undefined;
    if (header !== undefined) Object.assign(found, header);
    else if (filed !== undefined) stamp = filed;
    else if (text !== '' && !isOpening(text) && !isAboveHeader(text, lines[i + 1]?.trim() ?? '')) {
      if (found.layout === 'telegraph' && isKeywordLine(text)) found.layout = 'anpa';
      if (found.layout !== 'telegraph' || !codes.test(text))
        return { ...found, next: i, ...(stamp?.sent && { filed: stamp.sent }) };
    }
  }
  return found;
}

/** "# Notebook", which has further headings, is for editors. */
const isNotebook = (lines: readonly string[], i: number): boolean =>
  /^# \p{L}/u.test(lines[i] ?? '') &&
  lines
    .slice(i + 1, i + 4)
    .find((line) => line !== '')
    ?.startsWith('## ') === true;

/** The initials of editors: "dpa mm yyzz n1", "(SDA/mf ba)", "(Schluss) jd/mf". */
const initials =
  /^(?:\(\p{L}{3,12}\) ?)?\(?\p{L}{2,5}(?: ?\/{1,2} ?\p{L}{2,5}| \p{Ll}[\p{Ll}\d]{1,4}){1,8}\)?$/u;

/** Words without a stroke may be those of a story, unless the agency is the first. */
const isSignature = (line: string, senders: readonly string[]): boolean => {
  const [first = ''] = line.split(' ', 1);
  return initials.test(line) && (line.includes('/') || senders.includes(first) || isKnownAgency(first));
};

const lastOfText = /\p{L}[.!?]["'”»)]{0,2}$/u;

/** Where the story ends, and what the lines below it say. */
function endOf(lines: readonly string[]): { end: number; sent?: Moment; sender?: string } {
  const closed = lines.findIndex((line) => closing.test(line.trim()));
  let end = closed < 0 ? lines.length : closed + 1;
  const said: { sent?: Moment; sender?: string } = {};
  for (let i = end - 1, seen = 0; i >= 0 && seen < mostBelow; i--) {
    const line = lines[i]?.trim() ?? '';
    const text = withoutEnd(line);
    // The time above a text is not its end.
    if (text.length > longestBelow || lastOfText.test(text)) break;
    const stamp = stampOf(text);
    Object.assign(said, stamp);
    if (text !== '') seen++;
    if (stamp !== undefined || (text === '' && line !== '')) end = i;
  }
  return { end, ...said };
}

/**
 * The first line of the story: below the marks of a head, or else the first one that looks like a text, or
 * that ends a sentence.
 */
function startOfText(lines: readonly string[]): number {
  let above = '';
  let seen = 0;
  let sentence = lines.length;
  for (const [i, line] of lines.entries()) {
    const text = line.trim();
    if (text === '') continue;
    const isHead = text.startsWith('^') || text.endsWith('=');
    const isBelowMarks = above.endsWith('=') || (above.startsWith('^') && above.endsWith('<'));
    if (!isHead && (isBelowMarks || opensText(line, lines[i + 1]?.trim() ?? '', seen === 0))) return i;
    if (seen > 0 && sentence > i && lastOfText.test(text)) sentence = i;
    if (++seen > mostHead) return Math.min(sentence, i);
    above = text;
  }
  return sentence;
}

/** Characters of a line that is longer than any headline, and of one that a text may have wrapped. */
const longest = 120;
const shortestWrapped = 50;

const opensText = (line: string, next: string, isFirst: boolean): boolean =>
  line.length > longest ||
  parseDateline(line.trim()) !== undefined ||
  (!isFirst && (isSetIn(line) || (line.length > shortestWrapped && /^\p{Ll}/u.test(next))));

/** What editors alone need, on a line of its own: "(MORE)", "(EDS: with photos)", "(END OPTIONAL TRIM)". */
const bracketed = anyOf`
  MORE, more, (?:EDS|Eds|EDITORS?|Editors?)\b[^()]{0,300},
  [^()a-z]{0,40}(?:OPTIONAL|STORY CAN END|TRIM)[^()a-z]{0,80}
`;
const instruction = new RegExp(String.raw`^(?:MORE|\((?:${bracketed})\))$`);

const isSetIn = (line: string): boolean => /^(?:\t|\s{2,20})\S/.test(line);

/** The lines of the story, with an empty one above each that is set in. */
function storyLines(lines: readonly string[], layout: WireLayout, senders: readonly string[]): string[] {
  const notebook = layout === 'iptc' ? lines.findIndex((_, i) => isNotebook(lines, i)) : -1;
  const story = lines
    .slice(0, notebook < 0 ? lines.length : notebook)
    .filter((line) => !instruction.test(line.trim()));
  const isBelow = (line: string) => line === '' || (layout !== 'anpa' && isSignature(line, senders));
  for (let line = story.at(-1); line !== undefined && isBelow(line.trim()); line = story.at(-1)) story.pop();
  // If all lines are set in alike, only the ends of sentences show that each is a paragraph.
  const beginsSetIn =
    story.some((line) => line.startsWith('\t') || /^\S/.test(line)) ||
    story.every((line) => line === '' || endsSentence(line.trimEnd()));
  return story.flatMap((line) => {
    const text = layout === 'anpa' ? withoutTypesetting(line) : line.replace(closing, '');
    return beginsSetIn && isSetIn(line) ? ['', text] : [text];
  });
}

/** Typesetters write quotation marks and dashes by signs that every machine has. */
const withoutTypesetting = (line: string): string =>
  line
    .replace(/``|''/g, '"')
    .replace(/(?<=\S) _ /g, ' — ')
    .replace(/[<^]$/, '');
