import { expect, it } from 'vitest';
import { isShortForm } from '../../../../core/queries/entityIds.ts';

it.each([
  ['person/tom-b-quarrie', true],
  ['person/tom-quarrie', false],
  ['place/tom-b-quarrie', false],
  ['organization/un', true],
  ['organization/unesco', true],
  ['organization/x', false],
  ['organization/interpol', false],
  ['organization/fair-rivers', false],
  ['place/un', false],
])('%s may belong to another identity: %s', (id, short) => {
  expect(isShortForm(id)).toBe(short);
});
