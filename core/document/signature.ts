/**
 * A text's signature for near-duplicates: MinHash (A. Z. Broder, «On the resemblance and containment of documents», 1997) of its 4-word
 * shingles, 128 values of 32 bits. Two signatures agree in as large a share of their values as their texts share shingles (Jaccard),
 * give or take 0.09. For look-up the values are cut into 32 bands of 4 rows: of texts that share a part s of their shingles,
 * 1 − (1 − s⁴)³² have a band in common, which is 87 of 100 where s is a half, and 5 of 100 where it is a fifth.
 */
import type { Content } from './record.ts';

const size = 128;
export const bandCount = 32;
/** How many of its values each band holds. */
export const bandRows = 4;
const shingleWords = 4;
/** Words looked at. No story has as many, and a book is told by its first chapters. */
const mostWords = 50_000;
/** Characters of a paragraph looked at. */
const longestParagraph = 500_000;

/** Scripts that put no spaces between words count sign by sign. */
const unspaced = String.raw`\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}`;
const words = new RegExp(String.raw`[[\p{L}\p{M}\p{N}]--[${unspaced}]]+|[${unspaced}]\p{M}*`, 'gv');

/**
 * The signature of a body in base64 (684 characters), or `undefined` where it has no word. Headline and standfirst are left out: papers
 * that reprint a story write their own. Case, punctuation and the division into paragraphs make no difference.
 */
export function signatureOf({ paragraphs }: Pick<Content, 'paragraphs'>): string | undefined {
  const shingles = shinglesOf(paragraphs);
  if (shingles.length === 0) return undefined;
  const least = new Uint32Array(size).fill(0xffffffff);
  for (const shingle of shingles) {
    for (let i = 0; i < size; i++) {
      const value = Math.imul(shingle ^ (offsets[i] ?? 0), factors[i] ?? 1) >>> 0;
      if (value < (least[i] ?? 0)) least[i] = value;
    }
  }
  const bytes = Buffer.alloc(size * 4);
  least.forEach((value, i) => {
    bytes.writeUInt32LE(value, i * 4);
  });
  return bytes.toString('base64');
}

/** 32 keys; texts that have one in common may be near-duplicates, which `similarity` then tells. */
export function bandsOf(signature: string): string[] {
  const values = valuesOf(signature);
  return Array.from({ length: bandCount }, (_, band) => {
    let key = band;
    for (let i = band * bandRows; i < (band + 1) * bandRows; i++)
      key = mix(Math.imul(key, 31) ^ (values[i] ?? 0));
    return `${band.toString(36)}-${(key >>> 0).toString(36)}`;
  });
}

/** 0–1: the share of shingles that two bodies have in common (Jaccard), counted. Of two bodies without a word, 0. */
export function resemblance(a: Pick<Content, 'paragraphs'>, b: Pick<Content, 'paragraphs'>): number {
  const [left, right] = [new Set(shinglesOf(a.paragraphs)), new Set(shinglesOf(b.paragraphs))];
  let shared = 0;
  for (const shingle of left) if (right.has(shingle)) shared++;
  return shared === 0 ? 0 : shared / (left.size + right.size - shared);
}

/** 0–1: the estimated share of shingles that two texts have in common (Jaccard). */
export function similarity(a: string, b: string): number {
  const [left, right] = [valuesOf(a), valuesOf(b)];
  return left.reduce((same, value, i) => same + (value === right[i] ? 1 : 0), 0) / size;
}

function valuesOf(signature: string): number[] {
  const bytes = Buffer.from(signature, 'base64');
  if (bytes.length !== size * 4)
    throw new Error(`a signature of ${bytes.length} bytes; it should have ${size * 4}`);
  return Array.from({ length: size }, (_, i) => bytes.readUInt32LE(i * 4));
}

/** A hash for each four words in a row; of fewer words, one for all. */
function shinglesOf(paragraphs: Content['paragraphs']): Int32Array {
  const hashes = wordHashes(paragraphs);
  return Int32Array.from(
    { length: hashes.length === 0 ? 0 : Math.max(1, hashes.length - shingleWords + 1) },
    (_, start) => {
      let shingle = 0;
      for (let i = start; i < start + shingleWords && i < hashes.length; i++)
        shingle = mix(Math.imul(shingle, 31) ^ (hashes[i] ?? 0));
      return shingle;
    },
  );
}

function wordHashes(paragraphs: Content['paragraphs']): Int32Array {
  const hashes: number[] = [];
  for (const { text } of paragraphs) {
    for (const word of text.slice(0, longestParagraph).toLowerCase().match(words) ?? [])
      hashes.push(hashOf(word));
    if (hashes.length > mostWords) break;
  }
  return Int32Array.from(hashes.slice(0, mostWords));
}

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/** The finaliser of MurmurHash3: every bit of the input moves every bit of the output. */
function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** The 128 orders in which a least shingle is looked for. They never change: signatures of all documents are compared. */
const offsets = Int32Array.from({ length: size }, (_, i) => mix(2 * i + 1));
const factors = Int32Array.from({ length: size }, (_, i) => mix(2 * i + 2) | 1);
