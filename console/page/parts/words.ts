/** Days, numbers and types in words. */
import type { DocumentItem, EntityItem } from '../../../clients/typescript/client.ts';

export type EntityType = EntityItem['type'];
export type MentionType = EntityType | 'date';

/** Each type has a letter beside its colour, for those who cannot tell the colours apart. */
export const typeWords: Record<MentionType, { letter: string; one: string; many: string }> = {
  person: { letter: 'P', one: 'person', many: 'People' },
  place: { letter: 'L', one: 'place', many: 'Places' },
  organization: { letter: 'O', one: 'organisation', many: 'Organisations' },
  group: { letter: 'G', one: 'group', many: 'Groups' },
  event: { letter: 'E', one: 'event', many: 'Events' },
  date: { letter: 'D', one: 'date', many: 'Dates' },
};
export const entityTypes: readonly EntityType[] = ['person', 'place', 'organization', 'group', 'event'];

const numbers = new Intl.NumberFormat('en-GB');
/** `1234` → `1,234`. */
export function count(value: number): string {
  return numbers.format(value);
}

/** `count(1, 'document')` → `1 document`, `2 documents`. */
export function countOf(value: number, noun: string): string {
  return `${count(value)} ${value === 1 ? noun : `${noun}s`}`;
}

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** `2021-05-03…` → `3 May 2021`, `2021-05` → `May 2021`, `2021` → `2021`. Anything else stays as it is. */
export function dayInWords(value: string): string {
  const [, year, months, days] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(value) ?? [];
  if (year === undefined) return value;
  if (months === undefined) return year;
  const time = new Date(`${year}-${months}-${days ?? '01'}T00:00:00Z`);
  if (Number.isNaN(time.getTime())) return value;
  return (days === undefined ? month : day).format(time);
}

/** From the first to the last of some days; a single day is named once. */
export function daysInWords(first: string, last: string): string {
  return first === last ? dayInWords(first) : `${dayInWords(first)} to ${dayInWords(last)}`;
}

/** A time in the zone of the reader. */
export function timeInWords(value: string): string {
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? value : moment.format(time);
}

/** When a document was published, as precisely as it says. */
export function publishedInWords({ published }: Pick<DocumentItem, 'published'>): string {
  return published === undefined ? 'no date' : momentInWords(published);
}

/** A time of day is in the reader's zone, or as its source has it if that names no zone. */
function momentInWords({ value, precision, tzKnown }: NonNullable<DocumentItem['published']>): string {
  const isTimed = precision === 'minute' || precision === 'second';
  if (isTimed && tzKnown) return timeInWords(value);
  const day = dayInWords(value.slice(0, { year: 4, month: 7, day: 10, minute: 10, second: 10 }[precision]));
  return isTimed ? `${day}, ${value.slice(11, 16)} local time` : day;
}

/** What its provider forbids to publish; `undefined` if nothing. */
export function heldBackInWords({ heldBack }: Pick<DocumentItem, 'heldBack'>): string | undefined {
  if (heldBack === undefined) return undefined;
  const { status, until } = heldBack;
  if (status !== 'embargoed') return { withheld: 'Withheld', canceled: 'Cancelled' }[status];
  if (until === undefined) return 'Embargoed';
  return `Embargoed until ${momentInWords(until)}`;
}

/** `1536` → `1.5 kB`. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1_000) return countOf(bytes, 'byte');
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${size < 10 ? size.toFixed(1) : count(Math.round(size))} ${unit}`;
}

/** `0.941` → `94 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** The tag of a text whose language is not known. */
export const unknownLanguage = 'und';

let names: Intl.DisplayNames | undefined;
/** `cy` → `Welsh`. */
export function languageName(tag: string): string {
  if (tag === unknownLanguage) return 'unknown language'; // for CLDR it is the "root"
  names ??= new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'code' });
  return nameOf(names, tag);
}

let regions: Intl.DisplayNames | undefined;
/** `FR` → `France`. */
export function countryName(code: string): string {
  regions ??= new Intl.DisplayNames('en-GB', { type: 'region', fallback: 'code' });
  return nameOf(regions, code);
}

function nameOf(known: Intl.DisplayNames, code: string): string {
  try {
    return known.of(code) ?? code;
  } catch {
    return code;
  }
}
