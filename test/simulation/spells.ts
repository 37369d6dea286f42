/** Spells in which the table takes hardly a write, as when it is throttled. */
import type { Random } from '../../core/random.ts';

const tableWrites: ReadonlySet<string> = new Set(['table.put', 'table.update', 'table.delete']);
const longest = 15 * 60 * 1000;

export class Spells {
  readonly #random: Random;
  #left: number;
  #until = 0;

  /** @param most how many there may be in a run */
  constructor(random: Random, most: number) {
    this.#random = random;
    this.#left = most;
  }

  /** Whether a call is throttled now. */
  throttle(name: string, now: number): boolean {
    if (!tableWrites.has(name)) return false;
    if (this.#left > 0 && now > this.#until && this.#random.chance(0.003)) {
      this.#left--;
      this.#until = now + this.#random.below(longest);
    }
    return now < this.#until && this.#random.chance(0.9);
  }
}
