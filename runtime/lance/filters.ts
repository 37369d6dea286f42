/** Translates conditions other than those about the text to SQL. No input is ever parsed as syntax. */
import { groupsOf } from '../../core/groupsOf.ts';
import type { SearchCondition } from '../../core/ports/searchCondition.ts';
import type { SearchPlace } from '../../core/ports/searchListing.ts';
import { subjectKey } from '../../core/search/subjectKey.ts';
import { subjectKeys } from './rows.ts';

/** A text as an SQL literal. LanceDB's SQL has one special character, the quote, which is doubled. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Texts as SQL literals, separated by commas. */
export function literals(values: readonly string[]): string {
  return values.map(literal).join(', ');
}

/** In one condition. */
const idsTogether = 500;

/** Filters that together match the rows with these ids. */
export function* filtersOfIds(ids: readonly string[]): Generator<string> {
  for (const some of groupsOf(ids, idsTogether)) yield `id IN (${literals(some)})`;
}

/** Tombstones have no words, but match conditions such as `published < …`. */
export const notGone = 'gone = false';

/** The SQL filter of conditions that must all hold; tombstones do not pass. */
export function filterOf(conditions: readonly SearchCondition[]): string {
  return [notGone, ...conditions.map(sqlOf)].join(' AND ');
}

/** The SQL filter of those of these filters that there are; '' if there is none. */
export function allOf(...filters: readonly (string | undefined)[]): string {
  return filters.filter((each) => each !== undefined).join(' AND ');
}

/** The SQL filter of the rows after a place: older ones, and those of its day with a higher id. */
export function afterPlace({ published, id }: SearchPlace): string {
  const day = literal(published);
  return `(published < ${day} OR (published = ${day} AND id > ${literal(id)}))`;
}

/** @param condition without terms about the text */
export function sqlOf(condition: SearchCondition): string {
  if ('all' in condition) return joined(condition.all, ' AND ', 'true');
  if ('any' in condition) return joined(condition.any, ' OR ', 'false');
  if ('not' in condition) return `NOT ${sqlOf(condition.not)}`;
  if ('entities' in condition) return `array_has_any(entities, [${literals(condition.entities)}])`;
  if ('documents' in condition) return anyOf([...filtersOfIds(condition.documents)]);
  if ('type' in condition) return `array_has(types, ${literal(condition.type)})`;
  if ('source' in condition)
    return condition.prefix
      ? beginsWith('source', condition.source)
      : `source = ${literal(condition.source)}`;
  if ('subject' in condition) return `array_has(${subjectKeys}, ${literal(subjectKey(condition.subject))})`;
  if ('status' in condition) return `status = ${literal(condition.status)}`;
  if ('country' in condition) return `array_has(countries, ${literal(condition.country)})`;
  if ('language' in condition) {
    const { language } = condition;
    return `(language = ${literal(language)} OR ${beginsWith('language', `${language}-`)})`;
  }
  if ('from' in condition) return `published >= ${literal(condition.from)}`;
  // The '' of undated documents sorts before all days.
  if ('to' in condition) return `(published <= ${literal(condition.to)} AND published != '')`;
  throw new Error(`no filter: ${Object.keys(condition).join()}`);
}

/** LanceDB turns `starts_with` into a look-up that its bitmap indices refuse. */
function beginsWith(column: string, text: string): string {
  return `left(${column}, ${Array.from(text).length}) = ${literal(text)}`;
}

function joined(conditions: readonly SearchCondition[], operator: string, none: string): string {
  return conditions.length === 0 ? none : `(${conditions.map(sqlOf).join(operator)})`;
}

const anyOf = (filters: readonly string[]): string =>
  filters.length === 0 ? 'false' : `(${filters.join(' OR ')})`;
