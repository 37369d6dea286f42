/** One line of a file of the authority: what its fields are, and what is wrong with one that is no entry. */

import { entityTypes } from '../../entities/annotation.ts';
import type { AuthorityEntry } from '../../entities/authority/entry.ts';
import { foldLetters, hyphenated } from '../../entities/fold.ts';
import { inUsualOrder } from '../../entities/personName.ts';
import { slug } from '../../entities/slug.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { wordSet } from '../../text/wordSet.ts';

/** The fields of a line by name; those of CSV are texts, '' if absent. */
export type EntryFields = Record<string, unknown>;

export const fieldNames: ReadonlySet<string> = wordSet`
  id name aliases type wikidata geonames lat lon from to country region source
`;

/** UTF-16 units of a name, and how many aliases an entry may have. */
const longestName = 200;
const longestSource = 1_000;
const mostAliases = 200;

/** What is wrong with a line. */
class Fault extends Error {}

/** @returns the entry, or in words why the line is none */
export function readEntry(fields: EntryFields, source: string): AuthorityEntry | string {
  try {
    return toEntry(fields, source);
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
}

function toEntry(fields: EntryFields, source: string): AuthorityEntry {
  const inOrder = isOfPerson(fields) ? inUsualOrder : (name: string) => name;
  const name = inOrder(readName(fields.name, 'name'));
  const { id, type } = readId(fields, name);
  const [lat, lon] = [readNumber(fields, 'lat', 90), readNumber(fields, 'lon', 180)];
  if ((lat === undefined) !== (lon === undefined)) throw new Fault('lat and lon must come together');
  const [from, to] = [readDay(fields, 'from'), readDay(fields, 'to')];
  if (from !== undefined && to !== undefined && to < from)
    throw new Fault(`to (${to}) is before from (${from})`);
  const optional = {
    ...{ lat, lon, from, to },
    geonames: readGeoNamesId(fields.geonames),
    wikidata: readCode(fields, 'wikidata', /^Q[1-9]\d{0,11}$/, 'like Q90'),
    country: readCode(fields, 'country', /^[A-Z]{2}$/, 'an ISO 3166-1 code of two capitals'),
    region: readCode(fields, 'region', /^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'an ISO 3166-2 code like US-TX'),
  };
  const aliases = readAliases(fields.aliases)
    .map(inOrder)
    .filter((alias) => alias !== name);
  const ownSource = readSource(fields.source) || source;
  return { id, name, aliases: [...new Set(aliases)], type, source: ownSource, ...omitUndefined(optional) };
}

const isOfPerson = ({ id, type }: EntryFields): boolean =>
  type === 'person' || (typeof id === 'string' && id.startsWith('person/'));

/** Without an id, the type and the name make it, as they make the ids of what documents name. */
function readId(fields: EntryFields, name: string): Pick<AuthorityEntry, 'id' | 'type'> {
  const declared = textOf(fields.type, 'type');
  const id = textOf(fields.id, 'id') || (declared === '' ? '' : `${declared}/${slug(name) ?? ''}`);
  if (id === '') throw new Fault('id is missing, and so is the type that would make it');
  const [prefix = '', rest = '', ...more] = id.split('/');
  const type = entityTypes.find((one) => one === prefix);
  if (type === undefined || more.length > 0)
    throw new Fault(`id "${short(id)}" does not begin with ${entityTypes.join('/, ')}/`);
  const wanted = slug(rest);
  if (wanted === undefined) throw new Fault(`id "${short(id)}" has no letter or digit after ${type}/`);
  const letters = foldLetters(rest).replaceAll(' ', '-');
  const isSpelling = letters === rest && hyphenated(rest) === wanted; // person/sergey-quelle
  if (wanted !== rest && !isSpelling) throw new Fault(`id "${short(id)}" is written ${type}/${wanted}`);
  if (declared !== '' && declared !== type)
    throw new Fault(`type "${short(declared)}" is not that of the id, ${type}`);
  return { id: `${type}/${wanted}`, type };
}

function readAliases(value: unknown): string[] {
  const list = Array.isArray(value) ? value : textOf(value, 'aliases').split(/[;|]/);
  if (list.length > mostAliases) throw new Fault(`${list.length} aliases; the limit is ${mostAliases}`);
  return list.filter((alias) => alias !== '').map((alias) => readName(alias, 'an alias'));
}

function readName(value: unknown, what: string): string {
  const name = textOf(value, what).trim();
  if (name === '') throw new Fault(`${what} is missing`);
  if (name.length > longestName)
    throw new Fault(`${what} has ${name.length} characters; the limit is ${longestName}`);
  if (/[\t\n\r|]/.test(name)) throw new Fault(`${what} has a tab, a line break or a bar in it`);
  if (!name.isWellFormed()) throw new Fault(`${what} has half a character in it`);
  if (slug(name) === undefined) throw new Fault(`${what} "${name}" has no letter or digit`);
  return name;
}

/** Ends up in a line of the compact form, as names do. */
function readSource(value: unknown): string {
  const source = textOf(value, 'source').trim();
  if (source.length > longestSource)
    throw new Fault(`source has ${source.length} characters; the limit is ${longestSource}`);
  if (/[\t\n\r]/.test(source)) throw new Fault('source has a tab or a line break in it');
  if (!source.isWellFormed()) throw new Fault('source has half a character in it');
  return source;
}

function readNumber(fields: EntryFields, field: string, most: number): number | undefined {
  const value = fields[field];
  if (value === undefined || value === null || value === '') return undefined;
  const number = typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !(Math.abs(number) <= most))
    throw new Fault(`${field} "${short(String(value))}" is no number from -${most} to ${most}`);
  return number;
}

function readGeoNamesId(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (!/^[1-9]\d{0,9}$/.test(String(value)))
    throw new Fault(`geonames "${short(String(value))}" is no number of GeoNames`);
  return Number(value);
}

/** A year, a month or a day; all begin with four digits, so they compare as texts. */
function readDay(fields: EntryFields, field: string): string | undefined {
  const value = fields[field];
  const text = typeof value === 'number' ? String(value) : textOf(value, field);
  if (text === '') return undefined;
  if (!/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/.test(text))
    throw new Fault(`${field} "${short(text)}" is no year, month or day like 2021-05-03`);
  return text;
}

function readCode(fields: EntryFields, field: string, form: RegExp, what: string): string | undefined {
  const text = textOf(fields[field], field);
  if (text === '') return undefined;
  if (!form.test(text)) throw new Fault(`${field} "${short(text)}" is not ${what}`);
  return text;
}

function textOf(value: unknown, what: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw new Fault(`${what} is no text`);
  return value;
}

/** A text of the file in a message: the beginning of it, in one line. */
export const short = (text: string): string =>
  (text.length > 60 ? `${text.slice(0, 60)} …` : text).replace(/\s+/g, ' ').toWellFormed();
