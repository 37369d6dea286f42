import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../../core/entities/slug.ts';
import { type ParsedQuery, parseQuery, type QueryFault } from '../../../../core/search/queryLanguage.ts';

const nothing: ParsedQuery = { words: [], phrases: [], without: [], entities: [] };

describe('the search language', () => {
  it.each<[string, Partial<ParsedQuery>]>([
    ['summit', { words: ['summit'] }],
    ['  foreign \t ministers\n', { words: ['foreign', 'ministers'] }],
    ['"foreign ministers"', { phrases: ['foreign ministers'] }],
    ['“foreign ministers”', { phrases: ['foreign ministers'] }],
    ['„Außenminister in Zürich“', { phrases: ['Außenminister in Zürich'] }],
    ['"a phrase"next', { phrases: ['a phrase'], words: ['next'] }],
    ['summit -cricket -"world cup"', { words: ['summit'], without: ['cricket', 'world cup'] }],
    ['-cricket', { without: ['cricket'] }],
    ['entity:person/x entity:place/y', { entities: ['person/x', 'place/y'] }],
    ['source:Reuters', { source: 'Reuters' }],
    ['source:"BBC News" budget', { source: 'BBC News', words: ['budget'] }],
    ['SOURCE:Reuters', { source: 'Reuters' }],
    ['language:pt-BR', { language: 'pt-BR' }],
    ['from:2021-05-03 to:2021-06-01', { from: '2021-05-03', to: '2021-06-01' }],
    ['from:2021 to:2021', { from: '2021-01-01', to: '2021-12-31' }],
    ['from:2020-02 to:2020-02', { from: '2020-02-01', to: '2020-02-29' }],
    ['to:2021-02', { to: '2021-02-28' }],
    ['"entity:person/x"', { phrases: ['entity:person/x'] }],
    ['Cameron - May & co', { words: ['Cameron', 'May', 'co'] }],
    ['Brexit: what next', { words: ['Brexit:', 'what', 'next'] }],
    ['at 10:30', { words: ['at', '10:30'] }],
    ['https://example.org/x', { words: ['https://example.org/x'] }],
    ['co-operation', { words: ['co-operation'] }],
    ['--double', { words: ['--double'] }],
    ['Ukraine’s 5" gun', { words: ['Ukraine’s', '5"', 'gun'] }],
    ['习近平 "中国"', { words: ['习近平'], phrases: ['中国'] }],
    [`it's ' OR 1=1 --`, { words: [`it's`, 'OR', '1=1'] }],
  ])('reads %s', (text, expected) => {
    expect(parseQuery(text)).toEqual({ ...nothing, ...expected });
  });

  it.each<[string, number, string, string]>([
    ['', 0, '', 'a word, a "phrase" or a filter'],
    [' — ', 0, ' — ', 'a word, a "phrase" or a filter'],
    ['summit "foreign ministers', 25, '', 'to close the one at 7'],
    ['summit ""', 7, '""', 'a word between the quotation marks'],
    ['source:', 7, '', 'the name of a source'],
    ['source:""', 7, '""', 'the name of a source'],
    ['source: Reuters', 7, ' Reuters', 'the name of a source'],
    ['budget entity:blinken', 14, 'blinken', 'person/antony-blinken'],
    ['entity:animal/x', 7, 'animal/x', 'person/antony-blinken'],
    ['from:yesterday', 5, 'yesterday', 'a day (2021-05-03)'],
    ['from:2021-02-30', 5, '2021-02-30', 'a day (2021-05-03)'],
    ['to:0000', 3, '0000', 'a day (2021-05-03)'],
    ['from:99999-01-01', 5, '99999-01-01', 'a day (2021-05-03)'],
    ['language:english!', 9, 'english!', 'a language tag'],
    ['budget sorce:Reuters', 7, 'sorce:Reuters', 'one of entity: source: language: from: to:'],
    ['-source:Reuters', 0, '-source:Reuters', 'filters cannot be negated'],
    ['source:a source:b', 16, 'b', 'source: only once'],
    [
      'from:2021-05-03 "the veto:" to:2021-05-02',
      31,
      '2021-05-02',
      'a day that is not before from:2021-05-03',
    ],
    [Array.from({ length: 51 }, () => 'x').join(' '), 100, 'x', 'at most 50 terms'],
  ])('refuses %s with its position and what was expected', (text, position, got, expected) => {
    const fault = parseQuery(text) as QueryFault;
    expect([fault.position, fault.got]).toEqual([position, got]);
    expect(fault.expected).toContain(expected);
  });

  it('turns any text into a query, or into a fault at a position within it', () => {
    const pieces = fc.constantFrom(
      '"',
      '“',
      '-',
      ' ',
      'entity:',
      'source:',
      'from:',
      'to:',
      'word',
      '2021',
      'person/x',
      ':',
      '\n',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (each) => {
        const parsed = parseQuery(each);
        if ('expected' in parsed) {
          expect(parsed.position).toBeGreaterThanOrEqual(0);
          expect(parsed.position).toBeLessThanOrEqual(each.length);
          expect(parsed.expected).not.toBe('');
        } else {
          for (const term of [...parsed.words, ...parsed.phrases, ...parsed.without])
            expect(fold(term)).not.toBe('');
        }
      }),
    );
  });

  it('reads words, phrases and filters in any order', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
    const term = fc.oneof(
      word.map((text) => ({ kind: 'words' as const, text, written: text })),
      phrase.map((text) => ({ kind: 'phrases' as const, text, written: `"${text}"` })),
      word.map((text) => ({ kind: 'without' as const, text, written: `-${text}` })),
      phrase.map((text) => ({ kind: 'without' as const, text, written: `-"${text}"` })),
      word.map((text) => ({
        kind: 'entities' as const,
        text: `place/${text}`,
        written: `entity:place/${text}`,
      })),
    );
    fc.assert(
      fc.property(
        fc.array(term, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(' ', '  ', '\n'),
        (terms, space) => {
          const expected = structuredClone(nothing);
          for (const { kind, text } of terms) expected[kind].push(text);
          expect(parseQuery(terms.map(({ written }) => written).join(space))).toEqual(expected);
        },
      ),
    );
  });
});
