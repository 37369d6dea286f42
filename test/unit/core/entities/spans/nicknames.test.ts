import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passagesOf } from '../../../../../core/entities/passages.ts';
import { nicknameIn } from '../../../../../core/entities/spans/nicknames.ts';
import { annotated, found } from '../annotatedStory.ts';

const read = (text: string) =>
  [...passagesOf(text)].flatMap(({ tokens }) => tokens.map((token) => token.text));

describe('a nickname in quotation marks is not read', () => {
  test.each([
    ['They met Dara "Gaz" Velmar there.', 'They met Dara Velmar there .'],
    ["Dara 'The Ice' Velmar spoke.", 'Dara Velmar spoke .'],
    ['Last year Dara “Big Gaz” Velmar won.', 'Last year Dara Velmar won .'],
    ["Dara 'Jumpin' Velmar and Ana ‘Gaz’ Orsk won.", 'Dara Velmar and Ana Orsk won .'],
    ['Dara "Gaz" Velmar-Orsk spoke.', 'Dara Velmar-Orsk spoke .'],
    ['Maria "Gaz" Velmar Wins Second Cup', 'Maria Velmar Wins Second Cup'],
  ])('%s', (text, expected) => {
    expect(read(text).join(' ')).toBe(expected);
  });

  test.each([
    ['a title behind a word that opens the sentence', 'In "Velmar" Ana Orsk plays.'],
    ['a title behind a common noun', 'The film "Velmar" Monday.'],
    ['a possession', 'Velmar\'s "Big Day" Single sells.'],
    ['a quotation', 'Velmar said "Come" Monday.'],
    ['one mark alone', 'Dara "Gaz Velmar spoke.'],
    ['four words', 'Dara "Big Bad Old Gaz" Velmar spoke.'],
    ['words in lower case', 'Dara "who sang" Velmar spoke.'],
    ['a date behind it', 'They saw Dara "Gaz" Monday.'],
    ['a quoted word of a headline', 'Velmar "Regrets" Orsk Deal, Aide Says'],
    ['an apostrophe', "Velmar's and Orsk's Tilde."],
  ])('but %s is', (_, text) => {
    expect(read(text).join('')).toContain(text.match(/["“]/)?.[0] ?? 'and');
  });

  test('in any text the tokens keep their order', () => {
    const part = fc.constantFrom('Dara', '"', "'", '“', '”', ' ', 'Velmar', 'the', '.', '\n', 'Gaz', '’s');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        let end = 0;
        for (const { tokens } of passagesOf(parts.join('')))
          for (const token of tokens) {
            if (token.start < end) throw new Error(`token ${token.text} overlaps the one before`);
            end = token.end;
          }
      }),
    );
  });
});

test('a mention has the nickname, and its name has not', () => {
  const [mention] = annotated('They met Dara "Gaz" Quelle there.').mentions;
  expect(mention).toMatchObject({ surface: 'Dara "Gaz" Quelle', entity: 'person/dara-quelle' });
});

test('a nickname alone stands for the person', () => {
  expect(found('They met Ahmed \'Gaz\' Quelle there. "I am sorry," Gaz said.').at(-1)).toBe(
    'Gaz → person/ahmed-quelle',
  );
});

test('a person has the name that the text goes on with', () => {
  const text = 'Marion "Susan" Quelle was there. Susan Quelle said so. Ms Quelle left.';
  expect(new Set(annotated(text).mentions.map(({ entity }) => entity))).toEqual(
    new Set(['person/susan-quelle']),
  );
});

test.each([
  ['Dara "Gaz" Velmar', 'Gaz'],
  ['Dara ‘The Ice’ Velmar', 'The Ice'],
  ['Dara "Gaz’ Velmar', undefined],
  ["Dara O'Velmar", undefined],
])('the nickname in %s', (surface, expected) => {
  expect(nicknameIn(surface)).toBe(expected);
});
