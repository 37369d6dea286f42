import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UsageError } from '../../../cli/usageError.ts';
import { oneOf, parseTime, wholeNumber } from '../../../cli/values.ts';

const parse = wholeNumber('a number of files', 2, 128);

test('whole numbers within the bounds are read, and all others refused', () => {
  fc.assert(
    fc.property(fc.integer({ min: -200, max: 400 }), (n) => {
      if (n >= 2 && n <= 128) expect(parse(String(n))).toBe(n);
      else expect(() => parse(String(n))).toThrow(UsageError);
    }),
  );
});

test.each(['', ' 5', '5 ', '+5', '05', '5.0', '5e1', '0x5', '٥', '9'.repeat(40), 'many'])(
  '%j is no number',
  (text) => {
    expect(() => parse(text)).toThrow(`"${text}" is not a number of files from 2 to 128.`);
  },
);

test('one of some words is read, and others refused with all of them', () => {
  const action = oneOf('action', ['show', 'lift']);
  expect(['show', 'lift'].map(action)).toEqual(['show', 'lift']);
  for (const other of ['', 'Show', 'toString'])
    expect(() => action(other)).toThrow(`There is no action "${other}"; the actions are show, lift.`);
});

test('a time is read, and a day as its beginning in UTC', () => {
  expect(parseTime('2021-05-03')).toBe('2021-05-03T00:00:00.000Z');
  expect(parseTime('2021-05-03T10:30:00+02:00')).toBe('2021-05-03T08:30:00.000Z');
});

// A day as an example would be wrong for some option: keys end in the future, quarantine is of the past.
test('what is no time is refused with the forms of one', () => {
  expect(() => parseTime('soon')).toThrow(
    '"soon" is not a time; write a day (YYYY-MM-DD) or a time with its zone (YYYY-MM-DDThh:mm:ssZ).',
  );
});
