/** The part of a sort key that a query asks DynamoDB for, and what it cannot ask. */
import { expect, it } from 'vitest';
import { keyExpression, Placeholders } from '../../../../runtime/aws/expressions.ts';

const partition = '#0 = :1';
const expression = (asked: object) => keyExpression({ pk: 'p', ...asked }, new Placeholders());

it.each([
  [{}, partition],
  [{ prefix: '' }, partition],
  [{ prefix: 'a' }, `${partition} AND begins_with(#2, :3)`],
  [{ from: 'a' }, `${partition} AND #2 >= :3`],
  [{ to: 'b' }, `${partition} AND #2 <= :3`],
  [{ from: 'a', to: 'b' }, `${partition} AND #2 BETWEEN :3 AND :4`],
])('of %j', (asked, expected) => {
  expect(expression(asked)).toBe(expected);
});

it.each([
  { prefix: 'a', from: 'a' },
  { prefix: 'a', to: 'b' },
  { prefix: '', from: 'a' },
])('not of a prefix and a range: %j', (asked) => {
  expect(() => expression(asked)).toThrow(RangeError);
});
