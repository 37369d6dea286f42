import { describe, expect, it } from 'vitest';
import { maxPiecesOfWord, WordPieces } from '../../../../../core/entities/network/wordPieces.ts';
import { sample, shippedPieces } from './sample.ts';

const special = ['<s>\t0', '<pad>\t0', '</s>\t0', '<unk>\t0'];

describe('the pieces of a word', () => {
  it('are those that the teacher reads', () => {
    expect(sample.words.map(([word]) => [word, shippedPieces.of(word)])).toEqual(
      sample.words.map(([word, pieces]) => [word, pieces]),
    );
  });

  const small = new WordPieces([
    ...special,
    '▁un\t-3',
    'able\t-5',
    'ab\t-2',
    'le\t-2',
    'a\t-4',
    '-\t-3',
    '▁\t-3',
  ]);
  const [un, able, ab, le, a, sign, mark] = [4, 5, 6, 7, 8, 9, 10];

  it('are the likeliest, not the longest', () => {
    expect(small.of('unable')).toEqual([un, ab, le]);
    const longer = new WordPieces([...special, '▁un\t-3', 'able\t-3.9', 'ab\t-2', 'le\t-2']);
    expect(longer.of('unable')).toEqual([un, able]);
  });

  it('begin with the mark of a word unless it begins with a sign', () => {
    expect(small.of('a')).toEqual([mark, a]);
    expect(small.of('-a')).toEqual([sign, a]);
  });

  it('are unknown where a letter is, and only there', () => {
    expect(small.of('unxab')).toEqual([un, 3, ab]);
    expect(small.of('\u0301')).toEqual([3]);
    expect(small.of('')).toEqual([3]);
  });

  it('are those of the compatible letters', () => {
    expect(small.of('ｕｎ')).toEqual(small.of('un'));
  });

  it('are few even of a word without end', () => {
    expect(small.of('-'.repeat(5000))).toEqual(new Array(maxPiecesOfWord).fill(sign));
  });

  it('need the pieces with which texts begin and end', () => {
    expect(() => new WordPieces(['a\t-1'])).toThrow('no piece <s>');
  });
});
