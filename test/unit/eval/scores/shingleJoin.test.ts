import { expect, it } from 'vitest';
import { shingleJoin } from '../../../../eval/scores/shingleJoin.ts';

const words = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `w${from + i}`).join(' ');

it('finds the pairs whose runs of four words are alike enough, whatever stands between the words', () => {
  // 20 words are 17 runs. Of the second text 15 are among them, of the third 7.
  const texts = [
    words(0, 20),
    words(2, 22).replaceAll(' ', ', '),
    words(10, 30),
    words(100, 120),
    '',
    'w0 w1',
  ];
  expect([...shingleJoin(texts, 15 / 19)]).toEqual(['0 1']);
  expect([...shingleJoin(texts, 7 / 27)]).toEqual(['0 1', '0 2', '1 2']);
  expect([...shingleJoin(texts, 8 / 27)]).toEqual(['0 1', '1 2']);
  expect([...shingleJoin(['w0 w1', 'W0 w1!', '', ''], 1)]).toEqual(['0 1']);
});
