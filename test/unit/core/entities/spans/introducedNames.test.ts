import { describe, expect, test } from 'vitest';
import { joinIntroduced } from '../../../../../core/entities/spans/introducedNames.ts';
import type { TaggedName } from '../../../../../core/entities/tagger/tagger.ts';
import type { TagType } from '../../../../../core/entities/tagger/tags.ts';
import { joinedNames } from './markedNames.ts';

const joined = (marked: string, type?: TagType) =>
  joinedNames(marked, joinIntroduced, type === undefined ? {} : { type });

describe('the acronym behind a name tells what belongs to it', () => {
  test.each([
    ['its end', 'The [Orsk Board of Ferries] and Tides (OBFT) met.', 'Orsk Board of Ferries and Tides'],
    ['its beginning', 'The Ferry and [Tide Workers Union] (FTWU) met.', 'Ferry and Tide Workers Union'],
    [
      'a part that is a place',
      'The [Board of Ferries] of [New Orsk] (BFNO) met.',
      'Board of Ferries of New Orsk',
    ],
  ])('%s', (_, text, name) => {
    expect(joined(text)).toEqual([name]);
  });

  test.each([
    ['a name that is whole', 'The [Orsk Board of Tides] (OBT) met.'],
    ['a longer name', 'The [Kelmer Orsk Board of Tides] (OBT) met.'],
    ['other letters', 'The [Orsk Board of Tides] and Ferries (OBT) met.'],
    ['what is no acronym', 'The [Orsk Board] of Tides (Ferries) met.'],
  ])('%s stays as it is', (_, text) => {
    expect(joined(text)).toEqual([/\[(.+)\]/.exec(text)?.[1]]);
  });

  test.each([
    ['event', ['Orsk Board Tide Union']],
    ['other', ['Orsk Board Tide Union']],
    ['person', ['Orsk', 'Tide Union']],
  ] as const)('its beginning that was taken for an %s', (type, expected) => {
    const withFirst = (names: readonly TaggedName[]) =>
      joinIntroduced(names.map((name, i) => (i === 0 ? { ...name, type } : name)));
    expect(joinedNames('The [Orsk] Board [Tide Union] (OBTU) met.', withFirst)).toEqual(expected);
  });

  test('its end that was taken for something else', () => {
    const withLast = (names: readonly TaggedName[]) =>
      joinIntroduced(names.map((name, i) => (i === 1 ? { ...name, type: 'other' } : name)));
    expect(joinedNames('The [Orsk Council] for the [Tide of Ferries] (OCTF) met.', withLast)).toEqual([
      'Orsk Council for the Tide of Ferries',
    ]);
  });

  test('persons stay as they are', () => {
    expect(joined('It is [Orsk] Board Tilde (OBT).', 'person')).toEqual(['Orsk']);
  });
});
