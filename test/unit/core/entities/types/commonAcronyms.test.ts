import { expect, test } from 'vitest';
import { commonAcronyms, unnamedAcronyms } from '../../../../../core/entities/types/commonAcronyms.ts';
import { typesIn } from './typesIn.ts';

test.each([
  ['words without capitals', 'The velmar price index (VPI) rose.', ['VPI']],
  ['the first word of a sentence', 'Velmar price indices (VPI) rose.', ['VPI']],
  ['a figure', 'Velmar-to-orsk (V2O) nets grew.', ['V2O']],
  ['an acronym of common nouns', 'A digital velmar TV (DVT) service came.', ['DVT']],
  ['a sign for "and"', 'More velmar and orsk (V&O) came.', ['V&O']],
  ['a company', 'The Velmar Computing (VC) firm rose.', []],
  ['a body', 'The Velmar Price Institute (VPI) met.', []],
  ['other letters', 'The velmar price index (VPX) rose.', []],
])('%s', (_, text, expected) => {
  expect([...commonAcronyms(text)]).toEqual(expected);
});

test('such an acronym is no name anywhere in the text', () => {
  const text = 'The velmar price index ([VPI|organization]) rose. The [VPI|organization] fell.';
  expect(typesIn(text, 0.9)).toEqual(['other', 'other']);
});

test('a body may have the letters of a common acronym', () => {
  expect(typesIn('The charity [SOS|organization] met there.', 0.9)).toEqual(['organization']);
});

test.each(['R&D', 'AGM', 'MSP'])('what nobody introduces: %s', (acronym) => {
  expect(typesIn(`They cut [${acronym}|organization] there.`, 0.9)).toEqual(['other']);
});

test.each([
  ['words of which none is a name', 'a Simple Velmar Feed (SVF)', '', ['SVF']],
  ['small words among them', 'the Bill of Orsk (BOO)', '', ['BOO']],
  ['a name', 'a Simple Velmar Feed (SVF)', 'Velmar', []],
  ["a body's last word", 'the Simple Velmar Agency (SVA)', '', []],
  ['other letters', 'a Simple Velmar Feed (SVX)', '', []],
])('an acronym of words with capitals, with %s', (_, text, name, expected) => {
  const start = text.indexOf(name);
  const names = name === '' ? [] : [{ start, end: start + name.length }];
  expect([...unnamedAcronyms(text, names)]).toEqual(expected);
});

test('an acronym of words that are no name is no organisation anywhere in the text', () => {
  const text = 'A Simple Velmar Feed ([SVF|organization]) came. The [SVF|organization] grew.';
  expect(typesIn(text, 0.9)).toEqual(['other', 'other']);
});

test('such an acronym may be a place', () => {
  expect(typesIn('He left Simple Velmar Falls ([SVF|place]).', 0.9)).toEqual(['place']);
});

test('a text without names may begin with an acronym', () => {
  expect([...unnamedAcronyms('(SVF) It grew.', [])]).toEqual([]);
});
