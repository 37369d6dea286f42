/** Which archive objects are referenced, by the rows of documents and by the versions of feeds. */
import { model } from '../entities/tagger/taggers.ts';
import { hash } from '../hash.ts';
import type { Item } from '../ports/table.ts';
import { isLive } from '../protocol/reconcile.ts';
import { annotationKey, payloadKey } from './archive.ts';
import { type Basis, documentMeta, documentSource } from './document.ts';

/**
 * The bases that a document's row references: a source its payload, which this code's model may have
 * annotated, and META those that are applied or pending.
 * @param own this code's model, with the tagger that the installation chose
 */
export function referencedBases(row: Item, own: string = model): Basis[] {
  if (!row.pk.startsWith('DOC#')) return [];
  if (row.sk.startsWith('FROM#'))
    return isLive(row) ? [{ payload: documentSource.parse(row).payload, model: own }] : [];
  const { pending, applied } = documentMeta.parse(row);
  return applied?.basis === undefined ? pending : [...pending, applied.basis];
}

/**
 * The objects that must be in the archive because of the row. Whether a payload is annotated by this code's
 * model does not matter as long as the rows are made from the annotation of another one.
 */
export function neededObjects(row: Item): string[] {
  const ofSource = row.sk.startsWith('FROM#');
  return referencedBases(row).flatMap((basis) =>
    ofSource ? [payloadKey(basis.payload)] : [payloadKey(basis.payload), annotationKey(basis)],
  );
}

/**
 * A set of archive keys, stored as 64 bits of their hashes. A document with its payload and annotation takes
 * 16 bytes, a million of them 16 MB, and three times that while the set grows. A collision may keep an
 * unreferenced key, but never loses a referenced one.
 */
export class ReferencedKeys {
  #bits = new BigUint64Array(1024);
  #count = 0;
  #sorted = true;
  readonly #model: string;

  /** @param own as `referencedBases` has it */
  constructor(own: string = model) {
    this.#model = own;
  }

  /** @param rows rows of one document */
  add(rows: readonly Item[]): void {
    const bases = rows.flatMap((row) => referencedBases(row, this.#model));
    this.addKeys(bases.flatMap((basis) => [payloadKey(basis.payload), annotationKey(basis)]));
  }

  addKeys(keys: readonly string[]): void {
    for (const key of new Set(keys)) {
      if (this.#count === this.#bits.length) {
        const grown = new BigUint64Array(this.#count * 2);
        grown.set(this.#bits);
        this.#bits = grown;
      }
      this.#bits[this.#count++] = bitsOf(key);
    }
    this.#sorted = false;
  }

  /** A binary search, after sorting if keys were added since the last call. */
  has(key: string): boolean {
    if (!this.#sorted) this.#bits.subarray(0, this.#count).sort();
    this.#sorted = true;
    const wanted = bitsOf(key);
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#bits[middle] ?? 0n) < wanted) low = middle + 1;
      else high = middle;
    }
    return this.#bits[low] === wanted;
  }
}

function bitsOf(key: string): bigint {
  return BigInt(`0x${hash(key).slice(0, 16)}`);
}
