/** The text of search rows and the words of queries, as LanceDB finds words. */
import { normalizeUnicode } from '../text/normalizeUnicode.ts';
import { unaccented } from '../text/unaccented.ts';
import { divideWords } from '../text/unspacedScripts.ts';

/** Letters, digits and signs as wide as a Chinese character, and half as wide kana. */
const widths = /[\uff01-\uffef]+/g;

/** Without accents, in letters of usual width, with spaces between words also where a script has none. */
export function searchedForm(text: string): string {
  return divideWords(unaccented(text.replaceAll(widths, (run) => normalizeUnicode(run, 'NFKC'))));
}
