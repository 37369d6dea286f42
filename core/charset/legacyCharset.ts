/**
 * Recognises charsets by what only they can mean: DOS Cyrillic (code page 866), Thai (TIS-620, windows-874),
 * Mac Roman and the Baltic windows-1257. A charset is recognised only if nearly every character beyond ASCII
 * is where its script allows it, so that text in another charset never matches. `charsetDetection.ts` decides
 * everything else.
 */

/** Minimum number of characters beyond ASCII: fewer are no evidence. */
const minCharacters = { cyrillic: 12, thai: 30, western: 4, baltic: 4 };

type LegacyCharset = 'ibm866' | 'windows-874' | 'windows-1257' | 'macintosh';

/**
 * The WHATWG name of the charset, or `undefined` if none of them is certain.
 *
 * @param sample bytes that are not UTF-8
 */
export function legacyCharset(sample: Uint8Array): LegacyCharset | undefined {
  if (isThai(sample)) return 'windows-874';
  if (isBaltic(sample)) return 'windows-1257';
  if (isDosCyrillic(sample)) return 'ibm866';
  return isMacRoman(sample) ? 'macintosh' : undefined;
}

/**
 * Tests for Cyrillic words in lower case, capitalized or in capitals, with vowels and without letters of
 * other alphabets. Ukrainian has the Latin i, because code page 866 has no other. What other Cyrillic
 * charsets encode as lower case is, in code page 866, box drawing or a random mix of cases.
 */
function isDosCyrillic(sample: Uint8Array): boolean {
  const text = new TextDecoder('ibm866').decode(sample);
  const beyond = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  const letters = text.match(/[А-яЁёЄєЇїЎў]/g)?.length ?? 0;
  if (letters < minCharacters.cyrillic || letters < 0.97 * beyond) return false;
  const words = (text.match(/\p{L}+/gu) ?? []).filter((word) => /[А-яЁёЄєЇїЎў]/.test(word));
  const cased = words.filter((word) => /^(?:[А-ЯЁЄЇЎI]?[а-яёєїўi]+|[А-ЯЁЄЇЎI]+)$/.test(word));
  const common = commonLetters(text);
  const long = cased.filter((word) => word.length > 3);
  const pronounceable = long.filter(
    (word) => /[аеёиоуыэюяєїi]/i.test(word) && !/[ъыь]{2}|^[ъыь]/i.test(word),
  );
  return (
    cased.length >= 0.97 * words.length &&
    long.length > 0 &&
    pronounceable.length >= 0.9 * long.length &&
    common >= 0.5 * letters &&
    otherCyrillic.every((charset) => commonLetters(new TextDecoder(charset).decode(sample)) < common)
  );
}

/** Read as one of these, text in code page 866 has fewer of the commonest letters. */
const otherCyrillic = ['windows-1251', 'koi8-r', 'iso-8859-5'];

/** How many are of the nine letters that make up half of any Russian, Ukrainian or Bulgarian text. */
function commonLetters(text: string): number {
  return text.match(/[аеинорствАЕИНОРСТВ]/g)?.length ?? 0;
}

/**
 * Tests the rules of Thai for the order of characters (TIS 620-2533, WTT 2.0): a sign above or below follows
 * a consonant, and a leading vowel precedes one.
 */
function isThai(sample: Uint8Array): boolean {
  const beyond = sample.filter((byte) => byte >= 0x80);
  const letters = beyond.filter(isThaiLetter);
  if (
    letters.length < minCharacters.thai ||
    !beyond.every((byte) => isThaiLetter(byte) || isPunctuation(byte))
  )
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
  return !isLeadingVowel(before) || isConsonant(byte);
}

/**
 * The fifteen commonest characters, two thirds of any text: า น ร อ ก เ ง ม ย ล ว ด ท ส and the tone mark ่.
 */
const commonThai = new Set(Buffer.from('d2b9c3cda1e0a7c1c2c5c7b4b7cae8', 'hex'));

const within = (byte: number, first: number, last: number): boolean => byte >= first && byte <= last;
const isConsonant = (byte: number): boolean => within(byte, 0xa1, 0xce);
const isLeadingVowel = (byte: number): boolean => within(byte, 0xe0, 0xe4);
/** Vowels above and below, tone marks, and the mark of a silent letter. */
const isSign = (byte: number): boolean =>
  byte === 0xd1 || within(byte, 0xd4, 0xda) || within(byte, 0xe7, 0xee);
const isThaiLetter = (byte: number): boolean => within(byte, 0xa1, 0xda) || within(byte, 0xdf, 0xfb);
/** Microsoft's additions: the euro, an ellipsis, quotation marks, dashes, a no-break space. */
const isPunctuation = (byte: number): boolean =>
  byte === 0x80 || byte === 0x85 || within(byte, 0x91, 0x97) || byte === 0xa0;

