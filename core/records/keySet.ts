/**
 * A set of keys, stored as 64 bits of their hashes: 16 to 32 bytes per key, a tenth of what a `Set` of
 * strings takes. By chance it may contain a key that was never added (1 of 10^13 calls, for a million keys).
 */
import { hash } from '../hash.ts';

export class KeySet {
  /** Open addressing; 0 marks a free slot. At most half of the slots are taken. */
  #slots = new BigUint64Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(key: string): void {
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    if (this.#insert(bitsOf(key))) this.#size++;
  }

  has(key: string): boolean {
    const bits = bitsOf(key);
    return this.#slots[this.#slotOf(bits)] === bits;
  }

  #insert(bits: bigint): boolean {
    const slot = this.#slotOf(bits);
    if (this.#slots[slot] === bits) return false;
    this.#slots[slot] = bits;
    return true;
  }

  /** The slot with these bits, or the free one where they belong. */
  #slotOf(bits: bigint): number {
    const mask = this.#slots.length - 1;
    let slot = Number(bits & 0xffff_ffffn) & mask;
    while (this.#slots[slot] !== 0n && this.#slots[slot] !== bits) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new BigUint64Array(before.length * 2);
    for (const bits of before) if (bits !== 0n) this.#insert(bits);
  }
}

function bitsOf(key: string): bigint {
  return BigInt(`0x${hash(key).slice(0, 16)}`) || 1n;
}
