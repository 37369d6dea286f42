/** Texts in which only the names of persons count. */
import { expect } from 'vitest';
import type { RecordedWorld } from './recordedWorld.ts';

export const story = (who: string, date = '3 May 2021', more = ''): string =>
  `${who} meets the mayor\n\nLONDON, ${date} - ${who} arrived on Monday for talks that go on.${more}\n`;

export const feed = (...items: [id: string, text: string][]): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Wire',
    items: items.map(([id, text]) => ({ id, title: `Item ${id}`, content_text: text })),
  });

/** Compares what was noted with the file of this name, which `--update` writes anew. */
export async function expectAsNoted(text: string | RecordedWorld, name: string): Promise<void> {
  const noted = typeof text === 'string' ? text : text.text();
  await expect(noted).toMatchFileSnapshot(new URL(`kept/${name}.snap`, import.meta.url).pathname);
}
