/**
 * Detects the character set of bytes that are not UTF-8 and have no label: first by certain evidence
 * (`legacyCharset.ts`), then by chardet's letter statistics if they are clear enough. The thresholds were
 * tuned on a paragraph of news in eighteen languages and thirty encodings, and on its first 120 and 40
 * characters.
 */
// chardet's entry point needs a file system, so this imports its recognisers directly.
import * as mbcs from 'chardet/lib/encoding/mbcs.js';
import * as sbcs from 'chardet/lib/encoding/sbcs.js';
import { legacyCharset } from './legacyCharset.ts';

/** How many bytes the tests of a character set and of binary data read. */
export const sampleBytes = 64 * 1024;

const recognisers = [
  ...[new mbcs.sjis(), new mbcs.big5(), new mbcs.euc_jp(), new mbcs.euc_kr(), new mbcs.gb_18030()],
  ...[
    new sbcs.ISO_8859_1(),
    new sbcs.ISO_8859_2(),
    new sbcs.ISO_8859_5(),
    new sbcs.ISO_8859_6(),
    new sbcs.ISO_8859_7(),
  ],
  ...[
    new sbcs.ISO_8859_8(),
    new sbcs.ISO_8859_9(),
    new sbcs.windows_1251(),
    new sbcs.windows_1256(),
    new sbcs.KOI8_R(),
  ],
];

/**
 * Minimum confidences of chardet, 0–100. Multibyte encodings have strict rules, so a text in one of them
 * scores high. `overWestern`: the required lead over windows-1252 if the bytes make sense as that.
 */
const minConfidence = { multibyte: 70, singleByte: 28, overWestern: 10 };

/**
 * Maximum share of symbols among the characters beyond ASCII. Quotation marks are symbols too, so it is not
 * near zero.
 */
const maxSymbolShare = 0.3;

/** WHATWG names by chardet's names. */
const multibyte: Record<string, string> = {
  Shift_JIS: 'shift_jis',
  'EUC-JP': 'euc-jp',
  'EUC-KR': 'euc-kr',
  Big5: 'big5',
  GB18030: 'gb18030',
};

/** By chardet's name, the WHATWG charsets to choose from: they differ in few letters. */
const families: Record<string, readonly string[]> = {
  'windows-1251': ['windows-1251'],
  'KOI8-R': ['koi8-u'],
  'ISO-8859-5': ['iso-8859-5'],
  'ISO-8859-7': ['iso-8859-7', 'windows-1253'],
  'windows-1253': ['iso-8859-7', 'windows-1253'],
  'ISO-8859-2': ['iso-8859-2', 'windows-1250'],
  'windows-1250': ['windows-1250'],
  'ISO-8859-9': ['windows-1254'],
  'windows-1254': ['windows-1254'],
  'ISO-8859-8': ['windows-1255'],
  'windows-1255': ['windows-1255'],
  'ISO-8859-6': ['iso-8859-6'],
  'windows-1256': ['windows-1256'],
};

const western = new Set(['ISO-8859-1', 'windows-1252']);

/** The WHATWG name of the charset, or `undefined` if no charset is clear enough. */
export function detectCharset(bytes: Uint8Array): string | undefined {
  const from = Math.max(0, bytes.findIndex((byte) => byte >= 0x80) - 64);
  const sample = bytes.subarray(from, from + sampleBytes);
  const legacy = legacyCharset(sample);
  if (legacy !== undefined) return legacy;
  const candidates = rankCandidates(sample);
  const wide = candidates.find(
    ({ name, confidence }) => name in multibyte && confidence >= minConfidence.multibyte,
  );
  const wideCharset = wide && multibyte[wide.name];
  if (wideCharset !== undefined && decodes(sample, wideCharset)) return wideCharset;
  const best = candidates.find(({ name }) => name in families || western.has(name));
  const asWestern = candidates.find(({ name }) => western.has(name))?.confidence ?? 0;
  const looksWestern = makesSenseAsWestern(sample);
  const clear =
    best !== undefined &&
    best.confidence >= minConfidence.singleByte &&
    (!looksWestern || best.confidence >= asWestern + minConfidence.overWestern);
  const family = clear ? families[best.name] : undefined;
  if (family !== undefined) return bestOfFamily(family, sample, best?.lang);
  return looksWestern ? 'windows-1252' : undefined;
}

/** The matches of all recognisers, best first. */
function rankCandidates(sample: Uint8Array) {
  const byteStats = new Array<number>(256).fill(0);
  for (const byte of sample) byteStats[byte] = (byteStats[byte] ?? 0) + 1;
  const c1Bytes = byteStats.slice(0x80, 0xa0).some((count) => count > 0);
  const context = {
    byteStats,
    c1Bytes,
    rawInput: sample,
    rawLen: sample.length,
    inputBytes: sample,
    inputLen: sample.length,
  };
  return recognisers
    .flatMap((recogniser) => recogniser.match(context) ?? [])
    .sort((a, b) => b.confidence - a.confidence);
}

/** The charset in which the fewest bytes beyond ASCII are symbols or letters foreign to the language. */
function bestOfFamily(
  family: readonly string[],
  sample: Uint8Array,
  language: string | undefined,
): string | undefined {
  const ranked = family
    .filter((charset) => decodes(sample, charset))
    .map((charset) => ({ charset, share: symbolShare(new TextDecoder(charset).decode(sample), language) }));
  const [best] = ranked.sort((a, b) => a.share - b.share);
  return best !== undefined && best.share <= maxSymbolShare ? best.charset : undefined;
}

/**
 * The share of controls, of symbols such as ¢ and ¬, and of letters foreign to the language, in what is
 * beyond ASCII.
 */
function symbolShare(text: string, language: string | undefined): number {
  const beyond = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  const symbols = text.match(/[\u0080-\u009f\u00a1-\u00bf\u02c7\u02d8\u02d9]/g)?.length ?? 0;
  const foreign = language === 'pl' ? (text.match(/[šžťľŠŽŤĽ]/g)?.length ?? 0) : 0;
  return (symbols + foreign) / Math.max(beyond, 1);
}

function decodes(sample: Uint8Array, charset: string): boolean {
  try {
    // The sample may end inside a character.
    new TextDecoder(charset, { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * In Western text most letters are ASCII. Cyrillic or Japanese bytes are mostly beyond ASCII: as windows-1252
 * they would be nonsense, which should be refused and not stored.
 */
function makesSenseAsWestern(bytes: Uint8Array): boolean {
  let letters = 0;
  let high = 0;
  let unassigned = 0;
  for (const byte of bytes) {
    if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a && byte < 0x80) letters++;
    else if (byte >= 0x80) {
      high++;
      if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d) unassigned++;
    }
  }
  return unassigned === 0 && high * 4 <= letters;
}
