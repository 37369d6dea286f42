/**
 * The file format of the tagger's weights (little-endian): a header (magic, format version, counts), a few
 * numbers (unit, temperature, transitions, calibration), a hash table of features, and a hash table of words.
 *
 * - A feature is a row of 16 bytes: its hash, then a weight for each tag but "outside", as a signed byte in
 *   steps of `unit`. The weight for "outside" is always 0, because only differences count.
 * - A word is its hash and its cluster. The upper bits of the 16-bit cluster number are the coarser clusters.
 *
 * Unknown features and words have no entry, so they weigh nothing.
 */
import { calibrationSize } from './calibration.ts';
import { tagCount } from './tags.ts';

const magic = 0x4c54_4144; // "DATL"
const formatVersion = 4;
const headerSize = 32;
export const rowSize = 16;
const rowWordCount = rowSize / 4;
/**
 * Add a tag to this offset to get its weight within a row: the weights follow the hash and begin with tag 1.
 */
export const firstWeight = 3;
/** Linear probing: an entry is in its own slot or in one of the next ones. */
const maxProbes = 8;
const numberCount = 2 + tagCount * tagCount + calibrationSize;

export interface TaggerModel {
  rows: Int8Array;
  /** The same bytes; a row begins with its hash. */
  rowWords: Int32Array;
  /** A byte of each row's hash, 0 for none: most look-ups fail, and theirs stay in the processor's cache. */
  marks: Uint8Array;
  /** The value of one step of a weight. */
  unit: number;
  /** From a tag (row) to the next (column). */
  transitions: Float32Array;
  /** Divides scores before they are turned into probabilities. */
  temperature: number;
  /** The weights of `calibration.ts`. */
  calibration: Float32Array;
  wordHashes: Int32Array;
  wordClusters: Uint16Array;
}

/** What the file has of a model; the rest follows from it. */
export type StoredModel = Omit<TaggerModel, 'rowWords' | 'marks'>;

/** @throws Error if the bytes are not a model of this format */
export function readTaggerModel(bytes: Uint8Array): TaggerModel {
  const { buffer, byteOffset: at } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const [fileMagic, version, rowCount = 0, wordCount = 0] = new Int32Array(buffer, at, headerSize / 4);
  if (fileMagic !== magic || version !== formatVersion)
    throw new Error('these bytes are not weights of this tagger');
  const numbers = new Float32Array(buffer, at + headerSize, numberCount);
  const rowsAt = at + headerSize + 4 * numberCount;
  const hashesAt = rowsAt + rowCount * rowSize;
  const clustersAt = hashesAt + 4 * wordCount;
  const rowWords = new Int32Array(buffer, rowsAt, rowCount * rowWordCount);
  return {
    rows: new Int8Array(buffer, rowsAt, rowCount * rowSize),
    rowWords,
    marks: marksOf(rowWords),
    unit: numbers[0] ?? 0,
    temperature: numbers[1] ?? 1,
    transitions: numbers.slice(2, 2 + tagCount * tagCount),
    calibration: numbers.slice(2 + tagCount * tagCount),
    wordHashes: new Int32Array(buffer, hashesAt, wordCount),
    wordClusters: new Uint16Array(buffer, clustersAt, wordCount),
  };
}

function marksOf(rowWords: Int32Array): Uint8Array {
  const marks = new Uint8Array(rowWords.length / rowWordCount);
  for (let row = 0; row < marks.length; row++) {
    const hash = rowWords[row * rowWordCount] as number;
    marks[row] = hash === 0 ? 0 : markOf(hash);
  }
  return marks;
}

/** From its lower bits; the upper ones decide the slot. */
const markOf = (hash: number): number => hash & 255 || 1;

/** The model as the bytes of its file, which `readTaggerModel` reads. */
export function writeTaggerModel(model: StoredModel): Uint8Array {
  const { rows, wordHashes, wordClusters } = model;
  const header = new Int32Array(headerSize / 4);
  header.set([magic, formatVersion, rows.length / rowSize, wordHashes.length]);
  const numbers = Float32Array.from([
    model.unit,
    model.temperature,
    ...model.transitions,
    ...model.calibration,
  ]);
  const parts = [header, numbers, rows, wordHashes, wordClusters];
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return bytes;
}

/** The offset of the feature's row in `rows`; -1 if it has none. */
export function featureRow({ marks, rowWords }: TaggerModel, hash: number): number {
  const count = marks.length;
  const mark = markOf(hash);
  let slot = slotOf(hash, count);
  for (let i = 0; i < maxProbes; i++) {
    const found = marks[slot] as number;
    if (found === mark && rowWords[slot * rowWordCount] === hash) return slot * rowSize;
    if (found === 0) return -1;
    slot = slot + 1 === count ? 0 : slot + 1;
  }
  return -1;
}

/** The word's cluster; 0 if it has none. */
export function wordCluster({ wordHashes, wordClusters }: TaggerModel, hash: number): number {
  const count = wordHashes.length;
  let slot = slotOf(hash, count);
  for (let i = 0; i < maxProbes && count > 0; i++) {
    const found = wordHashes[slot];
    if (found === hash) return wordClusters[slot] ?? 0;
    if (found === 0) return 0;
    slot = slot + 1 === count ? 0 : slot + 1;
  }
  return 0;
}

/**
 * The index of a free slot for the hash; -1 if all its slots are taken.
 * @param stride numbers per entry
 */
export function freeSlot(table: Int32Array, stride: number, hash: number): number {
  const count = table.length / stride;
  let slot = slotOf(hash, count);
  for (let i = 0; i < maxProbes; i++) {
    if (table[slot * stride] === 0) return slot;
    slot = slot + 1 === count ? 0 : slot + 1;
  }
  return -1;
}

function slotOf(hash: number, count: number): number {
  return Math.floor((hash >>> 0) * (count / 0x1_0000_0000));
}
