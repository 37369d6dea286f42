/**
 * The rows of one entity: a posting per document, META, the months of its older days, shards, and aliases.
 * Longer than 250 lines: all of them are in one place.
 */
import * as z from 'zod';
import { undated } from '../dates/calendar.ts';
import { entityTypes } from '../entities/annotation.ts';
import { roles } from '../entities/data/roles.ts';
import { sexes } from '../entities/data/sexes.ts';
import type { AttributeValue, Item } from '../ports/table.ts';
import { monthPrefix, tallyField } from './keys.ts';

/** How many of a document's other main entities a posting names. */
export const othersNamed = 12;

/** An entity in one document, as that document alone describes it. */
export const posting = z.object({
  doc: z.string(),
  day: z.string(),
  token: z.number().int(),
  title: z.string(),
  source: z.string(),
  /** The entity's canonical form in this document. */
  form: z.string(),
  /** Its other forms in this document: short forms and acronyms. */
  also: z.exactOptional(z.array(z.string())),
  /** The field in which its title there puts it. */
  role: z.exactOptional(z.enum(roles)),
  /** What its titles there say: "Mrs", "Mr". */
  sex: z.exactOptional(z.enum(sexes)),
  /** A surname alone with no role or title there: it may be the name of a thing. */
  bare: z.exactOptional(z.literal(true)),
  /** One of so many short names there that it is not asked who is meant by it. */
  unasked: z.exactOptional(z.literal(true)),
  mentions: z.number().int(),
  /** The document's other main entities. */
  others: z.array(z.string()),
  /** The surname alone that stands in the document, if the posting was put to this entity by a link. */
  via: z.exactOptional(z.string()),
  /** The ids of people's decisions that put it here, or gave it its form. */
  by: z.exactOptional(z.array(z.string())),
  /** Its form is the name of another entity, which a decision made this one. */
  moved: z.exactOptional(z.boolean()),
  /** The document does not name this entity itself: a decision made another one this one. */
  foreign: z.exactOptional(z.boolean()),
  /**
   * What of it came by links or decisions alone, and so is no evidence of who is meant in other documents:
   * `row`: all of it came by a decision (a link alone has `via`); `forms`: its other forms did
   * (functions/store/lent.ts).
   */
  lent: z.exactOptional(z.enum(['row', 'forms'])),
  /** The last folder of its key that is no number or date: "sport" of "news/2021/sport/17.html". */
  section: z.exactOptional(z.string()),
  /** Codes of the document's names and of its commonest words (core/identity/contextCodes.ts). */
  company: z.exactOptional(z.string()),
  topics: z.exactOptional(z.string()),
});
export type Posting = z.infer<typeof posting>;

const names = z.record(z.string(), z.number().int());

/** Postings, counted. */
export interface Counts {
  documents: number;
  mentions: number;
  /** Canonical forms, with the number of documents that have each. */
  forms: Record<string, number>;
  /** The same for other forms and for roles. */
  also: Record<string, number>;
  roles: Record<string, number>;
}

/**
 * Counts are stored as a list: documents, mentions, forms, also, roles, without what is empty at its end.
 * META is read and written at each count, so its bytes are what counting costs.
 */
const storedCounts = z.tuple([z.number().int(), z.number().int()], names).transform(
  ([documents, mentions, forms = {}, also = {}, roles = {}]): Counts => ({
    documents,
    mentions,
    forms,
    also,
    roles,
  }),
);

/** The counts of shards, by the digit in which they differ. */
export type Parts = Record<string, Counts>;
export const storedParts = z.record(z.string(), storedCounts);

/**
 * One day of an entity, stored as a list too. The newest days are in META, under `days`; the others in the
 * month's item, as `d01` … `d31`.
 */
export interface DayTally extends Counts {
  /** META's token under which it was counted. */
  token: number;
  /**
   * How many hexadecimal digits of a document's id name its shard, and the counts by the first of them;
   * absent if the day has no shards. The counts of a closed day are in a row of their own (`keys.shards`).
   */
  digits?: number;
  parts?: Parts;
}

