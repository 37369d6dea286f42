import { expect, test } from 'vitest';
import { typesIn } from './typesIn.ts';

test('the first word of bodies in other languages makes an organisation of a person', () => {
  expect(typesIn('He left [Banco Velmar|person] there.')).toEqual(['organization']);
});

test('a doubtful person with the last word of bodies is one, unless a given name is before it', () => {
  expect(typesIn('He left [Velmar Grid|person] there.', 0.45)).toEqual(['organization']);
  expect(typesIn('He left [Vera Grid|person] there.', 0.45)).toEqual(['person']);
});

test('a doubtful person with a surname that bodies have too is none', () => {
  expect(typesIn('He left [Velmar Power|person] there.', 0.45)).toEqual(['person']);
});

test('an event or a thing with a last word that only bodies have is one', () => {
  expect(typesIn('They left [Velmar Library|event] there.')).toEqual(['organization']);
  expect(typesIn('They left [Velmar Refinery|other] there.')).toEqual(['organization']);
  expect(typesIn('They left [The Office|event] there.')).toEqual(['event']);
  expect(typesIn('They saw [Love in the Museum|other] there.')).toEqual(['other']);
  expect(typesIn('The [Battle of Velmar Refinery|event] began.')).toEqual(['event']);
  expect(typesIn('The game [Velmar Hospital|other] sold well.')).toEqual(['other']);
});

test('whom a person owns is no work if he speaks', () => {
  expect(typesIn("[Orsk Velmar|person]'s [Vera Tilde|person] said so.")).toEqual(['person', 'person']);
  expect(typesIn("[Orsk Velmar|person]'s [Vera Tilde|person] won.")).toEqual(['person', 'other']);
});
