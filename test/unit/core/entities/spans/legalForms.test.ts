import { describe, expect, test } from 'vitest';
import { joinPartners, withCompanies } from '../../../../../core/entities/spans/legalForms.ts';
import type { TagType } from '../../../../../core/entities/tagger/tags.ts';
import { joinedNames } from './markedNames.ts';

const joined = (marked: string, type: TagType = 'person') =>
  joinedNames(marked, (names, passage) => withCompanies([passage], names), { type });

describe('a legal form shows a company', () => {
  test.each([
    ['that the tagger missed', 'The shares of Velmar plc fell.', ['Velmar plc']],
    ['of which it has a part', 'They asked [Orsk] Tilde Foods Ltd there.', ['Orsk Tilde Foods Ltd']],
    ['that it took for a person', 'They asked [Velmar] Inc. there.', ['Velmar Inc.']],
    ['with two of them', 'They asked Velmar Pty Ltd there.', ['Velmar Pty Ltd']],
    ['of partners', '[Velmar] & Sons has closed.', ['Velmar & Sons']],
    ['behind another company', 'They asked [Google] and Orsk LLP there.', ['Google', 'Orsk LLP']],
    ['behind a word that opens the sentence', 'In Velmar plc he found a job.', ['Velmar plc']],
    ['behind an adverb', 'Meanwhile Velmar plc shut it.', ['Velmar plc']],
    ['behind a day', 'On Monday Velmar plc shut it.', ['Velmar plc']],
    ['beside other names', '[Ana] of Velmar LLC met [Tilde].', ['Ana', 'Velmar LLC', 'Tilde']],
  ])('%s', (_, text, expected) => {
    expect(joined(text)).toEqual(expected);
  });

  test.each([
    ['Then the Orsk County Sheriff’s Office closed.', ['Orsk County Sheriff’s Office']],
    ["Then the [Orsk] District Attorney's Office closed.", ["Orsk District Attorney's Office"]],
    ['The Velmar Highway Patrol closed it.', ['Velmar Highway Patrol']],
    ['In the [Velmar] School District they met.', ['Velmar School District']],
    ['They took her to Velmar Medical Center and met nobody.', ['Velmar Medical Center']],
  ])('so do two words that bodies end with: %s', (text, expected) => {
    expect(joined(text)).toEqual(expected);
  });

  test('that begins where the tagger has an organisation', () => {
    expect(joined('Senior Counsel [Velmar Tilde] Inc. said so.', 'organization')).toEqual([
      'Velmar Tilde Inc.',
    ]);
  });

  test('but not within its legal form', () => {
    expect(joined('It belongs to Velmar & [Sons of Orsk] there.', 'organization')).toEqual(['Velmar & Sons']);
  });

  test.each([
    ['an office of nobody', "They asked the Sheriff's Office there."],
    ['nothing with a capital before it', 'They founded a plc there.'],
    ['a word that opens the sentence', 'The Ltd was sold.'],
    ['other letters', 'They asked Velmar AG there.'],
    ['an ampersand and other words', 'They asked Velmar & Orsk there.'],
  ])('but not %s', (_, text) => {
    expect(joined(text)).toEqual([]);
  });
});

test.each([
  ['They asked [Ana Velmar] & Associates there.', 'Ana Velmar & Associates'],
  ['They asked [Ana Velmar] & Associates, PC, there.', 'Ana Velmar & Associates, PC'],
  ['They asked [Ana Velmar] & Partners, LLP; no more.', 'Ana Velmar & Partners, LLP'],
  ['They asked [Ana Velmar] & Associates, Orsk and others.', 'Ana Velmar & Associates'],
  ['They asked [Ana Velmar] & Quelle there.', 'Ana Velmar'],
  ['They asked [Ana Velmar] and Associates there.', 'Ana Velmar'],
])('who has partners: %s', (text, expected) => {
  expect(joinedNames(text, joinPartners, { type: 'person' })).toEqual([expected]);
});