export const dayTally = z
  .union([
    z.tuple([z.number().int(), storedCounts]),
    z.tuple([z.number().int(), storedCounts, z.number().int().positive()]),
    z.tuple([z.number().int(), storedCounts, z.number().int().positive(), storedParts]),
  ])
  .transform(
    ([token, counts, digits, parts]): DayTally => ({
      ...counts,
      token,
      ...(digits !== undefined && { digits }),
      ...(parts !== undefined && { parts }),
    }),
  );

/** The documents of a stored tally, without a schema: trends read 28 days of each entity they compare. */
function storedDocuments(tally: AttributeValue): number {
  const counts = Array.isArray(tally) ? tally[1] : undefined;
  const documents = Array.isArray(counts) ? counts[0] : undefined;
  if (typeof documents !== 'number') throw new TypeError('A tally lacks its number of documents.');
  return documents;
}

/** Counts as a list, which takes less room than a map: documents, mentions, then what is not empty. */
export function storeCounts({ documents, mentions, forms, also, roles }: Counts): AttributeValue[] {
  const lists = [forms, also, roles].map((each) => ({ ...each }));
  while (lists.length > 0 && Object.keys(lists.at(-1) ?? {}).length === 0) lists.pop();
  return [documents, mentions, ...lists];
}

/** The counts of a day's shards, by their digit, as an item holds them. */
export function storeParts(parts: Parts): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(parts).map(([digit, counts]) => [digit, storeCounts(counts)]));
}

/** A day as a month's item holds it: its token, its counts and, of a day in shards, theirs. */
export function storeTally({ token, digits, parts, ...counts }: DayTally): AttributeValue[] {
  return [
    token,
    storeCounts(counts),
    ...(digits === undefined ? [] : [digits]),
    ...(parts === undefined ? [] : [storeParts(parts)]),
  ];
}

