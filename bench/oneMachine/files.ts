/** Files of one kind to drop into an inbox. */
import type { Text } from '../cost/texts.ts';
import { corpus } from '../generator/corpus.ts';
import { measuredNews } from '../generator/measuredNews.ts';

/** Invented texts with as many names as real news has. */
export function generatedTexts(count: number): Text[] {
  return [...measuredNews({ documents: count, seed: 1 })];
}

/** Invented web pages, each of another story. */
export function generatedPages(count: number): Text[] {
  const pages = new Map<string, Text>();
  for (const operation of corpus({ documents: 20 * count, seed: 1 })) {
    if (pages.size === count) break;
    if (operation.op !== 'delete' && operation.key.endsWith('.html'))
      pages.set(operation.key, { key: operation.key, body: operation.body });
  }
  return [...pages.values()];
}
