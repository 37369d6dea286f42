import { describe, expect, it } from 'vitest';
import {
  filterTerm,
  nameBeingTyped,
  replaceTerms,
  termsOf,
  toggleTerm,
} from '../../../../../console/page/search/queryText.ts';

describe('the terms of a query', () => {
  it.each([
    ['storm  harbour', ['storm', 'harbour']],
    ['"rates rise"~5 -cricket', ['"rates rise"~5', '-cricket']],
    ['(a OR "b c") source:"BBC News"', ['(a OR "b c")', 'source:"BBC News"']],
    ['"open phrase', ['"open phrase']],
    ['', []],
  ])('of %s', (query, terms) => {
    expect(termsOf(query)).toEqual(terms);
  });
});

describe('a filter', () => {
  it('has quotes where its value needs them', () => {
    expect(filterTerm('source', 'BBC News')).toBe('source:"BBC News"');
    expect(filterTerm('language', 'en-GB')).toBe('language:en-GB');
    expect(filterTerm('source', 'The "Post"')).toBe('source:"The Post"');
  });

  it('is added, and taken away again', () => {
    const added = toggleTerm('storm', 'source:"BBC News"');
    expect(added).toBe('storm source:"BBC News"');
    expect(toggleTerm(added, 'source:"BBC News"')).toBe('storm');
  });

  it('holds for all of a query with OR', () => {
    expect(toggleTerm('a OR b', 'language:en')).toBe('(a OR b) language:en');
  });

  it('takes the place of those of its field', () => {
    expect(replaceTerms('storm from:2020 to:2021', ['from', 'to'], ['from:2022-01-01'])).toBe(
      'storm from:2022-01-01',
    );
  });
});

describe('the name that is being typed', () => {
  it.each([
    ['antony bli', 'antony bli'],
    ['source:BBC antony', 'antony'],
    ['"a phrase"', ''],
    ['storm OR amara', 'amara'],
    ['-cricket', ''],
    ['a b c d e f g', 'c d e f g'],
    ['minister AND lon', 'lon'],
    ['cricket NOT vil', ''],
  ])('in %s', (query, name) => {
    expect(nameBeingTyped(query)).toBe(name);
  });
});
