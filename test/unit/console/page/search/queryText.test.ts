import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  filterTerm,
  hasTerm,
  nameBeingTyped,
  replaceTerms,
  splitAtFault,
  termsOf,
  toggleTerm,
} from '../../../../../console/page/search/queryText.ts';
import { parseQuery } from '../../../../../core/search/queryLanguage.ts';

describe('the terms of a query', () => {
  it.each([
    ['storm  harbour', ['storm', 'harbour']],
    ['"rates rise"~5 -cricket', ['"rates rise"~5', '-cricket']],
    ['(a OR "b c") source:"BBC News"', ['(a OR "b c")', 'source:"BBC News"']],
    ['"open phrase', ['"open phrase']],
    ['“pasted phrase” source:„BBC News“', ['“pasted phrase”', 'source:„BBC News“']],
    ['(storm flood)OR(rain wind)', ['(storm flood)', 'OR', '(rain wind)']],
    ['covid-"19 vaccine', ['covid-"19', 'vaccine']],
    ['NOT a -(b c) –', ['NOT', 'a', '-(b c)']],
    ['storm "open phrase', ['storm', '"open phrase']],
    ['storm – -(a "open phrase ', ['storm', '-(a "open phrase ']],
    ['storm -colour:red wind', ['storm', '-colour:red wind']],
    ['', []],
  ])('of %s', (query, terms) => {
    expect(termsOf(query)).toEqual(terms);
  });
});

describe('a filter', () => {
  it('has quotes where its value needs them', () => {
    expect(filterTerm('source', 'BBC News')).toBe('source:"BBC News"');
    expect(filterTerm('language', 'en-GB')).toBe('language:en-GB');
  });

  it.each([
    ...['BBC', 'BBC News', '/r/worldnews', '-x', 'O"Brien', 'a(b)', 'BBC*', 'x:y', 'OR', '🗞 news', 'AP \\'],
    ...['Radio "Sloboda"', 'Radio “Sloboda”', '"Sloboda" Radio', '„Sloboda“', '"', '""', 'a ""', '""" a "*'],
  ])('names the source %s and no other', (name) => {
    const term = filterTerm('source', name);
    expect(termsOf(`storm ${term} wind`)).toEqual(['storm', term, 'wind']);
    expect(parseQuery(term)).toEqual({ where: { source: name } });
  });

  it('is added, and taken away again', () => {
    const added = toggleTerm('storm', 'source:"BBC News"');
    expect(added).toBe('storm source:"BBC News"');
    expect(toggleTerm(added, 'source:"BBC News"')).toBe('storm');
  });

  it('holds for all of a query with OR', () => {
    expect(toggleTerm('a OR b', 'language:en')).toBe('(a OR b) language:en');
    expect(toggleTerm('(a b)OR(c d)', 'language:en')).toBe('((a b) OR (c d)) language:en');
  });

  it.each([
    ['a AND source:BBC', 'a'],
    ['source:BBC AND a', 'a'],
    ['a OR source:BBC', 'a'],
    ['a OR source:BBC b', 'a OR b'],
    ['a OR source:BBC OR b', 'a OR b'],
    ['a AND source:BBC OR b', 'a OR b'],
    ['a OR source:BBC AND b', 'a OR b'],
    ['source:BBC NOT a', 'NOT a'],
    ['a – source:BBC', 'a'],
    ['a OR source:BBC NOT', 'a'],
  ])('is taken away from %s with the operator that it leaves alone', (query, without) => {
    expect(toggleTerm(query, 'source:BBC')).toBe(without);
    expect(parseQuery(without)).toHaveProperty('where');
  });

  it.each([
    ['a NOT', 'a source:"BBC News"'],
    ['a OR NOT', 'a source:"BBC News"'],
    ['a AND', 'a source:"BBC News"'],
    ['a OR b OR', '(a OR b) source:"BBC News"'],
    ['NOT', 'source:"BBC News"'],
    ['storm "open phrase', 'source:"BBC News" storm "open phrase'],
    ['a OR "b c', 'source:"BBC News" a OR source:"BBC News" "b c'],
  ])('is added to %s, of which the end is missing, as a filter of its own', (query, added) => {
    expect(toggleTerm(query, 'source:"BBC News"')).toBe(added);
  });

  it.each(['storm "open phrase', '“open phrase', 'storm -(wind "rain', 'storm colour:red', 'a OR "b c'])(
    'is taken away again from %s, which cannot be read to its end',
    (query) => {
      const added = toggleTerm(query, 'source:"BBC News"');
      expect(hasTerm(added, 'source:"BBC News"')).toBe(true);
      expect(toggleTerm(added, 'source:"BBC News"')).toBe(query);
    },
  );

  it('is there after it was added to any query, and gone after it was taken away', () => {
    const piece = fc.constantFrom('a', 'b', ' ', '"', '(', ')', '-', 'OR ', 'NOT ', 'x:', '–', 'source:BBC');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const query = pieces.join('');
        const toggled = toggleTerm(query, 'source:BBC');
        expect(hasTerm(toggled, 'source:BBC')).toBe(!hasTerm(query, 'source:BBC'));
        expect(hasTerm(toggleTerm(toggled, 'source:BBC'), 'source:BBC')).toBe(hasTerm(query, 'source:BBC'));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes the place of that of its field before an open phrase', () => {
    const days = replaceTerms('storm "open phrase', ['from', 'to'], ['from:2022', 'to:2023']);
    expect(replaceTerms(days, ['from', 'to'], ['from:2024'])).toBe('from:2024 storm "open phrase');
  });

  it('is all of a query with a dash, and leaves nothing', () => {
    expect(toggleTerm('source:BBC –', 'source:BBC')).toBe('');
  });

  it('is not there where NOT stands before it', () => {
    expect(hasTerm('a NOT source:BBC', 'source:BBC')).toBe(false);
    expect(hasTerm('a source:BBC', 'source:BBC')).toBe(true);
  });

  it.each([
    ['storm from:2020 to:2021', 'storm from:2022-01-01'],
    ['storm From:2020', 'storm from:2022-01-01'],
    ['storm AND from:2020', 'storm from:2022-01-01'],
    ['from:2020 OR storm', 'storm from:2022-01-01'],
    ['storm NOT from:2020', 'storm NOT from:2020 from:2022-01-01'],
    ['“change from: here”', '“change from: here” from:2022-01-01'],
  ])('takes the place of those of its field in %s', (query, replaced) => {
    expect(replaceTerms(query, ['from', 'to'], ['from:2022-01-01'])).toBe(replaced);
    expect(parseQuery(replaced)).toHaveProperty('where');
  });
});

describe('the place of a fault', () => {
  it.each([
    ['a title:-b c', 8, ['a title:', '-', 'b c']],
    ['title:😀 c', 6, ['title:', '😀', ' c']],
    ['a OR', 4, ['a OR', ' ', '']],
  ])('in %s at %i is a whole character', (query, position, parts) => {
    expect(splitAtFault(query, position)).toEqual(parts);
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
    ['NOT cricket antony bli', 'antony bli'],
    ['-cricket antony bli', 'antony bli'],
    ['antony "bli', ''],
    ['“a pasted phrase”', ''],
  ])('in %s', (query, name) => {
    expect(nameBeingTyped(query)).toBe(name);
  });
});
