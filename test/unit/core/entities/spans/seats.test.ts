import { describe, expect, test } from 'vitest';
import { joinSeats } from '../../../../../core/entities/spans/seats.ts';
import type { TaggedName } from '../../../../../core/entities/tagger/tagger.ts';
import { joinedNames } from './markedNames.ts';

const joined = (marked: string) => joinedNames(marked, joinSeats, { type: 'place' });

describe('a constituency of two places is one', () => {
  test.each([
    ['behind its MP', 'The MP for [Orsk] and [Velmar Green] said so.', 'Orsk and Velmar Green'],
    [
      'of which the tagger missed one',
      'The MP for [Orsk] and North Velmar said so.',
      'Orsk and North Velmar',
    ],
    ['before its noun', 'He won the [Orsk] and [Velmar] seat there.', 'Orsk and Velmar'],
    ['that is named as such', 'In the constituency of [Orsk] & [Velmar] they won.', 'Orsk & Velmar'],
  ])('%s', (_, text, expected) => {
    expect(joined(text)).toEqual([expected]);
  });

  test.each([
    ['of several MPs', 'The MPs for [Orsk] and [Velmar] said so.', ['Orsk', 'Velmar']],
    ['and an office', 'The MP for [Orsk] and Foreign Secretary said so.', ['Orsk']],
    ['and a person', 'The MP for [Orsk] and [Antti Quelle] said so.', ['Orsk', 'Antti Quelle']],
    ['behind a time', 'At 9 AM for [Orsk] and [Velmar] it rained.', ['Orsk', 'Velmar']],
    ['elsewhere', 'They flew to [Orsk] and [Velmar] on Monday.', ['Orsk', 'Velmar']],
  ])('not %s', (_, text, expected) => {
    expect(joined(text)).toEqual(expected);
  });

  test('within a list of seats', () => {
    const list = '[Tilde], [Orsk] and [Velmar], [Quelle], [Serrat] and North Velmar, [Brock] and [Arne]';
    const seats = ['Tilde', 'Orsk and Velmar', 'Quelle', 'Serrat and North Velmar', 'Brock', 'Arne'];
    expect(joined(`The seats that they may win are ${list}.`)).toEqual(seats);
    expect(joined('Their marginal seats are [Tilde], [Orsk] and West, [Quelle].')).toHaveLength(3);
  });

  test.each([
    'They won seats in [Tilde], [Orsk] and [Velmar], Quelle said on Monday.',
    'They have seats on flights to [Tilde], [Orsk] and [Velmar], Serrat.',
    'Their seats in [Tilde], [Orsk] and [Velmar], Serrat, would be new.',
  ])('not where a list of towns ends: %s', (text) => {
    expect(joined(text)).toEqual(['Tilde', 'Orsk', 'Velmar']);
  });

  test('wherever the text has it', () => {
    const text = 'The MP for [Orsk] and [Velmar] left. They live in [Orsk] and [Velmar], or in [Orsk].';
    expect(joined(text)).toEqual(['Orsk and Velmar', 'Orsk and Velmar', 'Orsk']);
  });

  test.each([
    'Trains run between [Dover] and [Deal].',
    'She said that both [Dover] and [Deal] had lost jobs.',
    'She had walked from [Dover] and [Deal] would be next.',
  ])('but not where they are two: %s', (sentence) => {
    const text = `The MP for [Dover] and [Deal] left. ${sentence}`;
    expect(joined(text)).toEqual(['Dover and Deal', 'Dover', 'Deal']);
  });

  test('of which the second was taken for something else', () => {
    const other = (confidence: number) => (names: readonly TaggedName[]) =>
      joinSeats(names.map((name, i) => (i === 1 ? { ...name, type: 'event', confidence } : name)));
    const text = 'The MP for [Orsk] and [Velmar] said so.';
    expect(joinedNames(text, other(0.4), { type: 'place' })).toEqual(['Orsk and Velmar']);
    expect(joinedNames(text, other(0.6), { type: 'place' })).toEqual(['Orsk', 'Velmar']);
  });

  test('of which the tagger is not sure', () => {
    const sure = (names: readonly TaggedName[]) =>
      joinSeats(names).filter(({ confidence }) => confidence >= 0.7);
    const text = 'He won the [Orsk] and [Velmar] seat there.';
    expect(joinedNames(text, sure, { type: 'place', confidence: 0.4 })).toEqual(['Orsk and Velmar']);
  });

  test('not in a list of towns', () => {
    const list =
      '[Orsk], [Velmar] and [Tilde], [Quelle], [Serrat] and [Lerwick], [Oyle], [Dorne], [Arne] and [Brock]';
    expect(joined(`Flights go to ${list}.`)).toHaveLength(10);
  });

  test('not in a list of pairs', () => {
    const list = '[Orsk] and [Velmar], [Tilde] and [Quelle], [Serrat] and [Lerwick], [Oyle] and [Dorne]';
    expect(joined(`Trains run between ${list}.`)).toHaveLength(8);
  });
});