/** The days in a month's item, in order. */
export function daysOf(month: Item): [day: string, tally: DayTally][] {
  const name = month.sk.slice(monthPrefix.length);
  return Object.entries(month)
    .filter(([field]) => /^d\d\d$/.test(field))
    .map(([field, value]): [string, DayTally] => [`${name}-${field.slice(1)}`, dayTally.parse(value)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Whether a day is in its month's item: it is closed. Later days, and undated documents, are in META. */
export function isClosed(meta: Pick<EntityMeta, 'closedThrough'> | undefined, day: string): boolean {
  return day !== undated && meta?.closedThrough !== undefined && day <= meta.closedThrough;
}

/** The days in a month's item that are closed. What it says of later days was left by a handler that died. */
export function closedDaysOf(
  meta: Pick<EntityMeta, 'closedThrough'> | undefined,
  month: Item,
): [day: string, tally: DayTally][] {
  return daysOf(month).filter(([day]) => isClosed(meta, day));
}

/** The open days of META. A handler that began before others closed some of them may have noted them anew. */
export function openDaysOf(
  meta: Pick<EntityMeta, 'closedThrough' | 'days'> | undefined,
): [day: string, tally: DayTally][] {
  return Object.entries(meta?.days ?? {}).filter(([day]) => !isClosed(meta, day));
}

/** The documents of some days of an entity, from its META and its months' items, without parsing the rest. */
export function documentsOn(
  meta: Pick<CountedMeta, 'closedThrough' | 'days'> | undefined,
  months: readonly Item[],
  days: readonly string[],
): number {
  const items = new Map(months.map((month) => [month.sk, month]));
  let documents = 0;
  for (const day of days) {
    if (!isClosed(meta, day)) documents += meta?.days[day]?.documents ?? 0;
    else {
      const stored = items.get(`${monthPrefix}${day.slice(0, 7)}`)?.[tallyField(day)];
      documents += stored === undefined ? 0 : storedDocuments(stored);
    }
  }
  return documents;
}

/** Every day of an entity that was ever counted, from its META and its months' items, in order. */
export function tallies(
  meta: Pick<EntityMeta, 'closedThrough' | 'days'> | undefined,
  months: readonly Item[],
): [day: string, tally: DayTally][] {
  const closed = months.flatMap((month) => closedDaysOf(meta, month));
  return [...closed, ...openDaysOf(meta)].sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * A form of a name, the number of documents with it, and its first day (absent if all of them are undated).
 */
export const nameForm = z.object({
  name: z.string(),
  documents: z.number().int(),
  first: z.exactOptional(z.string()),
});
export type NameForm = z.infer<typeof nameForm>;

const storedForm = z
  .union([z.tuple([z.string(), z.number().int()]), z.tuple([z.string(), z.number().int(), z.string()])])
  .transform(([name, documents, first]): NameForm => ({ name, documents, ...(first && { first }) }));

/** The sum of days. */
export const summary = z.object({
  documents: z.number().int(),
  mentions: z.number().int(),
  /** First and last day; absent if all documents are undated. */
  first: z.exactOptional(z.string()),
  last: z.exactOptional(z.string()),
  /** The commonest first; stored as lists. */
  forms: z.array(storedForm),
  also: z.array(storedForm),
  roles: z.record(z.string(), z.number().int()),
});
export type Summary = z.infer<typeof summary>;

/** A summary as META holds it, with forms as lists. */
export function storeSummary({ forms, also, ...rest }: Summary): Record<string, AttributeValue> {
  const store = ({ name, documents, first }: NameForm) => [name, documents, ...(first ? [first] : [])];
  return { ...rest, forms: forms.map(store), also: also.map(store) };
}

export const entityMeta = z.object({
  entity: z.string(),
  type: z.enum(entityTypes),
  token: z.number().int().positive(),
  /** The commonest form; of equally common ones, the first in order of their letters. */
  name: z.string(),
  documents: z.number().int(),
  mentions: z.number().int(),
  /** First and last day; absent if all documents are undated. */
  first: z.exactOptional(z.string()),
  last: z.exactOptional(z.string()),
  /** Folded forms that may have an alias row: those wanted now, and obsolete ones until they are buried. */
  aliases: z.array(z.string()),
  /**
   * The last handler wrote new alias rows after it had marked META as converged, without a second write of
   * META. The next one reads whether they are there.
   */
  unverified: z.exactOptional(z.boolean()),
  /** All its forms: full names before short ones, the commonest first. */
  names: z.array(nameForm).default([]),
  /** The fields in which its titles put it, with the number of documents. */
  roles: z.record(z.string(), z.number().int()).default({}),
  /** The newest days that were counted, and the undated documents. */
  days: z.record(z.string(), dayTally).default({}),
  /** The last of the closed days, which are in the months' items, and their sum. */
  closedThrough: z.exactOptional(z.string()),
  closed: z.exactOptional(summary),
  /** Closed days whose place in the months' items may have been written, or not. */
  moving: z.array(z.string()).default([]),
  /**
   * The token of the last handler that finished (core/protocol/reconcile.ts), with all alias rows written.
   */
  settled: z.exactOptional(z.number().int()),
});
export type EntityMeta = z.infer<typeof entityMeta>;

/** Of META, what says how many documents the days have. */
const countedMeta = entityMeta.pick({ documents: true, closedThrough: true });
export type CountedMeta = z.infer<typeof countedMeta> & { days: Record<string, { documents: number }> };

/** As `mentionedEntity`, for `documentsOn`: without parsing the rest, which is most of it. */
export function countedEntity(row: Item | undefined): CountedMeta | undefined {
  if (row === undefined) return undefined;
  const meta = countedMeta.parse(row);
  if (meta.documents === 0) return undefined;
  const days = Object.entries(row.days ?? {}).map(([day, tally]: [string, AttributeValue]) => [
    day,
    { documents: storedDocuments(tally) },
  ]);
  return { ...meta, days: Object.fromEntries(days) };
}

/** The META of an entity that some document mentions; `undefined` for all others. */
export function mentionedEntity(row: Item | undefined): EntityMeta | undefined {
  const meta = row === undefined ? undefined : entityMeta.parse(row);
  return meta === undefined || meta.documents === 0 ? undefined : meta;
}

export const alias = z.object({ entity: z.string(), token: z.number().int(), folded: z.string() });
export type Alias = z.infer<typeof alias>;
