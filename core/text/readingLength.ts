/**
 * Measures texts of any script by one scale: letters of an alphabet. A character that stands for a syllable
 * or a word says as much as two or three letters.
 */

/** Characters of Chinese, Japanese and Korean. */
const dense = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/g;
const lettersEach = 2.5;

/** How many letters of an alphabet would say as much as the text. */
export function readingLength(text: string): number {
  return text.length + (lettersEach - 1) * (text.match(dense)?.length ?? 0);
}

/** Scripts that put no spaces between words: Chinese and Japanese; Thai, Lao, Burmese and Khmer. */
const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+/g;
const lettersInWord = 5;

/** About how many words the text has, if it is on one line. */
export function wordCount(text: string): number {
  let words = 1;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) words++;
  for (const run of text.match(unspaced) ?? []) words += Math.floor(readingLength(run) / lettersInWord);
  return words;
}

/** Whether the text has words, rather than being one: a space, or a script that has none. */
export function hasWords(text: string): boolean {
  return wordCount(text) > 1;
}
