/** What a person is called before the name: told from the text, so that it works whatever recognised the name. */
import { addresses, officeParts, offices } from './data/people.ts';

const mostWords = 4;
/** A longer word is no title. */
const longestWord = 20;

/** The titles before a name, in lower case: `mrs`; `prime minister`. '' where there is none. */
export function titleBefore(text: string, start: number): string {
  const titles: string[] = [];
  for (let end = start - 1; titles.length < mostWords && text[end] === ' '; ) {
    const from = beginningOf(text, end);
    const word = text.slice(from, end);
    const lower = word.toLowerCase().replace(/\.$/, '');
    if (!(addresses.has(word) || offices.has(lower) || (titles.length > 0 && officeParts.has(lower)))) break;
    titles.unshift(lower);
    end = from - 1;
  }
  return titles.join(' ');
}

/** Where the word that ends at `end` begins. */
function beginningOf(text: string, end: number): number {
  let from = end;
  while (from > 0 && end - from < longestWord && !/\s/.test(text.charAt(from - 1))) from--;
  return from;
}
