/** Chance that is the same each time. */
import { Random } from '../core/random.ts';

/** @returns numbers in [0, 1), one at each call */
export function randomOf(seed: number): () => number {
  const random = new Random(seed);
  return () => random.next();
}

export function shuffle<T>(items: T[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
}
