import path from 'node:path';
import { expect, it } from 'vitest';
import { isolatedReader } from '../../../../runtime/isolated/reader.ts';
import { stored } from '../../../unit/core/formats/upload.ts';
import { page, readAllMembers } from '../../../unit/runtime/isolated/readings.ts';

it('no file is refused because its parser took long to start', async () => {
  const reader = isolatedReader({ most: 1, program: path.join(import.meta.dirname, 'slowChild.ts') });
  expect(await readAllMembers(reader.read, stored(page('One.')))).toMatchObject({ format: 'html' });
  reader.close();
});
