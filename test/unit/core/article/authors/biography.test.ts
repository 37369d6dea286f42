import { describe, expect, test } from 'vitest';
import { withoutBiography } from '../../../../../core/article/authors/biography.ts';
import type { Paragraph } from '../../../../../core/document/record.ts';

const paragraphs = (...texts: string[]): Paragraph[] => texts.map((text) => ({ role: 'text', text }));
const story = ['The harbour closes.', 'Nobody knows why.', 'The council met on Monday.'];
const authors = ['Ann Example', 'Courier', 'Coast News'];

describe('the biography of an author', () => {
  test.each([
    'Ann Example covers courts for the Courier.',
    'Ann Example, who lives in Kelmere, is the author of “Salt”.',
    'Ann Example ist Redakteurin in Kelmere.',
  ])('is no part of the story: %s', (text) => {
    expect(withoutBiography(paragraphs(...story, text), authors)).toEqual(paragraphs(...story));
  });

  test.each([
    'Ann Exampleton is the mayor.',
    'Bo Other is a rope maker.',
    'Courier is the name of the ship.',
    'Coast News has contacted the ministry for comment.',
    'Coast News is not naming the driver.',
    'Ann Example has sold four million records, the organisers said.',
    'Ann Example is the captain of the crew, according to the harbour.',
    'Ann Example',
    `Ann Example is the captain. ${'The ship sails at noon. '.repeat(30)}`,
  ])('is not: %s', (text) => {
    expect(withoutBiography(paragraphs(...story, text), authors)).toEqual(paragraphs(...story, text));
  });

  test('stands last, after a story', () => {
    const text = 'Ann Example covers courts for the Courier.';
    expect(withoutBiography(paragraphs(text, ...story), authors)).toEqual(paragraphs(text, ...story));
    expect(withoutBiography(paragraphs('The harbour closes.', text), authors)).toHaveLength(2);
    expect(withoutBiography([], authors)).toEqual([]);
  });
});
