/** Reads the head of an agency's message: keywords, version, headline, byline and notes to editors. */

import { withYear } from '../../dates/dayWithoutYear.ts';
import { parseMoment } from '../../dates/moment.ts';
import { momentFromWritten, writtenDates } from '../../dates/writtenDate.ts';
import type { Content } from '../../document/record.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { anyOf } from '../../text/anyOf.ts';
import { isByline } from '../../text/byline/byline.ts';
import { type Embargo, embargoOfLine } from '../plain/embargo.ts';
import { flagsOfVersion } from '../plain/notices.ts';
import type { WireLayout } from './wireLines.ts';

interface WireHead extends Partial<Pick<Content, 'kicker' | 'standfirst' | 'byline'>> {
  title: string;
  subjects: string[];
  usageTerms?: string;
  embargo?: Embargo;
  flags: string[];
}

/** What is for editors alone. Headlines, too, begin with "Ed", "Editors" and "Photos". */
const notes = [
  /^\(?(?:(?:eds?|editors?)\.?:|editor['’]s note\b|note to editors\b)/i,
  /^\(?(?:\p{Lu}{2,6} )?(?:Photo|PHOTO)[sS]?(?::|\.?$| \p{Lu}{2,6}\d)/u,
];
const isNote = (line: string): boolean => notes.some((note) => note.test(line));
const terms = /^(?:\(?for use by\b|c\.\s?\d{4}\b|copyright,?:? (?:\d|by\b|©|\(c\))|©|\(c\))/i;
const when = anyOf`
  until, till, bis, weekend, release, use, immediate, (?:at )?\d, jan, feb, mar, apr, may, jun, jul, aug, sep,
  oct, nov, dec, \p{L}{3,6}(?:day|tag)\b
`;
/** "ADVANCE FOR SUNDAY, MAY 5", "For Release 6 a.m. Sunday, May 5"; "Embargo on oil" is a headline. */
const advance = new RegExp(
  `^(?:${anyOf`(?:\p{L}{3,12} )?advance for, for release, hold for release, embargo(?:ed)?, sperrfrist`})` +
    String.raw`(?=:|\.?$| (?:${when})):?`,
  'iu',
);
const mostKeywords = 100;
/** Characters of a block of keywords by itself. A headline is longer. */
const longestKeywords = 30;
const keywordStart = /^(?:AM|PM|BC|AP)-(?=\S)/;
const bylineStart = /^(?:By|Von|Par|Por|Di|Door|Av|Af) \S/;
const signsBehind = /\s{0,9}[<=+]{1,3}$/;

const isInCapitals = (line: string): boolean => line.length <= 40 && line === line.toUpperCase();
const withoutBrackets = (line: string): string => line.replace(/^\((.*)\)$/, '$1');

/**
 * @param lines those above the text
 * @param near a day about when the story was sent: days of a head have no year
 */
export function readWireHead(lines: readonly string[], layout: WireLayout, near: string): WireHead {
  const head: WireHead = { title: '', subjects: [], flags: [] };
  const versions: string[] = [];
  const forEditors: string[] = [];
  /** The headline, and what is below it, in blocks of lines. */
  const shown: string[][] = [];
  let isBelowGap = true;
  const texts = lines.map((line) => line.trim().replace(/^\^/, '').replace(signsBehind, '').trim());
  const first = texts.findIndex((text) => text !== '');
  const last = texts.findLastIndex((text) => text !== '');
  for (const [i, text] of texts.entries()) {
    const isAboveHeadline = shown.length === 0 && i < last;
    if (text === '') isBelowGap = true;
    else if (i === first && layout === 'anpa' && keywordStart.test(text)) readKeywords(text, head, versions);
    else if (isAboveHeadline && layout !== 'anpa' && isListOfKeywords(text, texts[i + 1], i === first))
      head.subjects.push(...keywordsIn(text, '/'));
    else if (isNote(text)) forEditors.push(text);
    else if (terms.test(text)) head.usageTerms ??= withoutBrackets(text);
    else if (advance.test(text)) readAdvance(text, near, head);
    else if (isByline(text) || (i === last && shown.length > 0 && bylineStart.test(text)))
      head.byline ??= text;
    else if (i > 0 && head.byline === texts[i - 1] && isRole(text)) head.byline += `, ${text}`;
    else if (head.byline !== undefined && text.startsWith('(')) forEditors.push(text);
    else if (isAboveHeadline && isVersion(text, texts.slice(i + 1))) versions.push(withoutBrackets(text));
    else {
      if (isBelowGap || layout === 'anpa') shown.push([]);
      shown.at(-1)?.push(text);
      isBelowGap = false;
    }
  }
  const [title = [], ...others] = shown;
  const standfirst = others
    .flat()
    .join(' ')
    .replace(/^Utl\.: /, '');
  return {
    ...head,
    // A notice to editors has nothing else.
    title: title.join(' ') || (forEditors[0] ?? ''),
    ...omitUndefined({ kicker: versions.join(' · ') || undefined, standfirst: standfirst || undefined }),
    flags: versions.flatMap(flagsOfVersion),
  };
}

/** "Associated Press Writer", below a name. */
const isRole = (text: string): boolean => /^\p{L}.*\p{Ll}/u.test(text);

/** "Harbour/fire/" or "Incendie-port", or a first block of its own. */
const isListOfKeywords = (text: string, next = '', isFirst: boolean): boolean =>
  /^[\p{L}\p{N}]/u.test(text) &&
  !isInCapitals(text) &&
  (text.endsWith('/') || !text.includes(' ') || (isFirst && next === '' && text.length <= longestKeywords));

/** "1ST LEAD" and "(Summary 1530)" above a headline. Some agencies set headlines in capitals, too. */
function isVersion(text: string, below: readonly string[]): boolean {
  const byline = below.findIndex(isByline);
  const headline = below.slice(0, byline < 0 ? below.length : byline);
  return /^\(.{1,200}\)$/.test(text) || (isInCapitals(text) && headline.some((line) => /\p{Ll}/u.test(line)));
}

/** "BC-US--Harbor Fire, 1st Ld-Writethru, a0100,231": keywords, versions, the story before, words. */
function readKeywords(text: string, head: WireHead, versions: string[]): void {
  const inBrackets = / \(([^()]{1,60})\)$/.exec(text);
  if (inBrackets?.[1] !== undefined && !isNote(inBrackets[1])) versions.push(inBrackets[1]);
  const line = text.slice(0, inBrackets?.index).replace(keywordStart, '');
  const [keywords = '', ...others] = line.split(',', mostKeywords);
  head.subjects = keywordsIn(keywords.split(/[:(]/, 1)[0] ?? '', '--');
  versions.push(...others.flatMap((each) => (/^(?:[a-z]?\d{1,5})?$/i.test(each.trim()) ? [] : each.trim())));
}

const keywordsIn = (text: string, separator: string): string[] =>
  text.split(separator, mostKeywords).flatMap((word) => word.trim() || []);

/** Until when a story that was sent ahead is held. */
function readAdvance(line: string, near: string, head: WireHead): void {
  const said = line.replace(advance, '').replace(/,? and thereafter/i, '');
  const dated = dayOf(said) === undefined ? withYear(said, near) : said;
  const until = embargoOfLine(`embargo ${dated}`) ?? parseMoment(dayOf(dated) ?? '', 'text');
  if (until === undefined) head.usageTerms ??= line;
  else head.embargo ??= { line, until };
}

function dayOf(said: string): string | undefined {
  const [date] = writtenDates(said);
  return date === undefined || date.swappable ? undefined : momentFromWritten(date, '').value.slice(0, 10);
}
