/** Counts and names the failed tests in a report of vitest's JSON reporter. */
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).optional(),
        }),
      ),
    }),
  ),
});

export interface TestCounts {
  passed: number;
  failed: number;
}

/**
 * A test file that failed to load counts as one failure, and so does a run without tests or with only a bad
 * exit code.
 */
export function countTests(json: string, exitCode: number): TestCounts {
  const read = report.safeParse(json === '' ? undefined : JSON.parse(json));
  if (!read.success) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = read.data;
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = numFailedTests + broken;
  const suspicious = exitCode !== 0 || numPassedTests === 0;
  return { passed: numPassedTests, failed: failed === 0 && suspicious ? 1 : failed };
}

/** One line for each test that failed, with the first line of its message. */
export function failedTests(json: string): string[] {
  const read = report.safeParse(json === '' ? undefined : JSON.parse(json));
  if (!read.success) return ['the report is missing or unreadable'];
  return read.data.testResults.flatMap(({ name, status, message = '', assertionResults }) =>
    status === 'failed' && assertionResults.length === 0
      ? [`${name}: ${firstLine(message)}`]
      : assertionResults
          .filter((each) => each.status === 'failed')
          .map(
            ({ fullName, failureMessages = [] }) =>
              `${name}: ${fullName}: ${firstLine(failureMessages.join(' '))}`,
          ),
  );
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.slice(0, 300) ?? '';
}

// For `.ci/run`: node test/counts.ts REPORT EXIT-CODE prints both numbers, and what failed to standard error.
if (import.meta.main) {
  const [file = '', exitCode = '1'] = process.argv.slice(2);
  const json = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const { passed, failed } = countTests(json, Number(exitCode));
  if (failed > 0) console.error(failedTests(json).join('\n'));
  console.log(passed, failed);
}
