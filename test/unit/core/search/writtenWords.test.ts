import { expect, it } from 'vitest';
import { beginningsOf, writtenWords } from '../../../../core/search/writtenWords.ts';
import { wordList } from '../../../../core/text/wordSet.ts';

it('reads words whatever their case, accents and punctuation', () => {
  expect(writtenWords('It’s 5°C in ZÜRICH—and ½ of co-op “Straße” Москва.')).toEqual(wordList`
    it s 5 c in zurich and 1 2 of co op strasse москва
  `);
});

it('takes each letter for a word in scripts without spaces between words', () => {
  expect(writtenWords('丹麦Nordlys召回K-200型')).toEqual(wordList`丹 麦 nordlys 召 回 k 200 型`);
});

it('keeps words as they are spelled', () => {
  expect(writtenWords('Sergey Zelenskyy')).toEqual(['sergey', 'zelenskyy']);
});

it('cuts long words, and looks up beginnings of 2 to 32 letters', () => {
  expect(writtenWords('x'.repeat(99))).toEqual(['x'.repeat(60)]);
  expect(beginningsOf(['cups', 'cup', 'a', '𝒳𝒴𝒵'])).toEqual(['cu', 'cup', 'cups', '𝒳𝒴', '𝒳𝒴𝒵']);
  expect(beginningsOf(['x'.repeat(60)])).toHaveLength(31);
});
