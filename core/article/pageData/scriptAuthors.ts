/** Finds a story's authors in the data of scripts: pages that scripts render may name them nowhere else. */
import { isObject } from '../../jsonObject.ts';
import { authorsInField } from '../../text/byline/names.ts';
import { lettersAndDigits } from '../../text/lettersAndDigits.ts';
import { readingLength } from '../../text/readingLength.ts';
import { limitedWalk } from './dataEntries.ts';
import { unflattened } from './flatData.ts';
import { jsonValuesIn } from './jsonInScript.ts';

/** A part of a name may be an object of its own: `{"author": {"fields": {"name": …}}}`. */
const maxNameDepth = 4;
const maxAuthors = 10;
/** Data shorter than a title and a name. */
const minLength = 40;
/** A shorter title may be the name of a section. */
const minTitleLength = 15;

const titleKey = /^(?:headline|title|article_?title)$/i;
const authorKey = /^(?:authors?|author_?names?|by_?lines?|writers?|reporters?|journalists?)$/i;
const nameKey = /^(?:(?:full|display)_?name|name)$/i;
const holderKey = /^(?:fields|node|data|attributes|person|author|items|edges)$/i;
/** In flat data, a comma may stand behind the key. */
const mentionsAuthors = /(?:author|byline|writer|reporter|journalist)\w{0,10}\\?["']\s?[:,]/i;

/**
 * The authors in the first object whose title is the page's: data has the authors of other stories too.
 * @param titles what the page's metadata gives as its title
 */
export function authorsInScripts(scripts: readonly string[], titles: readonly string[]): string[] {
  const known = titles.map(lettersAndDigits);
  const isOwn = (value: unknown): boolean => {
    if (typeof value !== 'string' || readingLength(value) < minTitleLength) return false;
    const title = lettersAndDigits(value);
    return known.some((one) => one.startsWith(title));
  };
  const beginnings = titles.map(beginningOf);
  const mayHave = (script: string) =>
    mentionsAuthors.test(script) && beginnings.some((beginning) => beginning.test(script));
  for (const script of scripts.filter(mayHave))
    for (const { value: node } of limitedWalk()(jsonValuesIn(script, minLength).map(unflattened))) {
      const entries = isObject(node) ? Object.entries(node) : [];
      if (!entries.some(([key, value]) => titleKey.test(key) && isOwn(value))) continue;
      const names = entries.flatMap(([key, value]) => (authorKey.test(key) ? namesUnder(value, 0) : []));
      const distinct = [...new Set(names)];
      if (distinct.length > 0 && distinct.length <= maxAuthors) return distinct;
    }
  return [];
}

/**
 * Matches where a title may begin: at its first word. Data may write other letters than ASCII's by their
 * numbers.
 */
function beginningOf(title: string): RegExp {
  const [word = ''] = title.slice(0, minTitleLength).match(/[a-z]{3,}/i) ?? [];
  return new RegExp(word, 'i');
}

/** The names in a name, an object with one, or a list of these. */
function namesUnder(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return authorsInField(value);
  if (depth > maxNameDepth) return [];
  if (Array.isArray(value)) return value.flatMap((one) => namesUnder(one, depth + 1));
  if (!isObject(value)) return [];
  const entries = Object.entries(value);
  const named = entries.find(([key, name]) => nameKey.test(key) && typeof name === 'string');
  if (named !== undefined) return namesUnder(named[1], depth + 1);
  // "data" may be anything but a name.
  return entries.flatMap(([key, inner]) =>
    holderKey.test(key) && typeof inner === 'object' ? namesUnder(inner, depth + 1) : [],
  );
}
