/** An entry of the authority: who or what an id stands for, its names, and its ids elsewhere. */
import * as z from 'zod';
import { entityTypes } from '../annotation.ts';
import { typeOfEntity } from '../slug.ts';

const day = z.string().regex(/^-?\d{4,6}(?:-\d{2}(?:-\d{2})?)?$/, 'a year, a month (2021-05) or a day');

export const authorityEntry = z.object({
  /** `type/slug`, as ids of entities: `place/paris-texas`. */
  id: z.string(),
  /** The name to show. */
  name: z.string(),
  /** Other names of it, without `name`. */
  aliases: z.array(z.string()),
  type: z.enum(entityTypes),
  /** Where the entry comes from. */
  source: z.string(),
  /** For a country its ISO 3166-1 code, for a part of one its ISO 3166-2 code. */
  iso: z.string().optional(),
  /** ISO 3166-1 alpha-2 code of the country that it is, lies in, or comes from. */
  country: z.string().optional(),
  /** ISO 3166-2 code of the part of the country that it lies in. */
  region: z.string().optional(),
  /** For a people: the id of the place that it is named after. */
  place: z.string().optional(),
  /** Degrees, WGS 84. `lat` and `lon` come together. */
  lat: z.number().optional(),
  lon: z.number().optional(),
  /** The id in GeoNames. */
  geonames: z.number().optional(),
  /** The id in Wikidata: Q90. */
  wikidata: z.string().optional(),
  /** How many people live there, if it is a place. */
  population: z.number().optional(),
  /** It is the capital of its country. */
  capital: z.boolean().optional(),
  /** It exists from, and to, this year, month or day. */
  from: day.optional(),
  to: day.optional(),
});
export type AuthorityEntry = z.infer<typeof authorityEntry>;

/** Columns of an entry's line after the id; columns at the end that are empty are left out. */
const columns = [
  'name',
  'source',
  'aliases',
  'iso',
  'country',
  'region',
  'place',
  'lat',
  'lon',
  'geonames',
  'wikidata',
  'population',
  'capital',
  'from',
  'to',
] as const satisfies readonly (keyof AuthorityEntry)[];
const numbers: ReadonlySet<string> = new Set(['lat', 'lon', 'geonames', 'population']);
const aliasSeparator = '|';

/** The entry as a line of the compact file, without the line's end. */
export function entryLine(entry: AuthorityEntry): string {
  const cells = columns.map((column) => {
    const value = entry[column];
    if (Array.isArray(value)) return value.join(aliasSeparator);
    return value === undefined || value === false ? '' : value === true ? '1' : String(value);
  });
  return [entry.id, ...cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)].join('\t');
}

/** Some cells of a line; '' for those that are empty. @param line as `entryLine` makes it */
export function columnsOf(line: string, wanted: readonly (typeof columns)[number][]): string[] {
  const cells = line.split('\t');
  return wanted.map((column) => cells[columns.indexOf(column) + 1] ?? '');
}

/** @param line as `entryLine` makes it */
export function parseEntryLine(line: string): AuthorityEntry {
  const [id = '', ...cells] = line.split('\t');
  const fields: Record<string, unknown> = { id, type: typeOfEntity(id), aliases: [] };
  for (const [i, column] of columns.entries()) {
    const cell = cells[i];
    if (!cell) continue;
    if (column === 'aliases') fields[column] = cell.split(aliasSeparator);
    else if (column === 'capital') fields[column] = true;
    else fields[column] = numbers.has(column) ? Number(cell) : cell;
  }
  return fields as AuthorityEntry;
}
