import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Content, content, textOf } from '../../../../core/document/record.ts';
import { boundFields } from '../../../../core/formats/fieldBounds.ts';

const small: Content = {
  schema: 'news.doc/1',
  title: 'Ferry talks go on',
  standfirst: 'Both sides hope.',
  paragraphs: [{ role: 'text', text: 'They met in Lerwick.' }],
  byline: 'By Jo Doe',
  authors: ['Jo Doe'],
  language: { tag: 'en', source: 'none', confidence: 0 },
  source: { name: 'wire' },
  subjects: [],
  quality: { extractor: 'text', confidence: 1, flags: [] },
};

describe('fields that are stored in table items', () => {
  it('are unchanged if they are short enough', () => {
    expect(boundFields(small)).toEqual(small);
  });

  it('never exceed their bounds; what is too long moves to the body', () => {
    const long = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.repeat(4000));
    const text = fc.oneof(fc.string({ minLength: 1 }), long);
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.array(text, { maxLength: 3 }),
        (title, standfirst, byline, authors) => {
          const given = {
            ...small,
            title,
            standfirst,
            byline,
            authors: authors.flatMap((author) => Array.from({ length: 60 }, (_, i) => `${author}${i}`)),
          };
          const kept = boundFields(given);
          expect(content.safeParse(kept).success).toBe(true);
          const { title: _, authors: __, standfirst: ___ = '', byline: ____ = '' } = kept;
          expect(Buffer.byteLength(JSON.stringify([_, __, ___, ____]))).toBeLessThan(200_000);
          expect(textOf(kept)).toContain(standfirst);
          if (given.title.length > 300) expect(textOf(kept)).toContain(title);
          expect(kept.title.isWellFormed()).toBe(title.isWellFormed());
        },
      ),
      { numRuns: 30 },
    );
  });

  it('are cut where no reader shows more, wherever the format has them from', () => {
    const long = 'Lerwick '.repeat(20_000);
    const kept = boundFields({
      ...small,
      ...{ kicker: long, genre: long, dateline: { text: long, place: long, agency: long } },
      source: { name: long, url: long, guid: long, publisher: long, usageTerms: long },
      subjects: Array.from({ length: 1_000 }, () => long),
    });
    expect(content.safeParse(kept).success).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(kept))).toBeLessThan(100_000);
    expect(kept.dateline?.place?.startsWith('Lerwick Lerwick')).toBe(true);
  });
});
