/**
 * Mentions as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), a line each: which characters of the text name which entity, found by
 * what and how surely. Positions count code points, as the standard has it (4.2.5); everywhere else in Dateline they count UTF-16 units.
 */
import { textOf } from '../../core/document/record.ts';
import type { Mention } from '../../core/entities/annotation.ts';
import type { Exported } from './exported.ts';

/** UTF-16 units of the text before and after, to find the place again in a text that has changed. */
const around = 32;

export function toWebAnnotations({ content, annotation, published }: Exported): object[] {
  const text = textOf(content);
  const pointAt = codePoints(text);
  return annotation.mentions.map((mention) => ({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `${published.uri}/mentions#${mention.start}-${mention.end}`,
    type: 'Annotation',
    motivation: 'identifying',
    body: bodyOf(mention, published.entityUri),
    target: {
      source: `${published.uri}/text`,
      selector: [
        { type: 'TextPositionSelector', start: pointAt(mention.start), end: pointAt(mention.end) },
        {
          type: 'TextQuoteSelector',
          exact: mention.surface,
          prefix: text.slice(Math.max(0, mention.start - around), mention.start).toWellFormed(),
          suffix: text.slice(mention.end, mention.end + around).toWellFormed(),
        },
      ],
    },
    generator: { type: 'Software', name: `Dateline, ${mention.extractor}` },
    'dateline:confidence': mention.confidence,
  }));
}

function bodyOf({ entity, name, type, value }: Mention, entityUri: (entity: string) => string): object {
  if (entity !== null) return { type: 'SpecificResource', purpose: 'identifying', source: entityUri(entity) };
  return { type: 'TextualBody', purpose: 'tagging', value: value ?? name, 'dateline:type': type };
}

/** From UTF-16 offsets, asked for in any order, to code points. */
function codePoints(text: string): (offset: number) => number {
  const pairs: number[] = [];
  for (const { index } of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) pairs.push(index);
  return (offset) => {
    let [low, high] = [0, pairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  };
}
