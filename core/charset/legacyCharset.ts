/**
 * Character sets of the time before Windows, told by what only they make sense of: DOS Cyrillic (code page 866), Thai (TIS-620, windows-874)
 * and Mac Roman. Each is claimed only where nearly every letter beyond ASCII stands where the writing has it, so that no text of another
 * character set is taken for it; `guess.ts` judges the rest.
 */

/** Fewer letters beyond ASCII than this prove nothing. */
const fewest = { cyrillic: 12, thai: 30, western: 4 };

/** The WHATWG name, or `undefined` where it is none of them for certain. @param sample bytes that are not UTF-8 */
export function legacyCharset(sample: Uint8Array): 'ibm866' | 'windows-874' | 'macintosh' | undefined {
  if (isThai(sample)) return 'windows-874';
  if (isDosCyrillic(new TextDecoder('ibm866').decode(sample))) return 'ibm866';
  return isMacRoman(sample) ? 'macintosh' : undefined;
}

/**
 * Cyrillic words (in Ukrainian with the Latin «i», since there is no other) in lower case, capitalized or in capitals, with vowels, and of no letters of other alphabets. What Windows, KOI8 and ISO
 * 8859-5 have as small letters are frames of tables here, or capitals and small letters in a jumble.
 */
function isDosCyrillic(text: string): boolean {
  const beyond = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  const letters = text.match(/[А-яЁёЄєЇїЎў]/g)?.length ?? 0;
  if (letters < fewest.cyrillic || letters < 0.97 * beyond) return false;
  const words = (text.match(/\p{L}+/gu) ?? []).filter((word) => /[А-яЁёЄєЇїЎў]/.test(word));
  const cased = words.filter((word) => /^(?:[А-ЯЁЄЇЎI]?[а-яёєїўi]+|[А-ЯЁЄЇЎI]+)$/.test(word));
  const long = cased.filter((word) => word.length > 3);
  const spoken = long.filter((word) => /[аеёиоуыэюяєїi]/i.test(word) && !/[ъыь]{2}|^[ъыь]/i.test(word));
  return (
    cased.length >= 0.97 * words.length &&
    long.length > 0 &&
    spoken.length >= 0.9 * long.length &&
    hasCommonLetters(text, letters)
  );
}

/** Half of the letters of any Russian, Ukrainian or Bulgarian text are among these nine. */
function hasCommonLetters(text: string, letters: number): boolean {
  return (text.match(/[аеинорствАЕИНОРСТВ]/g)?.length ?? 0) >= 0.5 * letters;
}

/**
 * Thai has no spaces between words and rules for what may follow what (TIS 620-2533, WTT 2.0): signs above and below stand on a consonant,
 * and the vowels that are written first stand before one.
 */
function isThai(sample: Uint8Array): boolean {
  const beyond = sample.filter((byte) => byte >= 0x80);
  const letters = beyond.filter(isThaiLetter);
  if (letters.length < fewest.thai || !beyond.every((byte) => isThaiLetter(byte) || isPunctuation(byte)))
    return false;
  const share = (count: number) => count / letters.length;
  const signs = share(letters.filter(isSign).length);
  const wrong = share(
    sample.filter((byte, i) => byte >= 0x80 && !mayFollow(sample[i - 1] ?? 0, byte)).length,
  );
  const common = share(letters.filter((byte) => commonThai.has(byte)).length);
  return wrong <= 0.01 && signs >= 0.12 && signs <= 0.45 && common >= 0.55;
}

function mayFollow(before: number, byte: number): boolean {
  if (isSign(byte)) return isConsonant(before) || isSign(before);
  return !isFirstVowel(before) || isConsonant(byte);
}

/** The fifteen commonest letters and signs, two thirds of any text: า น ร อ ก เ ง ม ย ล ว ด ท ส and the tone ่. */
const commonThai = new Set(Buffer.from('d2b9c3cda1e0a7c1c2c5c7b4b7cae8', 'hex'));

const within = (byte: number, first: number, last: number): boolean => byte >= first && byte <= last;
const isConsonant = (byte: number): boolean => within(byte, 0xa1, 0xce);
const isFirstVowel = (byte: number): boolean => within(byte, 0xe0, 0xe4);
/** Vowels above and below, tones and the sign that silences a letter. */
const isSign = (byte: number): boolean =>
  byte === 0xd1 || within(byte, 0xd4, 0xda) || within(byte, 0xe7, 0xee);
const isThaiLetter = (byte: number): boolean => within(byte, 0xa1, 0xda) || within(byte, 0xdf, 0xfb);
/** What Microsoft added: the euro, an ellipsis, quotation marks, dashes, a space that holds together. */
const isPunctuation = (byte: number): boolean =>
  byte === 0x80 || byte === 0x85 || within(byte, 0x91, 0x97) || byte === 0xa0;

/**
 * Words of Latin letters in which nearly all that is beyond ASCII stands where such a letter or mark may stand, and as windows-1252 much
 * does not: «cafŽ» and «itÕs» are Mac Roman's «café» and «it’s».
 */
function isMacRoman(sample: Uint8Array): boolean {
  const text = new TextDecoder('macintosh').decode(sample);
  const { beyond, fitting } = placed(text);
  const ascii = text.match(/[a-z]/gi)?.length ?? 0;
  if (beyond < fewest.western || beyond * 3 > ascii || fitting < 0.95 * beyond) return false;
  const otherwise = placed(new TextDecoder('windows-1252').decode(sample));
  return otherwise.fitting <= 0.6 * otherwise.beyond;
}

const fittingLetter =
  /(?<=[\p{Ll}’])[ßàáâãäåæçèéêëìíîïñòóôõöøœùúûüÿ]|[ßàáâãäåæçèéêëìíîïñòóôõöøœùúûü](?=\p{Ll})|(?<=\p{Lu})[àáâãäåæçèéêëìíîïñòóôõöøœùúûü]|(?<![\p{L}\d])[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜ](?=\p{L})|(?<=\p{Lu})[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜ]|(?<![\p{L}\d])[àé](?![\p{L}\d])/gu;
const fittingMark =
  /(?<=\p{L})’|(?<![\p{L}\d])[“‘«„](?=\s?[\p{L}\d])|(?<=[\p{L}\d.,!?…]\s?)[”’»“](?![\p{L}\d])|(?<=[\s\d])[–—](?=[\s\d])|(?<=\p{L})—(?=\p{L})|…|(?<=\d)[°€£\u00a0]|[€£](?=\d)|(?<=\s)•|\u00a0(?=[»?!:;\d])|(?<=«)\u00a0|[¿¡](?=\p{L})/gu;

/** How many of the characters beyond ASCII there are, and how many stand where writing has them. */
function placed(text: string): { beyond: number; fitting: number } {
  const beyond = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  return {
    beyond,
    fitting: (text.match(fittingLetter)?.length ?? 0) + (text.match(fittingMark)?.length ?? 0),
  };
}
