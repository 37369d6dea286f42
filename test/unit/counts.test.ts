import { describe, expect, it } from 'vitest';
import { countTests, failedTests } from '../counts.ts';

const file = (name: string, tests: [name: string, message?: string][], message = '') => ({
  name,
  status: tests.length === 0 || tests.some(([, fault]) => fault !== undefined) ? 'failed' : 'passed',
  message,
  assertionResults: tests.map(([fullName, fault]) => ({
    fullName,
    status: fault === undefined ? 'passed' : 'failed',
    failureMessages: fault === undefined ? [] : [fault],
  })),
});
const report = (numPassedTests: number, numFailedTests: number, ...testResults: ReturnType<typeof file>[]) =>
  JSON.stringify({ numPassedTests, numFailedTests, testResults });

describe('a report', () => {
  it('counts passed and failed tests, and names the failed ones', () => {
    const json = report(
      1,
      1,
      file('a.test.ts', [['adds'], ['subtracts', 'expected 1 to be 2\n  at a.ts:3']]),
    );
    expect(countTests(json, 1)).toEqual({ passed: 1, failed: 1 });
    expect(failedTests(json)).toEqual(['a.test.ts: subtracts: expected 1 to be 2']);
  });

  it('counts a file that failed to load as one failure', () => {
    const json = report(1, 0, file('a.test.ts', [['adds']]), file('b.test.ts', [], 'Cannot find b.ts'));
    expect(countTests(json, 1)).toEqual({ passed: 1, failed: 1 });
    expect(failedTests(json)).toEqual(['b.test.ts: Cannot find b.ts']);
  });

  it('that is missing, empty or contradicts the exit code is one failure', () => {
    expect(countTests('', 0)).toEqual({ passed: 0, failed: 1 });
    expect(failedTests('')).toEqual(['the report is missing or unreadable']);
    expect(countTests(report(0, 0), 0)).toEqual({ passed: 0, failed: 1 });
    expect(countTests(report(1, 0, file('a.test.ts', [['adds']])), 1)).toEqual({ passed: 1, failed: 1 });
  });
});
