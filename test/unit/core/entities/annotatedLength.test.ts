import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textLength, textOf } from '../../../../core/document/record.ts';
import { annotate } from '../../../../core/entities/annotate.ts';
import {
  annotatedContent,
  annotatedPart,
  maxAnnotatedLength,
} from '../../../../core/entities/annotatedLength.ts';
import { emptyAuthority } from '../../../../core/entities/authority/authority.ts';
import { model } from '../../../../core/entities/tagger/taggers.ts';
import { annotated, story, tagger } from './annotatedStory.ts';

describe('the part of a text that is annotated', () => {
  test('is all of a text up to the limit', () => {
    const text = 'x'.repeat(maxAnnotatedLength);
    expect(annotatedPart(text)).toBe(text);
  });

  test('ends with a word', () => {
    expect(annotatedPart('the harbour crane fell', 14)).toBe('the harbour');
    expect(annotatedPart('the harbour\ncrane fell', 14)).toBe('the harbour');
  });

  test('is a well-formed beginning, not much shorter than the limit', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (text, limit) => {
          const part = annotatedPart(text, limit);
          expect(text.startsWith(part)).toBe(true);
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(part.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});

test('the annotation of a very long text says how much of it was annotated', () => {
  const sentence = 'They met Maria Quelle on the quay. ';
  const content = story([sentence.repeat(10_000)]);
  const made = annotate(content, 'payload', tagger, emptyAuthority);
  const { length } = textOf(content);
  expect(made).toMatchObject({ model, annotated: { of: length } });
  const { characters = 0 } = made.annotated ?? {};
  expect(characters).toBeGreaterThan(maxAnnotatedLength - 1000);
  expect(characters).toBeLessThanOrEqual(maxAnnotatedLength);
  expect(made.mentions).toHaveLength(Math.floor(characters / sentence.length));
  expect(annotated('They met Maria Quelle on the quay.')).not.toHaveProperty('annotated');
});

test('the content without what is not annotated has the same part, and is too long if the whole is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 40 })),
      fc.string({ maxLength: 20 }),
      fc.integer({ min: 1, max: 100 }),
      (paragraphs, title, limit) => {
        const whole = story(paragraphs, { title });
        const cut = annotatedContent(whole, limit);
        expect(annotatedPart(textOf(cut), limit)).toBe(annotatedPart(textOf(whole), limit));
        expect(textLength(cut) > limit).toBe(textLength(whole) > limit);
        expect(textLength(cut)).toBe(textOf(cut).length);
        expect(cut.paragraphs.map(({ text }) => text).join('').length).toBeLessThanOrEqual(limit + 1);
      },
    ),
  );
});
