/**
 * The language of a text that is not in Latin letters: its script tells it, and where several languages share one, letters that only some of
 * them have. Of two that have the same letters the commoner is said, with less confidence.
 */
import type { Content } from '../document/record.ts';

type Language = Content['language'];

/** How much of the text is looked at. */
const sampleLength = 5000;
/** Letters of another script than Latin: so many, and so large a share. Names in Latin letters stand in any text. */
const fewest = 12;
const leastShare = 0.4;

/** Scripts that one language of news has nearly to itself. */
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

/** Scripts of several languages, with the letters by which these are told apart, asked in this order; and the one that has none of them. */
const shared: readonly {
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
/** So large a share of the letters has to be such, and one at the least. */
const telling = 4 / 1000;

/** `undefined`: most of it is in Latin letters, or there is too little of it. */
export function languageByScript(text: string): Language | undefined {
  const sample = text.slice(0, sampleLength);
  if (beyondLatin(sample) < fewest) return undefined;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const enough = (count: number) => count >= fewest && count >= leastShare * letters;
  const count = (pattern: RegExp) => sample.match(pattern)?.length ?? 0;
  // Japanese has as many Chinese characters as letters of its own.
  const kana = count(/[\p{sc=Hira}\p{sc=Kana}]/gu);
  if (kana >= fewest && enough(kana + count(/\p{sc=Han}/gu))) return detected('ja', 0.99);
  const one = scripts.find(([, pattern]) => enough(count(pattern)));
  if (one !== undefined) return detected(one[0], one[2]);
  for (const { letters: pattern, languages, other } of shared) {
    const inScript = count(pattern);
    if (!enough(inScript)) continue;
    const told = languages.find(([, own]) => count(own) >= Math.max(1, telling * inScript));
    return told === undefined ? other : detected(told[0], 0.95);
  }
  return undefined;
}

/** Characters of other scripts: neither Latin (to its Extended-B block) nor punctuation and signs. Nearly all texts have next to none. */
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
