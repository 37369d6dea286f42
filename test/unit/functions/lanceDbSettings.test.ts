import { expect, it } from 'vitest';
import { allocator } from '../../../cli/launch/allocator.mjs';
import { lanceDbSettings } from '../../../functions/lanceDbSettings.ts';

it('has the settings of the allocator that the commands have', () => {
  expect(lanceDbSettings).toMatchObject(allocator);
});
