/** How much of an entity is kept and counted: another value changes stored rows, and needs a reason here. */
import { expect, it } from 'vitest';
import { dayBytes, formsKept, shardBytes } from '../../../../functions/index/counts.ts';

it('forms of names, in number and in bytes', () => {
  expect(formsKept).toBe(50);
  expect(dayBytes).toEqual({ forms: 4096, also: 2048 });
  expect(shardBytes).toEqual({ forms: 1024, also: 256 });
});
