import { describe, expect, it } from 'vitest';
import { heldBackOf, publishableFrom } from '../../../../core/document/heldBack.ts';
import type { Moment } from '../../../../core/document/record.ts';

const content = (flags: string[], embargoedUntil?: Moment) => ({
  quality: { extractor: 'x', confidence: 1, flags },
  ...(embargoedUntil && { embargoedUntil }),
});
const until = (value: string, tzKnown: boolean): Moment => ({
  ...{ value, tzKnown, precision: 'minute', source: 'nitf' },
});

describe('what holds a document back', () => {
  it.each([
    [['title-derived'], undefined],
    [['embargoed'], { status: 'embargoed' }],
    [['embargoed', 'status-withheld'], { status: 'withheld' }],
    [['status-withheld', 'status-canceled'], { status: 'canceled' }],
  ])('%j', (flags, held) => {
    expect(heldBackOf(content(flags))).toEqual(held);
  });

  it('a withheld document stays so when its embargo ends', () => {
    const held = heldBackOf(content(['status-withheld', 'embargoed'], until('2026-03-06T12:00Z', true)));
    expect(publishableFrom(held)).toBe(Number.POSITIVE_INFINITY);
  });

  it('an embargo ends at its time, or in the last zone if it names none', () => {
    const from = (value: string, tzKnown: boolean) =>
      new Date(publishableFrom(heldBackOf(content(['embargoed'], until(value, tzKnown))))).toISOString();
    expect(from('2026-03-06T12:00+02:00', true)).toBe('2026-03-06T10:00:00.000Z');
    expect(from('2026-03-06T12:00', false)).toBe('2026-03-07T00:00:00.000Z');
    expect(from('2026-03-06', false)).toBe('2026-03-06T12:00:00.000Z');
  });

  it('without an end it lasts, and what nothing holds back may be published', () => {
    expect(publishableFrom(heldBackOf(content(['embargoed'])))).toBe(Number.POSITIVE_INFINITY);
    expect(publishableFrom(undefined)).toBe(Number.NEGATIVE_INFINITY);
  });
});
