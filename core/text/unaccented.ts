/**
 * A text as words of it are looked up: `Mbappé` is `Mbappe`, `İzmir` is `Izmir`, `Jørgensen` is `Jorgensen`.
 * Accents must go before words are stemmed: `mbappe` has another English stem than `mbappé`.
 */
import { normalizeUnicode } from './normalizeUnicode.ts';

const beyondAscii = /[^\0-\x7f]/;
/** Those of Latin, Greek and Cyrillic. Other scripts write vowels as marks. */
const accents = /[\u0300-\u036f]+/g;

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
};
const undivided = new RegExp(`[${Object.keys(plain).join('')}]`, 'g');

/** Words stay divided as they are, and capitals stay capitals. */
export function unaccented(text: string): string {
  if (!beyondAscii.test(text)) return text;
  const letters = normalizeUnicode(text, 'NFD').replaceAll(accents, '');
  return normalizeUnicode(letters, 'NFC').replaceAll(undivided, (letter) => plain[letter] ?? letter);
}
