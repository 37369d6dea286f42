import { describe, expect, it } from 'vitest';
import { listPosition, placeAt, standsAt } from '../../../../core/document/listPosition.ts';
import type { Moment } from '../../../../core/document/record.ts';

const doc = 'd'.repeat(32);
const at = (value: string): Moment => ({ value, precision: 'second', tzKnown: true, source: 'text' });

describe('a position in lists', () => {
  it('sorts by the printed day, then by the instant', () => {
    const published = [
      '2021-05-03T23:00:00-05:00',
      '2021-05-04',
      '2021-05-04T00:30:00+09:00',
      '2021-05-04T01:00:00Z',
    ];
    const positions = published.map((value) => listPosition(doc, at(value)));
    expect(positions.toSorted()).toEqual([positions[0], positions[2], positions[1], positions[3]]);
  });

  it('of an undated document, or of one whose month alone is known, says neither day nor time', () => {
    expect(listPosition(doc, undefined)).toBe(`0000-00-00#${doc}`);
    expect(listPosition(doc, { ...at('2021-05'), precision: 'month' })).toBe(`0000-00-00#${doc}`);
  });

  it('and a posting say day and document', () => {
    const place = { day: '2021-05-03', doc };
    expect(placeAt(listPosition(doc, at('2021-05-03T08:00:00Z')))).toEqual(place);
    expect(placeAt(`2021-05-03#${doc}`)).toEqual(place);
  });
});

it('a document stands at its own position, and at that of a posting of its day', () => {
  const listed = listPosition(doc, at('2021-05-03T08:00:00Z'));
  expect(standsAt(listed, listed)).toBe(true);
  expect(standsAt(listed, `2021-05-03#${doc}`)).toBe(true);
  expect(standsAt(listed, listPosition(doc, at('2021-05-03T09:00:00Z')))).toBe(false);
  expect(standsAt(listed, `2021-05-04#${doc}`)).toBe(false);
});
