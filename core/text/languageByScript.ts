/**
 * Detects the language of text in a non-Latin script. Languages that share a script are told apart by
 * letters that only some of them use. If two use the same letters, the more common one wins with a lower
 * confidence.
 */
import type { Content } from '../document/record.ts';

type Language = Content['language'];

/** Characters examined; a longer sample does not change the result. */
export const sampleLength = 5000;
/**
 * Minimum count and share of non-Latin letters. The share is well below one because Latin names occur in
 * any text.
 */
const minLetters = 12;
const minShare = 0.4;

/** Scripts that nearly always mean one language in news. */
const scripts: readonly [tag: string, letters: RegExp, confidence: number][] = [
  ['ja', /[\p{sc=Hira}\p{sc=Kana}]/gu, 0.99],
  ['ko', /\p{sc=Hang}/gu, 0.99],
  ['zh', /\p{sc=Han}/gu, 0.95],
  ['el', /\p{sc=Grek}/gu, 0.99],
  ['he', /\p{sc=Hebr}/gu, 0.97],
  ['th', /\p{sc=Thai}/gu, 0.99],
  ['ka', /\p{sc=Geor}/gu, 0.99],
  ['hy', /\p{sc=Armn}/gu, 0.99],
  ['hi', /\p{sc=Deva}/gu, 0.7],
  ['bn', /\p{sc=Beng}/gu, 0.95],
  ['ta', /\p{sc=Taml}/gu, 0.98],
  ['te', /\p{sc=Telu}/gu, 0.98],
  ['gu', /\p{sc=Gujr}/gu, 0.98],
  ['pa', /\p{sc=Guru}/gu, 0.98],
  ['am', /\p{sc=Ethi}/gu, 0.8],
  ['km', /\p{sc=Khmr}/gu, 0.98],
  ['my', /\p{sc=Mymr}/gu, 0.95],
];

/**
 * Scripts of several languages: distinguishing letters, tried in order, and the language to assume if none
 * occurs.
 */
const sharedScripts: readonly {
  letters: RegExp;
  languages: readonly [tag: string, letters: RegExp][];
  other: Language;
}[] = [
  {
    letters: /\p{sc=Cyrl}/gu,
    languages: [
      ['sr', /[ђћ]/giu],
      ['mk', /[ѓќѕ]/giu],
      ['kk', /[әғқңөұү]/giu],
      ['be', /ў/giu],
      ['uk', /[іїєґ]/giu],
      ['ru', /[ыэё]/giu],
      ['bg', /ъ/giu],
    ],
    other: detected('ru', 0.5),
  },
  {
    letters: /\p{sc=Arab}/gu,
    languages: [
      ['ur', /[ٹڈڑےں]/gu],
      ['fa', /[پچژگک]/gu],
    ],
    other: detected('ar', 0.9),
  },
];
/** Minimum share of distinguishing letters (at least one). */
const minDistinguishingShare = 4 / 1000;

/** `undefined` if most of the text is in Latin letters or the text is too short. */
export function languageByScript(text: string): Language | undefined {
  const sample = text.slice(0, sampleLength);
  if (beyondLatin(sample) < minLetters) return undefined;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const enough = (count: number) => count >= minLetters && count >= minShare * letters;
  const count = (pattern: RegExp) => sample.match(pattern)?.length ?? 0;
  // Japanese mixes kana with about as many Chinese characters, so count both.
  const kana = count(/[\p{sc=Hira}\p{sc=Kana}]/gu);
  if (kana >= minLetters && enough(kana + count(/\p{sc=Han}/gu))) return detected('ja', 0.99);
  const one = scripts.find(([, pattern]) => enough(count(pattern)));
  if (one !== undefined) return detected(one[0], one[2]);
  for (const { letters: pattern, languages, other } of sharedScripts) {
    const inScript = count(pattern);
    if (!enough(inScript)) continue;
    const language = languages.find(
      ([, own]) => count(own) >= Math.max(1, minDistinguishingShare * inScript),
    );
    return language === undefined ? other : detected(language[0], 0.95);
  }
  return undefined;
}

/**
 * Counts characters outside Latin (up to Extended-B), punctuation and symbols: a cheap test that rules out
 * most texts.
 */
function beyondLatin(sample: string): number {
  let count = 0;
  for (let i = 0; i < sample.length; i++) {
    const unit = sample.charCodeAt(i);
    if (unit > 0x24f && (unit < 0x2000 || unit >= 0x2c00)) count++;
  }
  return count;
}

function detected(tag: string, confidence: number): Language {
  return { tag, source: 'detected', confidence };
}
