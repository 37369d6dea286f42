import { expect, test } from 'vitest';
import { textFeatures } from '../../../../core/article/textFeatures.ts';
import type { Element } from '../../../../core/markup/htmlTree.ts';

const element: Element = { tag: 'p', attributes: {}, parent: undefined, children: [] };
const nothing = { isDate: false, isByline: false, isFurniture: false, isAnswer: false };
const names = ['size', 'linked', 'unlinked', 'sentences', 'end', 'capitals', 'digits', 'commas', 'letters'];
const moreNames = ['shortWords', 'upper', 'beginning', 'signs', 'bold', 'furniture', 'cue', 'dateOrByline'];
const lastNames = ['dateOrAnswer', 'ownWords', 'exclamations'];

function featuresOf(text: string): Record<string, number> {
  const block = { text, size: text.length, element, linked: 0, bold: false };
  const row = textFeatures({ block, prose: 0, cue: 0, ...nothing });
  return Object.fromEntries(
    [...names, ...moreNames, ...lastNames].map((name, i) => [name, row[i] ?? Number.NaN]),
  );
}

test('a text is counted: sentences, capitals, digits, commas, short words', () => {
  const { sentences, capitals, digits, commas, shortWords, end, beginning } = featuresOf(
    'The “Ferry” left at 10.30, late; nobody (N. Olsen) saw it. Why?',
  );
  const words = 12;
  expect({ sentences, end, beginning }).toEqual({ sentences: 3, end: 1, beginning: 0 });
  expect(capitals).toBeCloseTo(5 / words);
  expect(digits).toBeCloseTo(4 / 63);
  expect(commas).toBeCloseTo(2 / words);
  expect(shortWords).toBeCloseTo(5 / words);
});

test('signs and addresses count', () => {
  expect(featuresOf('See https://a.example | www.b.example | @c · http://d').signs).toBe(7);
});

test.each([
  ['ends in a quotation.”)', 1],
  ['次の便は出ない。', 1],
  ['As follows:', 2],
  ['one, two,', 3],
  ['no end', 0],
])('how "%s" ends', (text, end) => {
  expect(featuresOf(text).end).toBe(end);
});

test.each([
  ['small', 1],
  ['“quoted”', 2],
  ['3 May', 3],
  ['• item', 4],
  ['Capital', 0],
])('how "%s" begins', (text, beginning) => {
  expect(featuresOf(text).beginning).toBe(beginning);
});

test('a capital beyond the first plane is one', () => {
  expect(featuresOf('𐐀𐐨 a “𐐀”').capitals).toBeCloseTo(2 / 3);
});
