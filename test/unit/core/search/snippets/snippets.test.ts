import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextTerm } from '../../../../../core/search/conditions.ts';
import { type Snippet, snippetFinder, stem } from '../../../../../core/search/snippets/snippets.ts';

const snippetsOf = (text: string, terms: readonly TextTerm[]) => snippetFinder(terms)(text);
const wordsOf = (words: readonly string[]) => words.map((word) => ({ word }));

describe('snippets', () => {
  const marked = (text: string, { start, hits }: Snippet) =>
    hits.map((hit) => text.slice(hit.start, hit.end)).concat(start < 0 ? ['?'] : []);

  it('mark words with any ending, case and accents', () => {
    const text = 'MINISTERS were discussing Zürich’s budgets.';
    const [snippet] = snippetsOf(text, wordsOf(['minister', 'discussed', 'zurichs', 'budget']));
    expect(snippet && marked(text, snippet)).toEqual(['MINISTERS', 'discussing', 'Zürich', 'budgets']);
  });

  it('mark letters that are written as two', () => {
    const text = 'Une œuvre d’art';
    const [snippet] = snippetsOf(text, wordsOf(['oeuvre']));
    expect(snippet && marked(text, snippet)).toEqual(['œuvre']);
  });

  it('mark other places too, of overlapping ones the longest that begins first', () => {
    const text = 'Antony Blinken met her. Blinken left.';
    const find = snippetFinder(wordsOf(['blinken']));
    const [snippet] = find(text, [[{ start: 0, end: 14 }], [{ start: 19, end: 22 }]]);
    expect(snippet && marked(text, snippet)).toEqual(['Antony Blinken', 'her', 'Blinken']);
  });

  it('mark a name that stands between others without spaces', () => {
    const text = '丹麦品牌Nordlys召回水壶。';
    const [snippet] = snippetsOf(text, [...wordsOf(['nordlys']), { phrase: '水壶' }]);
    expect(snippet && marked(text, snippet)).toEqual(['Nordlys', '水壶']);
  });

  it.each([
    ['水壶', '监管部门在星期三的声明中表示，'.repeat(20), '，这款水壶，'],
    ['W杯', '監督は選手たちを誇りに思うと語った。'.repeat(20), 'サッカーW杯で'],
    ['น้ำท่วม', 'รัฐบาลจะช่วยเหลือประชาชนในภาคใต้'.repeat(20), 'จากน้ำท่วมใน'],
  ])('show what stands around %s, in a script without spaces', (word, filler, place) => {
    const text = `${filler}${place}${filler}`;
    const [{ start, end, text: shown } = { start: 0, end: 0, text: '' }] = snippetsOf(text, wordsOf([word]));
    expect(shown).toContain(place);
    expect(shown.length).toBeGreaterThan(230);
    for (const edge of [start, end]) expect(text.charAt(edge)).not.toMatch(/\p{M}/u);
  });

  it('are short, begin and end with whole words, and show most search terms', () => {
    const filler = 'lorem ipsum dolor sit amet '.repeat(30);
    const text = `Title\n\n${filler}budget ${filler}budget and summit ${filler}\n\nAnother summit.`;
    const snippets = snippetsOf(text, wordsOf(['budget', 'summit']));
    expect(snippets.map((snippet) => marked(text, snippet))).toEqual([['budget', 'summit'], ['summit']]);
    for (const { start, end } of snippets) {
      expect(end - start).toBeLessThanOrEqual(240);
      expect(text.slice(start - 1, start)).toMatch(/\s/);
      expect(text.slice(end, end + 1)).toMatch(/^\s?$/);
    }
  });

  it('show hits behind many others', () => {
    const text = `${'budget, '.repeat(99)}${'lorem ipsum '.repeat(20)}budget ${'summit '.repeat(30)}`;
    const [snippet] = snippetsOf(text, wordsOf(['budget', 'summit']));
    expect(snippet?.text).toMatch(/budget (summit ?){20,}$/);
  });

  it('are at most three, in text order, each within a paragraph', () => {
    const text = Array.from({ length: 9 }, (_, i) => `Paragraph ${i} on the summit.`).join('\n\n');
    const snippets = snippetsOf(text, wordsOf(['summit']));
    expect(snippets.map((snippet) => snippet.text)).toEqual(
      [0, 1, 2].map((i) => `Paragraph ${i} on the summit.`),
    );
  });

  it('mark phrases as written, beginnings of words, and each of near words', () => {
    const text = 'Interest rates fell; the interest rate of Arsenal arsonists.';
    const [snippet] = snippetsOf(text, [
      { phrase: 'interest rates' },
      { beginning: 'ars' },
      { near: ['fell', 'rate'], within: 5 },
    ]);
    expect(snippet && marked(text, snippet)).toEqual([
      'Interest rates',
      'fell',
      'rate',
      'Arsenal',
      'arsonists',
    ]);
  });

  it('of a text do not depend on the texts before', () => {
    const find = snippetFinder([{ word: 'summit' }, { phrase: 'the budget' }]);
    const texts = ['The SUMMIT on the budget.', 'No word of it.', 'Summits, and the Budget of the summit.'];
    const terms = [{ word: 'summit' }, { phrase: 'the budget' }];
    expect(texts.map((text) => find(text))).toEqual(texts.map((text) => snippetsOf(text, terms)));
  });

  it('are empty if the text has no search term', () => {
    expect(snippetsOf('Nothing here.', [{ word: 'summit' }, { phrase: 'foreign ministers' }])).toEqual([]);
    expect(snippetsOf('', wordsOf(['summit']))).toEqual([]);
  });

  it('point into any text', () => {
    const word = fc.oneof(
      fc.constantFrom('summit', 'Budget', 'the', '\n\n', '“', 'é', '👩‍👩‍👧', 'ministers'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 200 }),
        fc.array(word, { minLength: 1, maxLength: 3 }),
        (words, terms) => {
          const text = words.join(' ');
          for (const { start, end, text: shown, hits } of snippetsOf(text, [
            ...wordsOf(terms),
            { phrase: 'the summit' },
          ])) {
            expect(text.slice(start, end)).toBe(shown);
            expect(hits.length).toBeGreaterThan(0);
            let last = start;
            for (const hit of hits) {
              expect(hit.start).toBeGreaterThanOrEqual(last);
              expect(hit.end).toBeGreaterThan(hit.start);
              expect(hit.end).toBeLessThanOrEqual(end);
              last = hit.end;
            }
          }
        },
      ),
    );
  });

  it.each([
    ['ministers', 'minister'],
    ['ministries', 'ministry'],
    ['discussed', 'discussing'],
    ['planned', 'plan'],
    ['prices', 'price'],
    ['meetings', 'meeting'],
  ])('treat %s and %s as one word', (a, b) => {
    expect(stem(a)).toBe(stem(b));
  });
});
