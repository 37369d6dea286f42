import { describe, expect, test } from 'vitest';
import { annotate } from '../../../../core/entities/annotate.ts';
import { maxAnnotatedLength } from '../../../../core/entities/annotatedLength.ts';
import { annotation } from '../../../../core/entities/annotation.ts';
import { emptyAuthority } from '../../../../core/entities/authority/authority.ts';
import { story, tagger } from '../../../unit/core/entities/annotatedStory.ts';

/** Texts of 100,000 repetitions, each of which nests, chains or repeats something that a step looks for. */
const repeated = {
  parentheses: '(',
  'closed parentheses': '()',
  'quotation marks': '“',
  hyphens: 'a-',
  'hyphens and capitals': 'A-',
  initials: 'A.',
  'numbers with points': '1.',
  'numbers and letters': '1a',
  'names with "of"': 'North of ',
  'names with "and"': 'Quelle and ',
  particles: 'Van der ',
  titles: 'President ',
  'one name': 'Maria Quelle ',
  'an acronym introduced': 'Bank of Ruritania (BOR) ',
  possessives: 'Quelle’s ',
  inflected: 'Trumpin with. ',
  'dates in words': '3 to 5 May ',
  months: 'May ',
  years: '2015-2019 ',
  weekdays: 'Monday ',
  'combining marks': '\u0301',
  'surrogate halves': '\ud800',
  emoji: '😀',
  'emoji joined': '👩\u200d',
  'lines of one word': 'Quelle\n',
  'right-to-left marks': '\u202e',
};

describe('a text of 100,000 repetitions is annotated', () => {
  test.each(Object.entries(repeated))('of %s', (_, unit) => {
    const made = annotate(story([unit.repeat(100_000)]), 'payload', tagger, emptyAuthority);
    expect(annotation.safeParse(made).error).toBeUndefined();
  });

  test('of different names with one surname, and of different words', () => {
    const made = annotate(
      story([
        Array.from({ length: 20_000 }, (_, i) => `P${i.toString(36)}a Quelle`).join(', '),
        Array.from({ length: 20_000 }, (_, i) => i.toString(36)).join(' '),
      ]),
      'payload',
      tagger,
      emptyAuthority,
    );
    expect(made.annotated?.characters).toBeGreaterThan(maxAnnotatedLength - 1000);
  });
});
