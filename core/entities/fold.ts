/** The folded forms of a name, by which names are looked up and ids are made. Browsers use them too. */
import { normalizeUnicode } from '../text/normalizeUnicode.ts';

/**
 * The folded form under which a name is looked up: lower case, no accents, single spaces. Letters of every
 * script are kept. "Chung Eui-Yong" and "CHUNG EUI YONG" fold alike, and so do Zelensky and Zelenskyy;
 * "U.S." folds to `us`.
 */
export function fold(name: string): string {
  return withOneEnding(lettersAndSpaces(name));
}

/**
 * The endings of -ський and -ский, which newsrooms and passports write in six ways, as one: "zelenskyy" is
 * `zelensky`. Polish -ski is another ending.
 */
function withOneEnding(folded: string): string {
  return folded.includes('sk') ? folded.replaceAll(/sk[iy][ijy](?!\p{L})/gu, 'sky') : folded;
}

function lettersAndSpaces(name: string): string {
  if (/^[a-zA-Z]+(?: [a-zA-Z]+)*$/.test(name)) return name.toLowerCase();
  const folded = normalizeUnicode(name, 'NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('ł', 'l')
    .replaceAll('đ', 'd')
    .replaceAll('ð', 'd')
    .replaceAll('þ', 'th')
    .replaceAll('ħ', 'h')
    .replaceAll('ı', 'i')
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return normalizeUnicode(folded, 'NFC');
}

/** The same, as it stands in an id. */
export const hyphenated = (name: string): string => fold(name).replaceAll(' ', '-');
