import { describe, expect, it } from 'vitest';
import { maxPiecesOfWord, WordPieces } from '../../../../../core/entities/network/wordPieces.ts';
import { sample, shippedPieces } from './sample.ts';

describe('the pieces of a word', () => {
  it('are those that the teacher reads', () => {
    expect(sample.words.map(([word]) => [word, shippedPieces.of(word)])).toEqual(
      sample.words.map(([word, pieces]) => [word, pieces]),
    );
  });

  const small = new WordPieces(['[UNK]', '[CLS]', '[SEP]', 'un', '##able', '##ab', 'a', '##le', '-']);

  it('are the longest that fit, in lower case and without accents', () => {
    expect(small.of('Ünable')).toEqual([3, 4]);
  });

  it('are split at signs', () => {
    expect(small.of('un-a')).toEqual([3, 8, 6]);
  });

  it('are unknown if a part of the word is', () => {
    expect(small.of('unx')).toEqual([0]);
    expect(small.of('\u0301')).toEqual([0]);
  });

  it('are few even of a word without end', () => {
    expect(small.of('-'.repeat(5000))).toHaveLength(maxPiecesOfWord);
  });

  it('need the pieces with which texts begin and end', () => {
    expect(() => new WordPieces(['a'])).toThrow('no piece [CLS]');
  });
});
