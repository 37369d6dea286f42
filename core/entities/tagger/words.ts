/** What a word says by itself, whatever stands around it: its form, its shape, its ends, its clusters. */
import { combine, hashText } from './hash.ts';
import { wordKinds } from './wordKinds.ts';

export interface Word {
  text: string;
  /** Hashes: in lower case, as written, of its shape. */
  lower: number;
  exact: number;
  shape: number;
  /** From coarse to fine; 0 in none. */
  clusters: readonly [number, number, number];
  /** By the lists: see `wordKinds`. */
  kinds: number;
  /** With a capital first, or all in capitals. */
  capital: boolean;
}

/** How many words around a token say something for it by themselves. */
export const reach = 2;

/** @param cluster of a word's hash, 0 for none */
export function wordOf(text: string, cluster: (hash: number) => number): Word {
  const lowered = text.toLowerCase();
  const lower = hashText(lowered, 1);
  const found = cluster(lower) || clusterOfPart(lowered, cluster);
  return {
    text,
    lower,
    exact: hashText(text, 2),
    shape: hashText(shapeOf(text), 3),
    clusters: [found >> 10, found >> 6, found >> 2],
    // A headline in capitals has its «MINISTRY», too.
    kinds:
      wordKinds(text, lowered) ||
      (isShouted(text, lowered) ? wordKinds(text.charAt(0) + lowered.slice(1), lowered) : 0),
    capital: lowered !== text,
  };
}

function isShouted(text: string, lowered: string): boolean {
  return text.length > 3 && text !== lowered && text === text.toUpperCase();
}

/** «Eui-Yong» and «U.S.» are where «Yong» and «US» are. */
function clusterOfPart(lowered: string, cluster: (hash: number) => number): number {
  const bare = lowered.includes('.')
    ? lowered.replaceAll('.', '')
    : lowered.slice(Math.max(lowered.lastIndexOf('-'), lowered.lastIndexOf('’')) + 1);
  return bare === lowered || bare === '' ? 0 : cluster(hashText(bare, 1));
}

/** Letters by their case, digits as one kind; of runs of three or more of a kind two are kept: «McDonald» → XxXxx, «G20» → Xdd. */
export function shapeOf(text: string): string {
  let shape = '';
  let last = '';
  let run = 0;
  for (const sign of text.length > 40 ? text.slice(0, 40) : text) {
    const kind = kindOf(sign);
    run = kind === last ? run + 1 : 1;
    last = kind;
    if (run < 3) shape += kind;
  }
  return shape;
}

function kindOf(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  if (code >= 97 && code <= 122) return 'x';
  if (code >= 65 && code <= 90) return 'X';
  if (code >= 48 && code <= 57) return 'd';
  if (code < 128) return sign;
  if (/\p{Lu}/u.test(sign)) return 'X';
  return /\p{L}/u.test(sign) ? 'x' : /\p{N}/u.test(sign) ? 'd' : sign;
}

/** Kinds of features; each is mixed into the hash, with how far away the word stands. */
const form = {
  lower: 1,
  exact: 2,
  shape: 3,
  coarse: 4,
  middle: 5,
  fine: 6,
  start: 7,
  end: 8,
  coarseShape: 9,
  fineShape: 10,
  length: 11,
  kinds: 12,
};

/** Puts the features of a word that stands `offset` tokens away into `into`; returns how many. */
export function wordFeatures(
  { text, lower, exact, shape, clusters, kinds, capital }: Word,
  offset: number,
  into: Int32Array,
): number {
  let n = 0;
  const add = (kind: number, value: number) => {
    into[n++] = combine(value, kind * 8 + offset + reach);
  };
  const [coarse, middle, fine] = clusters;
  add(form.lower, lower);
  add(form.shape, shape);
  add(form.coarse, coarse);
  add(form.middle, middle);
  add(form.fine, fine);
  if (kinds !== 0) add(form.kinds, kinds);
  if (offset < -1 || offset > 1) return n;
  add(form.exact, exact);
  add(form.coarseShape, combine(shape, coarse));
  add(form.fineShape, combine(middle, capital ? 1 : 0));
  const longest = offset === 0 ? 5 : 3;
  const lowered = text.toLowerCase();
  for (let size = offset === 0 ? 1 : 2; size <= longest && size < lowered.length; size++) {
    add(form.start, hashText(lowered, size, 0, size));
    add(form.end, hashText(lowered, size, lowered.length - size));
    if (size === 3) add(form.end, combine(hashText(lowered, 9, lowered.length - 3), shape));
  }
  if (offset === 0) add(form.length, Math.min(text.length, 12));
  return n;
}

/** No word has more features than this. */
export const mostWordFeatures = 32;
