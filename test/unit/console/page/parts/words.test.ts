import { describe, expect, it } from 'vitest';
import {
  bytesInWords,
  countOf,
  countryName,
  dayInWords,
  daysInWords,
  heldBackInWords,
  languageName,
  publishedInWords,
  timeInWords,
} from '../../../../../console/page/parts/words.ts';

describe('words', () => {
  it.each([
    ['2021-05-03T10:00:00Z', '3 May 2021'],
    ['2021-05', 'May 2021'],
    ['2021', '2021'],
    ['soon', 'soon'],
    ['2021-13-45', '2021-13-45'],
  ])('of the day %s', (value, words) => {
    expect(dayInWords(value)).toBe(words);
  });

  it('of a publication are as precise as what is known', () => {
    const published = { value: '2021-05-03', precision: 'month' as const, tzKnown: false, source: 'text' };
    expect(publishedInWords({ published })).toBe('May 2021');
    expect(publishedInWords({})).toBe('no date');
  });

  it('of its time are in the zone of the reader, as all others', () => {
    const published = {
      ...{ value: '2021-05-03T10:20:30+03:00', precision: 'minute' as const },
      ...{ tzKnown: true, source: 'json-ld' },
    };
    expect(publishedInWords({ published })).toBe(timeInWords('2021-05-03T07:20:30Z'));
    const local = { ...published, value: '2021-05-03T10:20', tzKnown: false };
    expect(publishedInWords({ published: local })).toBe('3 May 2021, 10:20 local time');
    expect(publishedInWords({ published: { ...published, precision: 'day' } })).toBe('3 May 2021');
    expect(publishedInWords({})).toBe('no date');
  });

  it('of what may not be published say until when', () => {
    const until = { value: '2021-05-09', precision: 'day' as const, tzKnown: false, source: 'nitf' };
    expect(heldBackInWords({ heldBack: { status: 'embargoed', until } })).toBe('Embargoed until 9 May 2021');
    const timed = { ...until, value: '2021-05-09T06:00', precision: 'minute' as const };
    expect(heldBackInWords({ heldBack: { status: 'embargoed', until: timed } })).toBe(
      'Embargoed until 9 May 2021, 06:00 local time',
    );
    expect(heldBackInWords({ heldBack: { status: 'embargoed' } })).toBe('Embargoed');
    expect(heldBackInWords({ heldBack: { status: 'canceled' } })).toBe('Cancelled');
    expect(heldBackInWords({})).toBeUndefined();
  });

  it('of a range of days names a single day once', () => {
    expect(daysInWords('2021-05-03', '2021-05-09')).toBe('3 May 2021 to 9 May 2021');
    expect(daysInWords('2021-05-03', '2021-05-03')).toBe('3 May 2021');
  });

  it('of numbers and sizes', () => {
    expect(countOf(1, 'document')).toBe('1 document');
    expect(countOf(1234, 'document')).toBe('1,234 documents');
    expect([bytesInWords(1), bytesInWords(1536), bytesInWords(25_000_000)]).toEqual([
      '1 byte',
      '1.5 kB',
      '25 MB',
    ]);
  });

  it('of languages and countries stay codes where they have no name', () => {
    expect([languageName('cy'), languageName('not a tag')]).toEqual(['Welsh', 'not a tag']);
    expect(languageName('und')).toBe('unknown language');
    expect([countryName('FR'), countryName('?')]).toEqual(['France', '?']);
  });
});
