import { expect, test } from 'vitest';
import { blankSearchRow } from '../../../../bench/blankSearchRow.ts';
import { maxAnnotatedLength } from '../../../../core/entities/annotatedLength.ts';
import { wordList } from '../../../../core/text/wordSet.ts';
import { toStored } from '../../../../runtime/lance/rows.ts';
import { writtenIn } from '../../../../runtime/lance/writtenColumns.ts';
import { countTurns } from '../../countTurns.ts';

const row = (text: string) => ({
  ...blankSearchRow('a'),
  title: 'Storm closes harbour',
  text,
  source: 'wire',
  language: 'en',
  published: '2026-03-06',
  printed: Date.parse('2026-03-06'),
});
const distinct = (words: number) => Array.from({ length: words }, (_, i) => `w${i.toString(36)}`).join(' ');

test('a long text is looked up as far as names are found, and its title too', async () => {
  const text = distinct(100_000);
  const { written, beginnings } = await writtenIn(row(text));
  expect(written.length).toBeGreaterThan(0.9 * maxAnnotatedLength);
  expect(written.length).toBeLessThan(1.1 * maxAnnotatedLength);
  expect(beginnings.length).toBeLessThan(2 * maxAnnotatedLength);
  expect(written.endsWith('>storm >closes >harbour')).toBe(true);
  expect(beginnings.split(' ')).toContain('>harb');
  expect(text.startsWith(written.slice(0, 150_000))).toBe(true);
});

test('the event loop goes round every few thousand words, and every few rows', async () => {
  expect((await countTurns(writtenIn(row(distinct(30_000))))).turns).toBeGreaterThanOrEqual(14);
  expect(
    (await countTurns(toStored(Array.from({ length: 320 }, () => row('A storm.'))))).turns,
  ).toBeGreaterThanOrEqual(19);
});

test('a word that comes again adds no beginnings', async () => {
  const { written, beginnings } = await writtenIn(row('Storm and storms; the storm'));
  expect(written).toBe('storm and storms the storm >storm >closes >harbour');
  expect(beginnings.split(' ').slice(0, 9)).toEqual(wordList`st sto stor storm an and storms th the`);
});
