/**
 * Counts features during training and gives ids to the frequent ones: a rare feature costs a row and adds
 * little.
 */

const filterBits = 27;

export class FeatureIndex {
  readonly #counts = new Uint8Array(2 ** filterBits);
  readonly #minCount: number;
  #keys = new Int32Array(2 ** 20);
  #ids = new Int32Array(2 ** 20);
  #size = 0;

  /** @param minCount how often a feature must occur to get an id */
  constructor(minCount: number) {
    this.#minCount = minCount;
  }

  get size(): number {
    return this.#size;
  }

  count(hash: number, times = 1): void {
    const place = hash >>> (32 - filterBits);
    this.#counts[place] = Math.min(255, (this.#counts[place] ?? 0) + times);
  }

  /** The feature's id, assigned on first use; -1 if the feature is too rare. */
  idOf(hash: number): number {
    if ((this.#counts[hash >>> (32 - filterBits)] ?? 0) < this.#minCount || hash === 0) return -1;
    const place = this.#placeOf(this.#keys, hash);
    if (this.#keys[place] === hash) return this.#ids[place] as number;
    this.#keys[place] = hash;
    this.#ids[place] = this.#size++;
    if (this.#size * 2 > this.#keys.length) this.#grow();
    return this.#size - 1;
  }

  /** The hashes of the features, by id. */
  hashes(): Int32Array {
    const hashes = new Int32Array(this.#size);
    this.#keys.forEach((hash, place) => {
      if (hash !== 0) hashes[this.#ids[place] as number] = hash;
    });
    return hashes;
  }

  #placeOf(keys: Int32Array, hash: number): number {
    // Linear probing; table sizes are powers of two.
    let place = hash & (keys.length - 1);
    while (keys[place] !== 0 && keys[place] !== hash) place = (place + 1) & (keys.length - 1);
    return place;
  }

  #grow(): void {
    const [keys, ids] = [this.#keys, this.#ids];
    this.#keys = new Int32Array(keys.length * 2);
    this.#ids = new Int32Array(keys.length * 2);
    keys.forEach((hash, i) => {
      if (hash === 0) return;
      const place = this.#placeOf(this.#keys, hash);
      this.#keys[place] = hash;
      this.#ids[place] = ids[i] as number;
    });
  }
}
