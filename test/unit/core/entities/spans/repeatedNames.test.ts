import { expect, test } from 'vitest';
import { joinRepeated } from '../../../../../core/entities/spans/repeatedNames.ts';
import { joinedNames } from './markedNames.ts';

const joined = (marked: string) => joinedNames(marked, joinRepeated);

test('an organisation is whole where the text has it whole elsewhere', () => {
  const text = 'Creditors of [Orsk Card] met. They said that [Orsk] Card would pay.';
  expect(joined(text)).toEqual(['Orsk Card', 'Orsk Card']);
});

test('but not over the next name, nor where the text goes on otherwise', () => {
  const text = 'Creditors of [Orsk Card Bank] met. They said that [Orsk] [Card Bank] and [Orsk] Cards paid.';
  expect(joined(text)).toEqual(['Orsk Card Bank', 'Orsk', 'Card Bank', 'Orsk']);
});
