/**
 * The features of a word by itself: form, shape, prefixes and suffixes, clusters. The trained weights depend
 * on every hash computed here.
 */
import { combineHashes, hashText } from './featureHash.ts';
import { wordKinds } from './wordKinds.ts';

export interface TaggerWord {
  text: string;
  /** The hash of the word in lower case. */
  lower: number;
  /** The hash of the word as written. */
  exact: number;
  /** The hash of `shapeOf`. */
  shape: number;
  /** From coarse to fine; 0 for none. */
  clusters: readonly [number, number, number];
  /** The lists that contain it, from `wordKinds`. */
  kinds: number;
  /** Contains a capital. */
  capital: boolean;
}

/** How many words on each side of a token contribute their own features. */
export const contextReach = 2;

/** @param cluster gives the cluster for a word's hash, 0 for none */
export function wordOf(text: string, cluster: (hash: number) => number): TaggerWord {
  const lowered = text.toLowerCase();
  const lower = hashText(lowered, 1);
  const found = cluster(lower) || clusterOfPart(lowered, cluster);
  return {
    text,
    lower,
    exact: hashText(text, 2),
    shape: hashText(shapeOf(text), 3),
    clusters: [found >> 10, found >> 6, found >> 2],
    // "MINISTRY" in a headline in capitals matches the lists as "Ministry".
    kinds:
      wordKinds(text, lowered) ||
      (isInCapitals(text, lowered) ? wordKinds(text.charAt(0) + lowered.slice(1), lowered) : 0),
    capital: lowered !== text,
  };
}

function isInCapitals(text: string, lowered: string): boolean {
  return text.length > 3 && text !== lowered && text === text.toUpperCase();
}

/** "Eui-Yong" and "U.S." fall back on the clusters of "Yong" and "US". */
function clusterOfPart(lowered: string, cluster: (hash: number) => number): number {
  const bare = lowered.includes('.')
    ? lowered.replaceAll('.', '')
    : lowered.slice(Math.max(lowered.lastIndexOf('-'), lowered.lastIndexOf('’')) + 1);
  return bare === lowered || bare === '' ? 0 : cluster(hashText(bare, 1));
}

/**
 * Letters by case, digits as one kind, and at most two of a kind in a row: "McDonald" → XxXxx, "G20" → Xdd.
 */
export function shapeOf(text: string): string {
  let shape = '';
  let last = '';
  let run = 0;
  for (const char of text.length > 40 ? text.slice(0, 40) : text) {
    const kind = charKind(char);
    run = kind === last ? run + 1 : 1;
    last = kind;
    if (run < 3) shape += kind;
  }
  return shape;
}

function charKind(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code >= 97 && code <= 122) return 'x';
  if (code >= 65 && code <= 90) return 'X';
  if (code >= 48 && code <= 57) return 'd';
  if (code < 128) return char;
  if (/\p{Lu}/u.test(char)) return 'X';
  return /\p{L}/u.test(char) ? 'x' : /\p{N}/u.test(char) ? 'd' : char;
}

/** Mixed into each feature's hash, together with the word's distance. */
const featureKinds = {
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

/** Writes the hashes of the features of a word `offset` tokens away to `into` and returns their number. */
export function wordFeatures(
  { text, lower, exact, shape, clusters, kinds, capital }: TaggerWord,
  offset: number,
  into: Int32Array,
): number {
  let n = 0;
  const add = (kind: number, value: number) => {
    into[n++] = combineHashes(value, kind * 8 + offset + contextReach);
  };
  const [coarse, middle, fine] = clusters;
  add(featureKinds.lower, lower);
  add(featureKinds.shape, shape);
  add(featureKinds.coarse, coarse);
  add(featureKinds.middle, middle);
  add(featureKinds.fine, fine);
  if (kinds !== 0) add(featureKinds.kinds, kinds);
  if (offset < -1 || offset > 1) return n;
  add(featureKinds.exact, exact);
  add(featureKinds.coarseShape, combineHashes(shape, coarse));
  add(featureKinds.fineShape, combineHashes(middle, capital ? 1 : 0));
  const longest = offset === 0 ? 5 : 3;
  const lowered = text.toLowerCase();
  for (let size = offset === 0 ? 1 : 2; size <= longest && size < lowered.length; size++) {
    add(featureKinds.start, hashText(lowered, size, 0, size));
    add(featureKinds.end, hashText(lowered, size, lowered.length - size));
    if (size === 3) add(featureKinds.end, combineHashes(hashText(lowered, 9, lowered.length - 3), shape));
  }
  if (offset === 0) add(featureKinds.length, Math.min(text.length, 12));
  return n;
}

/** Per word; sizes the buffers. */
export const maxWordFeatures = 32;
