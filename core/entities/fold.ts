/** The folded forms of a name, by which names are looked up and ids are made. Browsers use them too. */
import { normalizeUnicode } from '../text/normalizeUnicode.ts';
import { remembering } from '../text/remembering.ts';
import { plainLetters } from '../text/unaccented.ts';
import { commonestSpellings } from './data/cyrillicGivenNames.ts';

/**
 * The folded form under which a name is looked up: that of its letters (`foldLetters`), with one spelling for
 * what newsrooms write in several ways. "Sergey Zelenskyy" folds to `sergei zelensky`.
 */
export const fold = remembering((name) => foldLetters(name).replaceAll(/\p{L}+/gu, commonestSpelling));

/** -ський and -ский, behind a stem: SKYY is no Sky. Polish -ski is another ending. */
const endingsOfSky = /(?<=\p{L}{2})sk[iy][ijy]$/u;

const commonestSpelling = (word: string): string =>
  commonestSpellings.get(word) ?? word.replace(endingsOfSky, 'sky');

/**
 * Lower case, no accents, single spaces. Letters of every script are kept. "Chung Eui-Yong" and "CHUNG EUI
 * YONG" fold alike; "U.S." folds to `us`.
 */
export function foldLetters(text: string): string {
  if (/^[a-zA-Z]+(?: [a-zA-Z]+)*$/.test(text)) return text.toLowerCase();
  const letters = normalizeUnicode(text, 'NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const folded = plainLetters(letters)
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return normalizeUnicode(folded, 'NFC');
}

/** The same, as it stands in an id. */
export const hyphenated = (name: string): string => fold(name).replaceAll(' ', '-');
