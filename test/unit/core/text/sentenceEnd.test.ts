import { expect, test } from 'vitest';
import { endsAsProse, endsSentence, readsAsSentence } from '../../../../core/text/sentenceEnd.ts';

test.each([
  'The ferry left.',
  'Did it leave?',
  '(The ferry left!)',
  '“The ferry left.”',
  "'The ferry left.')",
  'And so on…',
  'フェリーが出た。',
  '「フェリーが出た。」',
  'هل غادرت العبارة؟',
  'फ़ेरी चली गई।',
  'کشتی روانہ ہو گئی۔',
  'Լաստանավը մեկնեց։',
  'ጀልባው ሄደ።',
  'သင်္ဘော ထွက်သွားပြီ။',
  'កាប៉ាល់បានចេញ។',
])('%s ends a sentence', (text) => {
  expect(endsSentence(text)).toBe(true);
  expect(endsAsProse(text)).toBe(true);
});

test.each(['Ferry leaves', 'The ferry, “Skua”', 'at 4.30', 'Reuters)', ''])('%j ends none', (text) => {
  expect(endsSentence(text)).toBe(false);
  expect(endsAsProse(text)).toBe(false);
});

test.each(['He said:', '船长说：'])('%s goes on with a quotation', (text) => {
  expect(endsSentence(text)).toBe(false);
  expect(endsAsProse(text)).toBe(true);
});

test.each([
  ['The ferry left.', true],
  ['“The ferry left.”', true],
  ['کشتی روانہ ہو گئی۔', true],
  ['Jane Doe (A.P.)', false],
  ['What we know so far…', false],
  ['The ferry', false],
])('whether the line "%s" reads as a sentence: %s', (line, is) => {
  expect(readsAsSentence(line)).toBe(is);
});
