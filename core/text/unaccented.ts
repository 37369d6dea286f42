/**
 * A text as words of it are looked up: `Mbappé` is `Mbappe`, `İzmir` is `Izmir`, `Jørgensen` is `Jorgensen`.
 * Accents must go before words are stemmed: `mbappe` has another English stem than `mbappé`.
 */
import { normalizeUnicode } from './normalizeUnicode.ts';

export const beyondAscii = /[^\0-\x7f]/;
/**
 * Accents of Latin, Greek and Cyrillic; the points of Hebrew, and the signs of Arabic with the stroke that
 * stretches a word, which most texts leave out. Scripts of India write vowels as marks that stay.
 */
const accents = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]+/g;

/** Letters that Unicode does not divide into a letter and an accent. */
const plain: Record<string, string> = {
  ß: 'ss',
  ẞ: 'SS',
  ø: 'o',
  Ø: 'O',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'TH',
  ı: 'i',
  ħ: 'h',
  Ħ: 'H',
  ŧ: 't',
  Ŧ: 'T',
  ə: 'e',
  Ə: 'E',
};
const undivided = new RegExp(`[${Object.keys(plain).join('')}]`, 'g');

/** `Jørgensen` is `Jorgensen`, `Weiß` is `Weiss`; accents stay. */
export function plainLetters(text: string): string {
  return text.replaceAll(undivided, (letter) => plain[letter] ?? letter);
}

/** Words stay divided as they are, and capitals stay capitals. */
export function unaccented(text: string): string {
  if (!beyondAscii.test(text)) return text;
  const letters = normalizeUnicode(text, 'NFD').replaceAll(accents, '');
  // Greek has another s at the end of a word.
  return plainLetters(normalizeUnicode(letters, 'NFC')).replaceAll('ς', 'σ');
}
