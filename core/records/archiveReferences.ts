/** What in the archive is pointed to: by the rows of documents, and by the versions of feeds. */

import { model } from '../entities/annotate.ts';
import { hash } from '../hash.ts';
import type { Item } from '../ports/table.ts';
import { isLive } from '../protocol/reconcile.ts';
import { annotationKey, payloadKey } from './archive.ts';
import { type Basis, documentMeta, documentSource } from './document.ts';

/** The archive's objects that a row of a document points to: a source to its payload, META to what is applied and pending. */
export function referencedBases(row: Item): Basis[] {
  if (!row.pk.startsWith('DOC#')) return [];
  if (row.sk.startsWith('FROM#'))
    return isLive(row) ? [{ payload: documentSource.parse(row).payload, model }] : [];
  const { pending, applied } = documentMeta.parse(row);
  return applied?.basis === undefined ? pending : [...pending, applied.basis];
}

/**
 * A set of archive keys, remembered by 64 bits of their hash: 16 bytes for a document with its payload and annotation, so 16 MB for a
 * million, three times that while it grows. Two keys with the same bits would keep one that nothing points to, never lose one.
 */
export class ReferencedKeys {
  #bits = new BigUint64Array(1024);
  #count = 0;
  #sorted = true;

  /** @param rows of one document */
  add(rows: readonly Item[]): void {
    this.addKeys(
      rows.flatMap(referencedBases).flatMap((basis) => [payloadKey(basis.payload), annotationKey(basis)]),
    );
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
    return low < this.#count && this.#bits[low] === wanted;
  }
}

function bitsOf(key: string): bigint {
  return BigInt(`0x${hash(key).slice(0, 16)}`);
}
