/**
 * The tagger's weights as bytes, little-endian: a header (magic, version of the format, counts), the few numbers that stand alone, a hash
 * table of features and one of words.
 *
 * - A feature is a row of 16 bytes: its hash, then what it says for each tag but the first, as a signed byte in steps of `unit`. What it
 *   says for «outside» is 0: only differences count.
 * - A word is its hash and its cluster, 16 bits of which the upper ones are the coarser clusters.
 *
 * What the model has not learnt is told by its missing hash, so the unknown weighs nothing.
 */
import { calibrationSize } from './calibration.ts';
import { tagCount } from './tags.ts';

const magic = 0x4c54_4144; // «DATL»
const formatVersion = 3;
const headerSize = 32;
export const rowSize = 16;
/** Weights begin behind the hash, with that of tag 1. */
export const firstWeight = 3;
/** An entry lies at its own place or in one of the next ones. */
const probes = 8;
const numberCount = 2 + tagCount * tagCount + calibrationSize;

export interface Model {
  /** Which training made it. */
  name: string;
  rows: Int8Array;
  /** The hashes of the rows side by side, so that looking for one that is not there stays in the processor's cache. */
  hashes: Int32Array;
  /** What one step of a weight is worth. */
  unit: number;
  /** From a tag (row) to the next (column). */
  transitions: Float32Array;
  /** Divides scores before they become probabilities. */
  temperature: number;
  /** From the model's own probability to the share of mentions that are right: see `reliability.ts`. */
  reliability: Float32Array;
  wordHashes: Int32Array;
  wordClusters: Uint16Array;
}

/** @throws an Error for bytes that are no model of this format */
export function readModel(bytes: Uint8Array): Model {
  const { buffer, byteOffset: at } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const [sign, version, rowCount = 0, wordCount = 0, nameLength = 0] = new Int32Array(
    buffer,
    at,
    headerSize / 4,
  );
  if (sign !== magic || version !== formatVersion)
    throw new Error('these bytes are no weights of this tagger');
  const numbers = new Float32Array(buffer, at + headerSize, numberCount);
  const rowsAt = at + headerSize + 4 * numberCount;
  const hashesAt = rowsAt + rowCount * rowSize;
  const clustersAt = hashesAt + 4 * wordCount;
  return {
    name: new TextDecoder().decode(new Uint8Array(buffer, clustersAt + 2 * wordCount, nameLength)),
    rows: new Int8Array(buffer, rowsAt, rowCount * rowSize),
    hashes: hashesOf(new Int32Array(buffer, rowsAt, (rowCount * rowSize) / 4)),
    unit: numbers[0] ?? 0,
    temperature: numbers[1] ?? 1,
    transitions: numbers.slice(2, 2 + tagCount * tagCount),
    reliability: numbers.slice(2 + tagCount * tagCount),
    wordHashes: new Int32Array(buffer, hashesAt, wordCount),
    wordClusters: new Uint16Array(buffer, clustersAt, wordCount),
  };
}

/** A row begins with its hash. */
function hashesOf(rows: Int32Array): Int32Array {
  const stride = rowSize / 4;
  const hashes = new Int32Array(rows.length / stride);
  for (let row = 0; row < hashes.length; row++) hashes[row] = rows[row * stride] as number;
  return hashes;
}

export function writeModel(model: Omit<Model, 'hashes'>): Uint8Array {
  const name = new TextEncoder().encode(model.name);
  const { rows, wordHashes, wordClusters } = model;
  const header = Int32Array.of(
    magic,
    formatVersion,
    rows.length / rowSize,
    wordHashes.length,
    name.length,
    0,
    0,
    0,
  );
  const numbers = Float32Array.from([
    model.unit,
    model.temperature,
    ...model.transitions,
    ...model.reliability,
  ]);
  const parts = [header, numbers, rows, wordHashes, wordClusters, name];
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return bytes;
}

/** Where the feature's row begins in `rows`; -1 if it has none. */
export function rowOf({ hashes }: Model, hash: number): number {
  const count = hashes.length;
  let place = placeOf(hash, count);
  for (let i = 0; i < probes; i++) {
    const there = hashes[place];
    if (there === hash) return place * rowSize;
    if (there === 0) return -1;
    place = place + 1 === count ? 0 : place + 1;
  }
  return -1;
}

/** The word's cluster; 0 if it is in none. */
export function clusterOf({ wordHashes, wordClusters }: Model, hash: number): number {
  const count = wordHashes.length;
  let place = placeOf(hash, count);
  for (let i = 0; i < probes && count > 0; i++) {
    const there = wordHashes[place];
    if (there === hash) return wordClusters[place] ?? 0;
    if (there === 0) return 0;
    place = place + 1 === count ? 0 : place + 1;
  }
  return 0;
}

/** The index of a free place for the hash; -1 if there is none near enough. `stride`: numbers of the table to an entry. */
export function freePlace(table: Int32Array, stride: number, hash: number): number {
  const count = table.length / stride;
  let place = placeOf(hash, count);
  for (let i = 0; i < probes; i++) {
    if (table[place * stride] === 0) return place;
    place = place + 1 === count ? 0 : place + 1;
  }
  return -1;
}

function placeOf(hash: number, count: number): number {
  return Math.floor((hash >>> 0) * (count / 0x1_0000_0000));
}
