import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueryFault } from '../../../../core/search/queryFault.ts';
import { parseQuery, type QueryNode } from '../../../../core/search/queryLanguage.ts';
import { pieces } from '../../../pieces.ts';
import { type SaidQuery, saidQuery, withoutPositions } from './saidQuery.ts';

const word = (text: string) => ({ word: text });
const all = (...nodes: QueryNode[]): QueryNode => ({ all: nodes });
const any = (...nodes: QueryNode[]): QueryNode => ({ any: nodes });
const not = (node: QueryNode): QueryNode => ({ not: node });

describe('the search language', () => {
  it.each<[string, QueryNode]>([
    ['summit', word('summit')],
    ['  foreign \t ministers\n', all(word('foreign'), word('ministers'))],
    ['"foreign ministers"', { phrase: 'foreign ministers' }],
    ['“foreign ministers”', { phrase: 'foreign ministers' }],
    ['„Außenminister in Zürich“', { phrase: 'Außenminister in Zürich' }],
    ['"a phrase"next', all({ phrase: 'a phrase' }, word('next'))],
    ['"rates of interest"~', { near: ['rates', 'of', 'interest'], within: 10 }],
    ['"Zürich bank"~5 x', all({ near: ['zurich', 'bank'], within: 5 }, word('x'))],
    ['arsen*', { beginning: 'arsen' }],
    ['ÉTAT*', { beginning: 'etat' }],
    ['召回*', word('召回*')],
    ['サッカー*', word('サッカー*')],
    ['Why?Because 为什么?专家', all(word('Why?Because'), word('为什么?专家'))],
    ['https://paper.example/watch?v=4', word('https://paper.example/watch?v=4')],
    ['"Karim Saleh* on his years in camps"', { phrase: 'Karim Saleh* on his years in camps' }],
    ['"Root 102*" "召回*"', all({ phrase: 'Root 102*' }, { phrase: '召回*' })],
    ['who? 24/7 n/a', all(word('who?'), word('24/7'), word('n/a'))],
    [
      '"f*** off" "Macy*s" "M*A*S*H"',
      all(...['f*** off', 'Macy*s', 'M*A*S*H'].map((phrase) => ({ phrase }))),
    ],
    ['title:U.S.', any({ word: 'U.S.', title: true }, { word: 'US', title: true })],
    ['"US and U.K. talks"', { phrase: 'US and U.K. talks' }],
    ['arsenal OR chelsea', any(word('arsenal'), word('chelsea'))],
    ['a OR b OR c', any(word('a'), word('b'), word('c'))],
    ['a b OR c d', any(all(word('a'), word('b')), all(word('c'), word('d')))],
    ['a AND b', all(word('a'), word('b'))],
    ['a or b', all(word('a'), word('or'), word('b'))],
    ['"OR"', { phrase: 'OR' }],
    ['-OR', not(any(word('OR'), word('O.R.')))],
    ['arsenal NOT chelsea', all(word('arsenal'), not(word('chelsea')))],
    ['NOT NOT a', word('a')],
    [`${'NOT '.repeat(245)}b`, not(word('b'))],
    ['NOT (a OR b)', not(any(word('a'), word('b')))],
    ['a AND NOT source:Wire', all(word('a'), not({ source: 'Wire' }))],
    ['a OR NOT "b c"', any(word('a'), not({ phrase: 'b c' }))],
    ['-NOT', not(any(word('NOT'), word('N.O.T.')))],
    ['do not', all(word('do'), word('not'))],
    ['(a OR b) c', all(any(word('a'), word('b')), word('c'))],
    ['a(b)', all(word('a'), word('b'))],
    ['((a))', word('a')],
    ['-(a b)', not(all(word('a'), word('b')))],
    ['summit -cricket -"world cup"', all(word('summit'), not(word('cricket')), not({ phrase: 'world cup' }))],
    ['-arsen*', not({ beginning: 'arsen' })],
    ['-entity:person/x', not({ entity: 'person/x' })],
    ['-source:Reuters', not({ source: 'Reuters' })],
    ['title:arsenal', { word: 'arsenal', title: true }],
    ['title:"foreign ministers"', { phrase: 'foreign ministers', title: true }],
    ['title:"a b"~2', { near: ['a', 'b'], within: 2, title: true }],
    ['title:arsen*', { beginning: 'arsen', title: true }],
    ['entity:person/x entity:place/y', all({ entity: 'person/x' }, { entity: 'place/y' })],
    ['type:person', { type: 'person' }],
    ['source:"BBC News" budget', all({ source: 'BBC News' }, word('budget'))],
    ['SOURCE:Reuters', { source: 'Reuters' }],
    ['source:BBC*', { source: 'BBC', prefix: true }],
    ['source:"BBC N"*', { source: 'BBC N', prefix: true }],
    ['source:"The ""Daily"" Post" x', all({ source: 'The "Daily" Post' }, word('x'))],
    ['source:"““Daily”” Post"', { source: '“Daily” Post' }],
    ['source:"""Daily"""*', { source: '"Daily"', prefix: true }],
    ['source:"The" "Daily"', all({ source: 'The' }, { phrase: 'Daily' })],
    ['"the ""daily"', all({ phrase: 'the ' }, { phrase: 'daily' })],
    ['source:a OR source:b', any({ source: 'a' }, { source: 'b' })],
    ['language:PT-br', { language: 'pt-BR' }],
    ['language:zh-hant', { language: 'zh-Hant' }],
    ['language:iw', { language: 'he' }],
    ['language:IN-id OR language:ji', any({ language: 'id-ID' }, { language: 'yi' })],
    ['language:und', { language: 'und' }],
    ['language:in', { language: 'id' }],
    ['language:nb', { language: 'nb' }],
    ['language:sr-latn', { language: 'sr-Latn' }],
    ['from:2021-05-03 to:2021-06-01', all({ from: '2021-05-03' }, { to: '2021-06-01' })],
    ['from:2021 to:2021', all({ from: '2021-01-01' }, { to: '2021-12-31' })],
    ['from:2020-02 to:2020-02', all({ from: '2020-02-01' }, { to: '2020-02-29' })],
    ['to:2021-02', { to: '2021-02-28' }],
    ['near:cardiff,50km', { near: { name: 'cardiff' }, kilometres: 50, position: 5 }],
    ['near:"New York",20km', { near: { name: 'New York' }, kilometres: 20, position: 5 }],
    ['near:"New York, 20 km"', { near: { name: 'New York' }, kilometres: 20, position: 5 }],
    ['near:51.5,-3.2,1.5km', { near: { lat: 51.5, lon: -3.2 }, kilometres: 1.5, position: 5 }],
    ['near:x,10mi', { near: { name: 'x' }, kilometres: 16.09344, position: 5 }],
    ['"entity:person/x"', { phrase: 'entity:person/x' }],
    ['Cameron - May & co', all(word('Cameron'), word('May'), word('co'))],
    ['Brexit: what next', all(word('Brexit:'), word('what'), word('next'))],
    ['at 10:30', all(word('at'), word('10:30'))],
    ['https://example.org/x', word('https://example.org/x')],
    ['co-operation', word('co-operation')],
    ['--double', word('--double')],
    ['Ukraine’s 5" gun', all(word('Ukraine’s'), word('5"'), word('gun'))],
    ['Zu\u0308rich', word('Zürich')],
    ['source:"Zu\u0308rcher Post"', { source: 'Zürcher Post' }],
    ['习近平 "中国"', all(word('习近平'), { phrase: '中国' })],
    ['Bravo ! (x) Wham!', all(word('Bravo'), word('x'), word('Wham!'))],
    ['12 km^2', all(word('12'), word('km^2'))],
    ['"!Kung"', { phrase: '!Kung' }],
    ['a | b && c', all(word('a'), word('b'), word('c'))],
    ['Blair (PM) resigns', all(word('Blair'), any(word('PM'), word('P.M.')), word('resigns'))],
  ])('reads %s', (text, expected) => {
    expect(parseQuery(text)).toEqual({ where: expected });
  });

  it.each<[string, number, string, string]>([
    ['', 0, '', 'a word, a "phrase" or a filter'],
    [' — ', 0, ' — ', 'a word, a "phrase" or a filter'],
    ['summit "foreign ministers', 25, '', 'to close the one at 7'],
    ['summit ""', 7, '""', 'a word between the quotation marks'],
    ['*', 0, '*', '2 to 32 letters or digits of one word before the *'],
    ['cup a*', 4, 'a*', '2 to 32 letters'],
    ['co-op*', 0, 'co-op*', 'of one word before the *'],
    ['cup ar*n', 6, '*n', 'the * at the end of a word'],
    ['f***ing', 1, '***ing', 'the * at the end of a word'],
    [`${'x'.repeat(33)}*`, 0, `${'x'.repeat(33)}*`, '2 to 32 letters'],
    ['OR a', 0, 'OR a', 'a word, a "phrase" or a filter'],
    ['a OR', 4, '', 'a word, a "phrase" or a filter'],
    ['a OR OR b', 5, 'OR b', 'a word, a "phrase" or a filter'],
    ['a AND', 5, '', 'a word, a "phrase" or a filter after AND'],
    ['a NOT', 5, '', 'a word, a "phrase" or a filter'],
    ['a NOT OR b', 6, 'OR b', 'a word, a "phrase" or a filter'],
    ['(a OR b', 7, '', 'a bracket to close the one at 0'],
    ['a) b', 1, ') b', 'a bracket only after the one that opens it'],
    ['a () b', 3, ') b', 'a word, a "phrase" or a filter'],
    ['"one"~', 0, '"one"~', '2 to 8 words between the quotation marks'],
    ['"a b c d e f g h i"~', 0, '"a b c d e', '2 to 8 words'],
    ['"a b"~101', 0, '"a b"~101', 'a number from 1 to 100 after ~'],
    ['"a b"~0', 0, '"a b"~0', 'a number from 1 to 100 after ~'],
    ['title:', 6, '', 'a word or a "phrase" after the colon'],
    ['title:-arsenal', 6, '-arsenal', 'the - before the field'],
    ['source:', 7, '', 'the name of a source'],
    ['source:""', 7, '""', 'the name of a source'],
    ['source: Reuters', 7, ' Reuters', 'the name of a source'],
    ['source:*', 7, '*', 'the name of a source'],
    ['budget entity:blinken', 14, 'blinken', 'person/antony-blinken'],
    ['entity:animal/x', 7, 'animal/x', 'person/antony-blinken'],
    ['type:animal', 5, 'animal', 'one of person, '],
    ['near:cardiff', 5, 'cardiff', 'a place and a distance'],
    ['near:cardiff,0km', 5, 'cardiff,0km', 'more than 0'],
    ['near:cardiff,501km', 5, 'cardiff,501km', 'at most 500 km'],
    ['near:91,0,5km', 5, '91,0,5km', 'a latitude from -90 to 90'],
    ['from:yesterday', 5, 'yesterday', 'a day (2021-05-03)'],
    ['from:2021-02-30', 5, '2021-02-30', 'a day (2021-05-03)'],
    ['to:0000', 3, '0000', 'a day (2021-05-03)'],
    ['from:99999-01-01', 5, '99999-01-01', 'a day (2021-05-03)'],
    ['language:english!', 9, 'english!', 'a language tag'],
    ['budget sorce:Reuters', 7, 'sorce:Reuters', 'one of title: entity: type: source:'],
    ['a published_from:2021', 2, 'published_from:2021', 'one of title: entity: type: source:'],
    ['a !b', 2, '!b', 'a - or NOT before'],
    ['a !"b c"', 2, '!"b c"', 'a - or NOT before'],
    ['a !(b c)', 2, '!(b c)', 'a - or NOT before'],
    ['a || b', 2, '|| b', 'OR between'],
    ['ferry W/5 bell', 6, 'W/5 bell', 'as "one other"~5'],
    ['a NEAR/10 b', 2, 'NEAR/10 b', 'as "one other"~5'],
    ['lindqv?st', 0, 'lindqv?st', 'the word in full'],
    ['a "Maria Lindq*"', 14, '*"', 'whole words'],
    ['ferry~1', 0, 'ferry~1', 'quotation marks around the words'],
    ['ferry^2 a', 0, 'ferry^2 a', 'no weight'],
    ['a ferry||bell', 2, 'ferry||bell', 'OR between'],
    ['title:ferry~', 6, 'ferry~', 'quotation marks around the words'],
    ['"a b"^2.5', 5, '^2.5', 'no weight'],
    ['from:2021-05-03 "the veto:" to:2021-05-02', 31, '2021-05-02', 'not before from:2021-05-03'],
    ['to:2021-05-02 from:2021-05-03', 19, '2021-05-03', 'not after to:2021-05-02'],
    [Array.from({ length: 65 }, () => 'x').join(' '), 128, 'x', 'at most 64 terms'],
    [Array.from({ length: 500 }, () => 'x').join(' OR '), 320, 'x OR x', 'at most 64 terms'],
    ['('.repeat(10_000), 8, '((((', 'at most 8 brackets inside one another'],
    [Array.from({ length: 17 }, () => '(a source:b)').join(' OR '), 0, '(a source:b)', 'at most 16 brackets'],
  ])('refuses %.30s with its position and what was expected', (text, position, got, expected) => {
    const fault = parseQuery(text) as QueryFault;
    expect([fault.position, fault.got.slice(0, got.length)]).toEqual([position, got]);
    expect(fault.expected).toContain(expected);
  });

  it('turns any text into a query, or into a fault at a position within it', () => {
    const signs = pieces('"¦“¦-¦ ¦(¦)¦*¦~¦OR¦AND¦,5km¦word¦2021¦person/x¦:');
    const fields = ['entity:', 'source:', 'from:', 'to:', 'near:', 'title:', 'type:', 'language:'];
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...signs, ...fields, '\n')).map((each) => each.join('')),
    );
    fc.assert(
      fc.property(text, (each) => {
        const parsed = parseQuery(each);
        if (!('expected' in parsed)) return;
        expect(parsed.position).toBeGreaterThanOrEqual(0);
        expect(parsed.position).toBeLessThanOrEqual(each.length);
        expect(parsed.expected).not.toBe('');
      }),
    );
  });

  it('reads back every query that its own grammar can say', () => {
    fc.assert(
      fc.property(saidQuery, ({ text, node }: SaidQuery) => {
        const parsed = parseQuery(text);
        // A random query may have more terms or brackets than are allowed; those are refused above.
        fc.pre(!('expected' in parsed && parsed.expected.startsWith('at most')));
        expect('where' in parsed ? withoutPositions(parsed.where) : parsed).toEqual(node);
      }),
      { numRuns: 300 },
    );
  });
});
