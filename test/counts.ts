/** How many tests passed and failed, from the report that vitest's json reporter writes. */
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

export interface Counts {
  passed: number;
  failed: number;
}

/** A file that could not even be read counts as one failure, and so does a run that ended badly without saying why, or had no test. */
export function countsOf(json: string, exitCode: number): Counts {
  const read = report.safeParse(json === '' ? undefined : JSON.parse(json));
  if (!read.success) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = read.data;
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = numFailedTests + broken;
  const amiss = exitCode !== 0 || numPassedTests === 0;
  return { passed: numPassedTests, failed: failed === 0 && amiss ? 1 : failed };
}

// `.ci/run` asks on the command line: node test/counts.ts REPORT EXIT-CODE prints both numbers.
if (import.meta.main) {
  const [file = '', exitCode = '1'] = process.argv.slice(2);
  const { passed, failed } = countsOf(existsSync(file) ? readFileSync(file, 'utf8') : '', Number(exitCode));
  console.log(passed, failed);
}
