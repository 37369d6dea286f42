/**
 * Packs trained weights into a model: keeps the features with the largest weights and quantises them to
 * bytes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calibrationSize } from '../../core/entities/tagger/calibration.ts';
import {
  firstWeight,
  freeSlot,
  rowSize,
  type StoredModel,
  type TaggerModel,
} from '../../core/entities/tagger/model.ts';
import { tagCount } from '../../core/entities/tagger/tags.ts';
import type { Weights } from './perceptron.ts';

/** Fill factor of the hash tables: fuller tables make look-ups slow and lose entries. */
const load = 0.93;
/** Share of features whose weights are clipped, so that a few large weights do not coarsen all others. */
const clippedShare = 0.0002;

/** Hashes of words and, at the same index, their clusters. */
export interface ClusteredWords {
  hashes: Int32Array;
  clusters: Uint16Array;
}

/** Reads `models/wordClusters.bin`: all hashes, then all clusters. */
export function readClusteredWords(): ClusteredWords {
  const { buffer } = new Uint8Array(readFileSync(join(import.meta.dirname, '../../models/wordClusters.bin')));
  const count = buffer.byteLength / 6;
  return { hashes: new Int32Array(buffer, 0, count), clusters: new Uint16Array(buffer, 4 * count, count) };
}

/**
 * The model with the largest features that fit into its rows, not calibrated yet.
 * @param hashes of the features, by id
 */
export function packModel(
  weights: Weights,
  hashes: Int32Array,
  words: ClusteredWords,
  rowCount: number,
): StoredModel {
  const differences = relativeToOutside(weights.features);
  const chosen = largestFeatures(differences, Math.floor(rowCount * load));
  const unit = quantisationStep(differences, chosen);
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
    rows,
    unit,
    temperature: 1,
    transitions: weights.transitions,
    calibration: Float32Array.from({ length: calibrationSize }, (_, i) => Number(i === 1)),
    ...wordTable(words),
  };
}

/** Subtracts each feature's weight for "outside" from its other weights: only differences matter. */
function relativeToOutside(features: Float32Array): Float32Array {
  return features.map((weight, i) => weight - (features[i - (i % tagCount)] as number));
}

function largestFeatures(differences: Float32Array, most: number): Int32Array {
  const count = differences.length / tagCount;
  const norms = new Float32Array(count);
  for (let id = 0; id < count; id++) {
    let sum = 0;
    for (let tag = 0; tag < tagCount; tag++) sum += (differences[id * tagCount + tag] as number) ** 2;
    norms[id] = sum;
  }
  const least = norms.toSorted()[Math.max(0, count - most)] ?? 0;
  const ids = Int32Array.from({ length: count }, (_, id) => id).filter(
    (id) => (norms[id] as number) >= least && norms[id] !== 0,
  );
  return ids.sort((a, b) => (norms[b] as number) - (norms[a] as number));
}

function quantisationStep(differences: Float32Array, chosen: Int32Array): number {
  const sizes = new Float32Array(chosen.length);
  chosen.forEach((id, i) => {
    for (let tag = 1; tag < tagCount; tag++)
      sizes[i] = Math.max(sizes[i] as number, Math.abs(differences[id * tagCount + tag] as number));
  });
  return (sizes.sort()[Math.floor(sizes.length * (1 - clippedShare))] ?? 1) / 127;
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
