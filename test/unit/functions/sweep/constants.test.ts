/** Sizes of the sweep's work: another value needs a reason here, too. */
import { expect, it } from 'vitest';
import { noDocument } from '../../../../functions/sweep/compare/archiveSlice.ts';
import { emptyReport } from '../../../../functions/sweep/pass/pass.ts';
import { longestPrefix } from '../../../../functions/sweep/pass/sliceFiles.ts';
import { rowsPerStep } from '../../../../functions/sweep/pass/steps.ts';
import { reprocessingPortion } from '../../../../functions/sweep/reprocess.ts';

it('portions and slices of the sweep, whose report begins with nothing', () => {
  expect(reprocessingPortion).toEqual({ most: 5000, seconds: 900, walkSeconds: 3600 });
  expect(longestPrefix).toBe(8);
  expect(rowsPerStep).toBe(100_000);
  expect(noDocument).toBe('0'.repeat(32));
  expect(new Set(Object.values(emptyReport))).toEqual(new Set([0]));
});
