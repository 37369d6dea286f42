/**
 * Mentions as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): which characters of the text
 * name which entity, with the extractor and its confidence. Positions count code points, as section 4.2.5
 * requires; everywhere else in Dateline they count UTF-16 units.
 */
import { textOf } from '../../core/document/record.ts';
import type { Mention } from '../../core/entities/annotation.ts';
import type { ExportedDocument } from './exportedDocument.ts';

/** UTF-16 units of text quoted before and after a mention, to find it again in a changed text. */
const contextLength = 32;

/** One annotation for each mention, in the order of the text. */
export function toWebAnnotations({ content, annotation, published }: ExportedDocument): object[] {
  const text = textOf(content);
  const toCodePoint = codePointIndex(text);
  return annotation.mentions.map((mention) => ({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `${published.uri}/mentions#${mention.start}-${mention.end}`,
    type: 'Annotation',
    motivation: 'identifying',
    body: toAnnotationBody(mention, published.entityUri),
    target: {
      source: `${published.uri}/text`,
      selector: [
        { type: 'TextPositionSelector', start: toCodePoint(mention.start), end: toCodePoint(mention.end) },
        {
          type: 'TextQuoteSelector',
          exact: mention.surface,
          prefix: text.slice(Math.max(0, mention.start - contextLength), mention.start).toWellFormed(),
          suffix: text.slice(mention.end, mention.end + contextLength).toWellFormed(),
        },
      ],
    },
    generator: { type: 'Software', name: `Dateline, ${mention.extractor}` },
    'dateline:confidence': mention.confidence,
  }));
}

function toAnnotationBody(
  { entity, name, type, value }: Mention,
  entityUri: (entity: string) => string,
): object {
  if (entity !== null) return { type: 'SpecificResource', purpose: 'identifying', source: entityUri(entity) };
  return { type: 'TextualBody', purpose: 'tagging', value: value ?? name, 'dateline:type': type };
}

/** A function from UTF-16 offsets in the text to code points. */
function codePointIndex(text: string): (offset: number) => number {
  const surrogatePairs: number[] = [];
  for (const { index } of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) surrogatePairs.push(index);
  return (offset) => {
    let [low, high] = [0, surrogatePairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((surrogatePairs[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  };
}
