import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { noCounts, RunLog } from '../../simulation/runLog.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';

const folder = temporaryFolder();

it('goes on after the last line of the same run, and after a line that was cut off', () => {
  const file = path.join(folder, 'log.jsonl');
  const open = (seed: number) => new RunLog(file, { seed, length: 100 });
  expect(open(1).begin()).toEqual(noCounts());
  const counts = { ...noCounts(), runs: 20, mismatches: 1, failed: [7], happened: { create: 3 } };
  open(1).note(counts);
  open(1).noteFailure({ seed: 7 });
  open(2).note({ ...noCounts(), runs: 40 });
  appendFileSync(file, '{"runs": 60, "se');
  expect(open(1).begin()).toEqual(counts);
  expect(open(2).begin()).toMatchObject({ runs: 40, failed: [] });
  expect(open(3).begin()).toEqual(noCounts());
  open(3).note({ ...noCounts(), runs: 20 });
  expect(open(3).begin()).toMatchObject({ runs: 20 });
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(6);
});

it('is no file if none was named', () => {
  const log = new RunLog(undefined, { seed: 1, length: 100 });
  log.note(noCounts());
  expect(log.begin()).toEqual(noCounts());
});
