import { expect, it } from 'vitest';
import { normalForm } from '../../../../cli/verify/normalForm.ts';

const month = (day: object) => ({
  pk: 'ENT#place/london',
  sk: 'TALLY#2021-05',
  d03: { documents: 1000, mentions: 1200, ...day },
});

it('leaves out when and under which fencing token a hot day was counted, and keeps the counts', () => {
  const early = normalForm([month({ token: 1, counted: 1_000 })]);
  expect(early).toHaveLength(1);
  expect(normalForm([month({ token: 7, counted: 2_000 })])).toEqual(early);
  expect(normalForm([month({ token: 7 })])).toEqual(early);
  expect(normalForm([month({ token: 1, counted: 1_000, documents: 999 })])).not.toEqual(early);
});
