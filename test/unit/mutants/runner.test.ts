import { describe, expect, it } from 'vitest';
import * as runner from '../../mutants/runner.ts';

describe('the runner of test files that are loaded again and again', () => {
  it('runs hooks around tests, those of outer suites first', async () => {
    const seen: string[] = [];
    const note = (text: string) => () => void seen.push(text);
    const failure = await runner.runTests(async () => {
      runner.beforeAll(note('before all'));
      runner.afterAll(note('after all'));
      runner.beforeEach(note('outer'));
      runner.describe('a suite', () => {
        runner.beforeEach(note('inner'));
        runner.afterEach(note('after'));
        runner.it.each([1, [2, 3]])('%s', (...numbers: unknown[]) => note(numbers.join(' and '))());
      });
      runner.it.skip('skipped', note('skipped'));
    });
    expect(failure).toBeUndefined();
    const each = (test: string) => ['outer', 'inner', test, 'after'];
    expect(seen).toEqual(['before all', ...each('1'), ...each('2 and 3'), 'after all']);
  });

  it('stops at the first failure and names it', async () => {
    const seen: string[] = [];
    const failure = await runner.runTests(async () => {
      runner.afterAll(() => seen.push('after all'));
      runner.it('fails', async () => expect(1).toBe(2));
      runner.it('comes later', () => seen.push('later'));
    });
    expect(failure).toMatchObject({ text: expect.stringMatching(/^fails: expected 1 to be 2/), test: 0 });
    expect(seen).toEqual(['after all']);
  });

  it('makes a polled assertion until it holds, or its time is over', async () => {
    let reads = 0;
    const failure = await runner.runTests(async () => {
      runner.it('holds in the end', () => runner.expect.poll(() => ++reads, { interval: 1 }).toBe(4));
      runner.it('and not', () => runner.expect.poll(() => ++reads, { interval: 1 }).not.toBe(5));
      runner.it('never', () => runner.expect.poll(() => 7, { timeout: 3, interval: 1 }).toBe(8));
    });
    expect(failure).toMatchObject({ text: expect.stringMatching(/^never: expected 7 to be 8/), test: 2 });
    expect(reads).toBe(6);
  });

  it('reports a file that cannot be loaded', async () => {
    expect(await runner.runTests(() => Promise.reject(new Error('no file')))).toEqual({
      text: 'the file: no file',
    });
  });

  it('runs the chosen tests only, each with what belongs around it', async () => {
    const seen: string[] = [];
    const note = (text: string) => () => void seen.push(text);
    const declare = async () => {
      runner.describe('without a chosen test', () => {
        runner.beforeAll(note('needless'));
        runner.it('zero', note('zero'));
      });
      runner.describe('with one', () => {
        runner.beforeAll(note('before all'));
        runner.it('one', note('one'));
        runner.it('two', note('two'));
      });
    };
    const around = async (number: number, run: () => Promise<void>) => {
      seen.push(`begin ${number}`);
      await run();
    };
    expect(await runner.runTests(declare, { only: new Set([2]), around })).toBeUndefined();
    expect(seen).toEqual(['before all', 'begin 2', 'two']);
  });
});
