/** Stories and their annotations for the tests. */
import type { Content } from '../../../../core/document/record.ts';
import { annotate } from '../../../../core/entities/annotate.ts';
import type { Annotation, Mention } from '../../../../core/entities/annotation.ts';
import { emptyAuthority } from '../../../../core/entities/authority/authority.ts';
import { loadTagger } from '../../../../runtime/tagger.ts';

export const tagger = loadTagger();

export function story(
  paragraphs: readonly string[],
  { title = '', published }: { title?: string; published?: string } = {},
): Content {
  return {
    schema: 'news.doc/1',
    title,
    paragraphs: paragraphs.map((text) => ({ role: 'text', text })),
    authors: [],
    ...(published === undefined
      ? {}
      : { published: { value: published, precision: 'day', tzKnown: false, source: 'text' } }),
    language: { tag: 'en', source: 'detected', confidence: 0.9 },
    source: { name: 'Coast Daily' },
    subjects: [],
    quality: { extractor: 'test', confidence: 1, flags: [] },
  };
}

export function annotated(text: string, options: { title?: string; published?: string } = {}): Annotation {
  return annotate(story(text.split('\n'), options), 'payload', tagger, emptyAuthority);
}

/** `surface → entity` (or the value of a date) for each mention, in text order. */
export function found(text: string, options: { title?: string; published?: string } = {}): string[] {
  return annotated(text, options).mentions.map(describeMention);
}

function describeMention({ surface, entity, type, value }: Mention): string {
  return `${surface} → ${type === 'date' ? (value ?? 'unknown') : (entity ?? 'open')}`;
}
