/**
 * The titles before a person's name, which are no part of it. They are read from the text, so they do not
 * depend on what recognised the name.
 */
import { addresses, lettersBefore, officeParts, offices, otherAddresses, otherRoles } from './data/people.ts';

/** Whether the word shows that a person's name follows: "Mr", "Minister". */
export const isTitle = (word: string): boolean => addresses.has(word) || offices.has(word.toLowerCase());

/** "MR ANA VELMAR" in a transcript. MS Velmar has two initials, unless all is in capitals. */
export const capitalAddresses = new Set([...addresses].map((address) => address.toUpperCase()));

/** Whether the word, before a person's name, is a title of any kind. */
export function isAnyTitle(word: string): boolean {
  const lower = word.toLowerCase().replace(/\.$/, '');
  const isRole = offices.has(lower) || otherRoles.has(lower);
  return isRole || addresses.has(word) || otherAddresses.has(lower) || lettersBefore.has(word);
}

const maxTitleWords = 4;
/** In characters. Longer words are not titles. */
const maxWordLength = 20;

/** Whether a name has a form of address. "Mrs Velmar", unlike "the leader Velmar", is surely a person. */
export function isAddressed(text: string, start: number): boolean {
  const end = start - 1;
  return text[end] === ' ' && addresses.has(text.slice(wordStart(text, end), end));
}

/** The titles before a place in the text, in lower case: `mrs`, `prime minister`; '' if there are none. */
export function titleBefore(text: string, start: number): string {
  const titles: string[] = [];
  const inCapitals = /^\p{Lu}{2}/u.test(text.slice(start, start + 2));
  for (let end = start - 1; titles.length < maxTitleWords && text[end] === ' '; ) {
    const from = wordStart(text, end);
    const word = text.slice(from, end);
    const lower = word.toLowerCase().replace(/\.$/, '');
    const is = isAnyTitle(word) || (inCapitals && capitalAddresses.has(word));
    if (!is && !(titles.length > 0 && officeParts.has(lower))) break;
    titles.unshift(lower);
    end = from - 1;
  }
  return titles.join(' ');
}

/** The beginning of the word that ends at `end`. */
function wordStart(text: string, end: number): number {
  let from = end;
  while (from > 0 && end - from < maxWordLength && !/[\s([“"]/.test(text.charAt(from - 1))) from--;
  return from;
}