/**
 * Of Lithuanian, Latvian and Estonian the letters beyond ASCII; those whose bytes are no letters of the
 * languages that have others for š or ž: Icelandic (ð, þ), Croatian (đ), Turkish (ğ, ş) and Romanian (ţ); and
 * common words, since names from several languages may have all those bytes: Solskjær, Guðjohnsen, Zoë.
 */
const baltic: readonly (readonly [letters: RegExp, own: RegExp, word: RegExp])[] = [
  [/[ąčęėįšųūž]/gi, /[ąėū]/i, /(?<!\p{L})(?:ir|iš|kad|yra|bet|tai|apie|kaip|buvo|nuo|dėl)(?!\p{L})/u],
  [/[āčēģīķļņšūž]/gi, /[ģļņ]/i, /(?<!\p{L})(?:un|ir|ka|ar|par|kas|vai|arī|pēc)(?!\p{L})/u],
  [/[äöõšüž]/gi, /õ/i, /(?<!\p{L})(?:ja|on|ei|et|oli|ning|kui|aga)(?!\p{L})/u],
];

/** Tests for the letters and words of one of these languages, with a š or a ž. */
function isBaltic(sample: Uint8Array): boolean {
  const text = new TextDecoder('windows-1257').decode(sample);
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const letters = count(/[^\0-\x7f‚„“”‘’–—…«»€°§\u00a0]/g);
  if (letters < minCharacters.baltic || !/[šž]/i.test(text)) return false;
  return baltic.some(
    ([known, own, word]) => count(known) >= 0.95 * letters && own.test(text) && word.test(text),
  );
}

/**
 * Tests for words of Latin letters in which nearly every character beyond ASCII is plausible as Mac Roman and
 * many are not as windows-1252: Mac Roman's "café" and "it’s" read "cafŽ" and "itÕs" there.
 */
function isMacRoman(sample: Uint8Array): boolean {
  const text = new TextDecoder('macintosh').decode(sample);
  const { beyond, plausible } = countPlausible(text);
  const ascii = text.match(/[a-z]/gi)?.length ?? 0;
  if (beyond < minCharacters.western || beyond * 3 > ascii || plausible < 0.95 * beyond) return false;
  const asWindows = countPlausible(new TextDecoder('windows-1252').decode(sample));
  return asWindows.plausible <= 0.6 * asWindows.beyond;
}

/** Also Š and Ž, which Mac Roman has not: Croatian text may have no other letter beyond ASCII. */
const lower = 'àáâãäåæçèéêëìíîïñòóôõöøœšùúûüž';
const upper = 'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒŠÙÚÛÜŽ';

/** Letters beyond ASCII where a word may have them: the case fits that of the letter beside them. */
const plausibleLetters = new RegExp(
  [
    `(?<=[\\p{Ll}’])[ß${lower}ÿ]`,
    `[ß${lower}](?=\\p{Ll})`,
    `(?<=\\p{Lu})[${lower}]`,
    `(?<![\\p{L}\\d])[${upper}](?=\\p{L})`,
    `(?<=\\p{Lu})[${upper}]`,
    // Words of one letter: French "à", Italian "è", Portuguese "é", Spanish "ó".
    '(?<![\\p{L}\\d])[àáèéóÀÁÈÉÓ](?![\\p{L}\\d])',
  ].join('|'),
  'gu',
);

/** Punctuation and signs beyond ASCII where a text may have them. */
const plausibleMarks = new RegExp(
  [
    '(?<=\\p{L})’',
    '(?<![\\p{L}\\d])[“‘«„](?=\\s?[\\p{L}\\d])',
    '(?<=[\\p{L}\\d.,!?…]\\s?)[”’»“](?![\\p{L}\\d])',
    '(?<=[\\s\\d])[–—](?=[\\s\\d])',
    '(?<=\\p{L})—(?=\\p{L})',
    '…',
    '(?<=\\d)[°€£\\u00a0]',
    '[€£](?=\\d)',
    '(?<=\\s)•',
    '\\u00a0(?=[»?!:;\\d])',
    '(?<=«)\\u00a0',
    '[¿¡](?=\\p{L})',
  ].join('|'),
  'gu',
);

/** Counts the characters beyond ASCII, and those of them that are plausible where they are. */
function countPlausible(text: string): { beyond: number; plausible: number } {
  const beyond = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  return {
    beyond,
    plausible: (text.match(plausibleLetters)?.length ?? 0) + (text.match(plausibleMarks)?.length ?? 0),
  };
}
