/**
 * A text's signature for finding near-duplicates: MinHash (A. Z. Broder, "On the resemblance and
 * containment of documents", 1997) of its 4-word shingles, 128 values of 32 bits. The share of equal values
 * in two signatures estimates the Jaccard similarity of the texts' shingles, with an error of about 0.09.
 *
 * For look-up, the values form 32 bands of 4 rows. Two texts of similarity s have a band in common with
 * probability 1 − (1 − s⁴)³²: 0.87 for s = 0.5, and 0.05 for s = 0.2.
 */
import { eachWord } from '../text/unspacedScripts.ts';
import type { Content } from './record.ts';

const size = 128;
export const bandCount = 32;
/** Signature values in each band. */
export const bandRows = 4;
/**
 * Texts that have fewer bands in common count as different: a single one may be chance. Texts that share half
 * of their shingles have two in common on average.
 */
export const leastSharedBands = 2;
const shingleWords = 4;
/** Bodies whose `resemblance` is at least this are prints of one story. */
export const leastResemblance = 0.5;
/** Words examined. No story has this many, and a book's first chapters identify it. */
const maxWords = 50_000;
/** Characters examined in each paragraph. */
const maxParagraphLength = 500_000;

/**
 * The signature of a body in base64 (684 characters); `undefined` if it has no words. Headline and
 * standfirst are left out because papers that reprint a story write their own. Case, punctuation and
 * paragraph breaks make no difference.
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

/** 32 look-up keys. Texts with a key in common may be near-duplicates; `resemblance` decides. */
export function bandsOf(signature: string): string[] {
  const values = valuesOf(signature);
  return Array.from({ length: bandCount }, (_, band) => {
    let key = band;
    for (let i = band * bandRows; i < (band + 1) * bandRows; i++)
      key = mix(Math.imul(key, 31) ^ (values[i] ?? 0));
    return `${band.toString(36)}-${(key >>> 0).toString(36)}`;
  });
}

/** The exact Jaccard similarity (0 to 1) of two bodies' shingles; 0 if neither has a word. */
export function resemblance(a: Pick<Content, 'paragraphs'>, b: Pick<Content, 'paragraphs'>): number {
  const [left, right] = [new Set(shinglesOf(a.paragraphs)), new Set(shinglesOf(b.paragraphs))];
  let shared = 0;
  for (const shingle of left) if (right.has(shingle)) shared++;
  return shared === 0 ? 0 : shared / (left.size + right.size - shared);
}

function valuesOf(signature: string): number[] {
  const bytes = Buffer.from(signature, 'base64');
  if (bytes.length !== size * 4)
    throw new Error(`The signature has ${bytes.length} bytes; it must have ${size * 4}.`);
  return Array.from({ length: size }, (_, i) => bytes.readUInt32LE(i * 4));
}

/** A hash of each run of four words; a text of fewer words has one hash. */
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
    for (const word of text.slice(0, maxParagraphLength).toLowerCase().match(eachWord) ?? [])
      hashes.push(hashOf(word));
    if (hashes.length > maxWords) break;
  }
  return Int32Array.from(hashes.slice(0, maxWords));
}

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/** The finalizer of MurmurHash3: every input bit affects every output bit. */
function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** The 128 hash functions. They must never change, because stored signatures are compared with new ones. */
const offsets = Int32Array.from({ length: size }, (_, i) => mix(2 * i + 1));
const factors = Int32Array.from({ length: size }, (_, i) => mix(2 * i + 2) | 1);
