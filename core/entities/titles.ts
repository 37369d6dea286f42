/** What a person is called before the name: told from the text, so that it works whatever recognised the name. */
import { addresses, officeParts, offices } from './data/people.ts';

/** So far back a title is looked for, in UTF-16 units. */
const reach = 60;
const mostWords = 4;

/** The titles before a name, in lower case: `mrs`; `prime minister`. '' where there is none. */
export function titleBefore(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - reach), start);
  if (!before.endsWith(' ')) return '';
  const words = before.trimEnd().split(/\s+/).slice(-mostWords).reverse();
  const title: string[] = [];
  for (const word of words) {
    const lower = word.toLowerCase().replace(/\.$/, '');
    const is = addresses.has(word) || offices.has(lower) || (title.length > 0 && officeParts.has(lower));
    if (!is) break;
    title.unshift(lower);
  }
  return title.join(' ');
}
