/** Reads until when a text may not be published: "EMBARGOED UNTIL 00:01, 1 APRIL 2026", "Sperrfrist: …". */

import { withYear } from '../../dates/dayWithoutYear.ts';
import { parseMoment } from '../../dates/moment.ts';
import { weekdayAtEnd, weekdayPattern } from '../../dates/weekdayNames.ts';
import { momentFromWritten, type WrittenDate, writtenDates } from '../../dates/writtenDate.ts';
import { zoneNames } from '../../dates/zones.ts';
import type { Content, Moment } from '../../document/record.ts';
import { anyOf } from '../../text/anyOf.ts';

export interface Embargo {
  /** As it is printed. */
  line: string;
  until: Moment;
}

const longestLine = 120;
const before = anyOf`
  strictly, strict, under, onder, unter, sous, sotto, sob, bajo, please note, attention, achtung,
  bitte beachten(?: sie)?(?: die)?, es gilt(?: die| eine)?
`;
const labels = anyOf`
  embargo(?:ed)?, not for (?:publication|release|broadcast|use)(?! after),
  not to be (?:published|released|broadcast|used)(?! after), hold for release, (?:sende)?sperrfrist,
  embargad[oa], julkaisuvapaa, эмбарго
`;
/** From a day on, trade is under embargo: "Embargo from 5 December". */
const start = String.raw` (?:from|ab)(?!\p{L})`;
const label = new RegExp(
  String.raw`^\P{L}{0,6}(?:(?:${before})[\s:!–-]{1,3}){0,2}(?:${labels})(?![\p{L}\p{N}]|${start})`,
  'iu',
);
/** What a line says of an embargo beside its day, and no headline does. */
const words = new RegExp(
  String.raw`(?<![\p{L}\p{M}])(?:${anyOf`
    until, till?, to, for, or, release, publication, broadcast, use, before, after, on, at, from, the,
    midnight, noon, local, time, hrs?, hours?, h, [ap]\.?m, [a-z]{1,4}t, ${zoneNames}, bis, zum, am, ab, um,
    den, der, uhr, jusqu, au, à, le, heures?, hasta, el, las?, de, del, a, hs?, horas, fino, al, alle, ore,
    il, tot, om, uur, até, às, do, das, dia, o, klo?, godz, r, roku, до, года?, г
  `}|${weekdayPattern})(?![\p{L}\p{M}])`,
  'giu',
);
const clock = /(?<![\d.:])(\d{1,2})(?:[:.h]?(\d{2}))?(?!\d)(?:\s?([ap])\.?m\b)?/i;
const namedZone = new RegExp(String.raw`(?<![\p{L}\d])(?:${zoneNames})(?![\p{L}\d])`, 'u');
const exactEnd = /\d{4}-\d\d-\d\dT[\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?$/;

/**
 * The end of the embargo that a line states, and nothing else. A day that may be two is the later one.
 * @param near a day about when the text was sent: a day without a year is the nearest one
 */
export function embargoOfLine(line: string, near?: string): Moment | undefined {
  const labelled = line.length <= longestLine ? label.exec(line) : null;
  if (labelled === null) return undefined;
  const said = line.slice(labelled[0].length).trimEnd();
  const exact = exactEnd.exec(said);
  if (exact !== null && !saysMore(said.slice(0, exact.index))) return parseMoment(exact[0], 'text');
  return endOf(said) ?? (near === undefined ? undefined : endOf(withYear(said, near), true));
}

/** @param supplied whether the year is not the text's: another weekday shows then that it is the wrong one */
function endOf(said: string, supplied = false): Moment | undefined {
  const [date] = writtenDates(said);
  if (date === undefined || (supplied && isOtherWeekday(said, date))) return undefined;
  const beside = `${said.slice(0, date.index)} ${said.slice(date.index + date.length)}`;
  if (saysMore(beside)) return undefined;
  const day = momentFromWritten(laterDay(date), 'text');
  const [, hour, minute = '00', half] = clock.exec(beside) ?? [];
  const time = `${hour}:${minute}${half === undefined ? '' : ` ${half}m`}`;
  const zone = namedZone.exec(beside)?.[0] ?? '';
  return parseMoment(`${day.value} ${time} ${zone}`, 'text') ?? day;
}

function isOtherWeekday(said: string, { index, year, month, day }: WrittenDate): boolean {
  const weekday = weekdayAtEnd(said.slice(0, index).toLowerCase());
  return weekday !== undefined && weekday !== (new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7);
}

const saysMore = (beside: string): boolean => /\p{L}/u.test(beside.replace(words, ' '));

function laterDay({ time: _, ...date }: WrittenDate): WrittenDate {
  const { day, month, swappable } = date;
  return swappable
    ? { ...date, day: Math.min(day, month), month: Math.max(day, month), swappable: false }
    : date;
}

/**
 * The embargo that a headline or the subject of a mail states beside the headline: "EMBARGOED UNTIL 1 APRIL
 * 2026 - Storm closes harbour".
 * @param near as of `embargoOfLine`
 */
export function embargoInHeadline(headline: string, near?: string): Embargo | undefined {
  for (const piece of headline.slice(0, 3 * longestLine).split(/\s[-–—|/]\s|[()[\]]/)) {
    const ends = [...piece.matchAll(/:\s/g)].map(({ index }) => index);
    for (const end of [piece.length, ...ends.reverse()]) {
      const line = piece.slice(0, end).trim();
      const until = embargoOfLine(line, near);
      if (until !== undefined) return { line, until };
    }
  }
  return undefined;
}

/** The content, held back until the end of an embargo, unless it is held back until another time. */
export function withEmbargo(content: Content, stated: Embargo | undefined): Content {
  if (stated === undefined || content.embargoedUntil !== undefined) return content;
  const { source, quality } = content;
  const usageTerms = [stated.line, source.usageTerms].filter((terms) => terms !== undefined).join(' · ');
  return {
    ...content,
    embargoedUntil: stated.until,
    source: { ...source, usageTerms },
    quality: { ...quality, flags: [...new Set([...quality.flags, 'embargoed'])] },
  };
}

/** The embargo that holds a content back. */
export function embargoOfContent({ embargoedUntil, source }: Content): Embargo | undefined {
  return embargoedUntil && { line: source.usageTerms ?? '', until: embargoedUntil };
}
