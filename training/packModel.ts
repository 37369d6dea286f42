/** From trained weights to a model: the features that say most, in rows of bytes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calibrationSize } from '../core/entities/tagger/calibration.ts';
import { firstWeight, freeSlot, type TaggerModel, rowSize } from '../core/entities/tagger/model.ts';
import { tagCount } from '../core/entities/tagger/tags.ts';
import type { Weights } from './perceptron.ts';

/** Full tables make long searches and leave some out. */
const load = 0.93;
/** Of the weights this share is cut to the largest byte, so that a few large ones do not coarsen all. */
const clipped = 0.0002;

/** ClusteredWords with their clusters. */
export interface ClusteredWords {
  hashes: Int32Array;
  clusters: Uint16Array;
}

/** Those of `models/wordClusters.bin`: all hashes, then all clusters. */
export function readClusteredWords(): ClusteredWords {
  const { buffer } = new Uint8Array(readFileSync(join(import.meta.dirname, '../models/wordClusters.bin')));
  const count = buffer.byteLength / 6;
  return { hashes: new Int32Array(buffer, 0, count), clusters: new Uint16Array(buffer, 4 * count, count) };
}

export function packModel(
  weights: Weights,
  hashes: Int32Array,
  words: ClusteredWords,
  name: string,
  rowCount: number,
): Omit<TaggerModel, 'hashes'> {
  const differences = withoutOutside(weights.features);
  const chosen = chosenOf(differences, Math.floor(rowCount * load));
  const unit = unitOf(differences, chosen);
  const rows = new Int8Array(rowCount * rowSize);
  const table = new Int32Array(rows.buffer);
  for (const id of chosen) {
    const place = freeSlot(table, rowSize / 4, hashes[id] as number);
    if (place < 0) continue;
    table[(place * rowSize) / 4] = hashes[id] as number;
    for (let tag = 1; tag < tagCount; tag++) {
      const steps = Math.round((differences[id * tagCount + tag] as number) / unit);
      rows[place * rowSize + firstWeight + tag] = Math.max(-127, Math.min(127, steps));
    }
  }
  return {
    name,
    rows,
    unit,
    temperature: 1,
    transitions: weights.transitions,
    calibration: Float32Array.from({ length: calibrationSize }, (_, i) => Number(i === 1)),
    ...wordTable(words),
  };
}

/** What a feature says for «outside» is taken from all: only differences count. */
function withoutOutside(features: Float32Array): Float32Array {
  return features.map((weight, i) => weight - (features[i - (i % tagCount)] as number));
}

function chosenOf(differences: Float32Array, most: number): Int32Array {
  const count = differences.length / tagCount;
  const says = new Float32Array(count);
  for (let id = 0; id < count; id++) {
    let sum = 0;
    for (let tag = 0; tag < tagCount; tag++) sum += (differences[id * tagCount + tag] as number) ** 2;
    says[id] = sum;
  }
  const least = says.toSorted()[Math.max(0, count - most)] ?? 0;
  const ids = Int32Array.from({ length: count }, (_, id) => id).filter(
    (id) => (says[id] as number) >= least && says[id] !== 0,
  );
  return ids.sort((a, b) => (says[b] as number) - (says[a] as number));
}

function unitOf(differences: Float32Array, chosen: Int32Array): number {
  const sizes = new Float32Array(chosen.length);
  chosen.forEach((id, i) => {
    for (let tag = 1; tag < tagCount; tag++)
      sizes[i] = Math.max(sizes[i] as number, Math.abs(differences[id * tagCount + tag] as number));
  });
  return (sizes.sort()[Math.floor(sizes.length * (1 - clipped))] ?? 1) / 127;
}

function wordTable({ hashes, clusters }: ClusteredWords): Pick<TaggerModel, 'wordHashes' | 'wordClusters'> {
  const wordHashes = new Int32Array(Math.ceil(hashes.length / load));
  const wordClusters = new Uint16Array(wordHashes.length);
  hashes.forEach((hash, i) => {
    const place = freeSlot(wordHashes, 1, hash);
    if (place < 0 || hash === 0) return;
    wordHashes[place] = hash;
    wordClusters[place] = clusters[i] as number;
  });
  return { wordHashes, wordClusters };
}
