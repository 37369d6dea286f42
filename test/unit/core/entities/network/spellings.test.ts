import { describe, expect, it } from 'vitest';
import { shapeOf, spellingsOf } from '../../../../../core/entities/network/spellings.ts';
import { passagesOf } from '../../../../../core/entities/passages.ts';
import { sample } from './sample.ts';

describe('the kind of spelling', () => {
  it('is that which the teacher reads', () => {
    expect(sample.words.map(([word]) => [word, shapeOf(word)])).toEqual(
      sample.words.map(([word, , shape]) => [word, shape]),
    );
  });

  it('says where a sentence opens', () => {
    const [passage] = passagesOf('They met. He left');
    expect(passage && spellingsOf(passage)).toEqual([17, 4, 3, 17, 4]);
  });

  it('says where every word has a capital', () => {
    const [passage] = passagesOf('Quelle Meets Ministers Over Harbour');
    expect(passage && spellingsOf(passage)).toEqual([27, 27, 27, 27, 27]);
  });
});
