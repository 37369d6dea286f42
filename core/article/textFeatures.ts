/** Features of what a block says, whatever is around it. They belong to the rows of `storyFeatures.ts`. */
import { anyOf } from '../text/anyOf.ts';
import { readingLength, wordCount } from '../text/readingLength.ts';
import { unlinkedSize } from './blocks.ts';
import type { ReadBlock } from './storyProgress.ts';

/** Characters examined. */
export const headLength = 500;

/** Kinds of characters that are counted, a bit each. */
const bit = {
  sentenceEnd: 1,
  wideSentenceEnd: 2,
  afterSentence: 4,
  digit: 8,
  comma: 16,
  exclamation: 32,
  sign: 64,
  capital: 128,
  opening: 256,
  known: 512,
};
const patterns: [bit: number, characters: RegExp][] = [
  [bit.sentenceEnd, /[.!?؟।…]/],
  [bit.wideSentenceEnd, /[。！？]/],
  [bit.afterSentence, /[\s"”’»)]/],
  [bit.digit, /\d/],
  [bit.comma, /[,،、，;]/],
  [bit.exclamation, /[!?]/],
  [bit.sign, /[@#|•·→»›©]/],
  [bit.capital, /\p{Lu}/u],
  [bit.opening, /["“„«‘(]/],
];
const kinds = new Uint16Array(0x10000);

/** The bits of a UTF-16 unit. */
function kindOf(unit: number): number {
  const known = kinds[unit] as number;
  return known === 0 ? firstKindOf(unit) : known;
}

/** The same when the unit is first met. In `kindOf`, the closure would cost an object for each unit. */
function firstKindOf(unit: number): number {
  const character = String.fromCharCode(unit);
  const found = patterns.reduce((bits, [own, pattern]) => (pattern.test(character) ? bits | own : bits), 0);
  kinds[unit] = found | bit.known;
  return found | bit.known;
}

const space = 0x20;
const colon = 0x3a;
const point = 0x2e;
const shortWord = 3;

/** Counts what a text has of each kind, in one pass. */
function countsIn(text: string) {
  const { length } = text;
  const counts = {
    sentences: 0,
    capitals: 0,
    digits: 0,
    commas: 0,
    shortWords: 0,
    signs: 0,
    exclamations: 0,
  };
  let wordStart = 0;
  for (let i = 0; i <= length; i++) {
    const unit = i === length ? space : text.charCodeAt(i);
    if (unit === space) {
      if (i - wordStart <= shortWord) counts.shortWords++;
      wordStart = i + 1;
      continue;
    }
    const kind = kindOf(unit);
    if (i === wordStart && isCapital(text, kind & bit.opening ? i + 1 : i)) counts.capitals++;
    if ((unit === colon || unit === point) && endsAddress(text, unit, i)) counts.signs++;
    if (kind === bit.known) continue;
    if (kind & bit.digit) counts.digits++;
    else if (kind & bit.comma) counts.commas++;
    else if (kind & bit.sign) counts.signs++;
    else if (kind & bit.exclamation) counts.exclamations++;
    const endsSentence =
      kind & bit.sentenceEnd && (i + 1 === length || kindOf(text.charCodeAt(i + 1)) & bit.afterSentence);
    if (endsSentence || kind & bit.wideSentenceEnd) counts.sentences++;
  }
  return counts;
}

const capital = /\p{Lu}/u;

function isCapital(text: string, at: number): boolean {
  if (at >= text.length) return false;
  const unit = text.charCodeAt(at);
  // Capitals beyond the first plane are two units.
  if (unit < 0xd800 || unit > 0xdbff) return (kindOf(unit) & bit.capital) !== 0;
  return capital.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

/** Whether the colon or point ends "http:", "https:" or "www.". */
function endsAddress(text: string, unit: number, at: number): boolean {
  return unit === point ? text.endsWith('www', at) : text.endsWith('http', at) || text.endsWith('https', at);
}

/** What the text ends with: 1 the end of a sentence, 2 a colon, 3 a comma or a dash, 0 anything else. */
function endOf(text: string): number {
  let at = text.length - 1;
  if (/[:：]/.test(text.charAt(at))) return 2;
  if (/[,;–—-]/.test(text.charAt(at))) return 3;
  while (at > 0 && /["”’»)\]]/.test(text.charAt(at))) at--;
  return /[.!?。！？؟।…]/.test(text.charAt(at)) ? 1 : 0;
}

/** What the text begins with: 1 a small letter, 2 a quotation mark, 3 a digit, 4 another sign, 0 others. */
function beginningOf(text: string): number {
  if (/^\p{Ll}/u.test(text)) return 1;
  if (/^["“„«'‘「»]/.test(text)) return 2;
  if (/^\d/.test(text)) return 3;
  return /^\P{L}/u.test(text) ? 4 : 0;
}

/** Words of those who speak for themselves or to each other, as readers in comments do. */
const ownWords = new RegExp(
  String.raw`\b(?:${anyOf`
    i, i['’]m, me, my, you, your, lol, thanks, ich, mir, mich, mein, du, dir, danke, je, moi, mon, vous,
    merci, yo, mi, tú, usted, gracias, io, mio, tu, ik, jij, jag, jeg, eu, você
  `})\b`,
  'gi',
);

/** The features of a block's text. */
export function textFeatures({ block, cue, isDate, isByline, isFurniture, isAnswer }: ReadBlock): number[] {
  const { text, size, linked } = block;
  const head = text.slice(0, headLength);
  const words = wordCount(head);
  const letters = head === text ? size : readingLength(head);
  const counts = countsIn(head);
  return [
    Math.log2(1 + size),
    linked / text.length,
    unlinkedSize(block),
    counts.sentences,
    endOf(text),
    counts.capitals / words,
    counts.digits / letters,
    counts.commas / words,
    letters / words,
    counts.shortWords / words,
    !/[a-z]/.test(head) && head === head.toUpperCase() ? 1 : 0,
    beginningOf(head),
    counts.signs,
    block.bold ? 1 : 0,
    isFurniture ? 1 : 0,
    cue,
    isDate || isByline ? 1 : 0,
    isDate || isAnswer ? 1 : 0,
    (head.match(ownWords)?.length ?? 0) / words,
    counts.exclamations,
  ];
}
