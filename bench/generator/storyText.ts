/** A story's text, times and address, as every format writes them. */
import type { GeneratedStory } from './story.ts';

/** RFC 3339, to the second. */
export const timeOf = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

export const dayOf = (time: number): string => timeOf(time).slice(0, 10);

export const textOf = ({ paragraphs }: GeneratedStory): string =>
  paragraphs.map(({ text }) => text).join('\n\n');

/** The text as XML and HTML have it between tags and in attributes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The story's web address. */
export function addressOf({ id, source }: GeneratedStory): string {
  return `https://${source.folder}.example/stories/${id}`;
}
