/**
 * The tests that can notice a mutant, and a process of vitest for those that do not run in the warm thread.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { adapters } from './files.ts';
import type { Tree } from './tree.ts';

/** CPU time of one process, in seconds. A test with an endless loop ends there. */
const cpuSeconds = 120;

/** Tests that start the local runtime, which take long. */
const startRuntime = /^test\/unit\/local\//;

/** Unit tests that run all stages. */
const wholeStages = /^test\/unit\/functions\/[^/]+\.test\.ts$/;

export interface TestFiles {
  /** Of the same folder, and contract suites. */
  near: string[];
  stages: string[];
  /** Of other folders that import the file, or a file that imports it. */
  far: string[];
}

/** The tests that can notice a change of the file. */
export function testsOf(tree: Tree, file: string): TestFiles {
  const folder = `test/unit/${path.posix.dirname(file)}/`;
  const isUnit = (test: string) => test.startsWith('test/unit/') && test.endsWith('.test.ts');
  const isNear = (test: string) => test.startsWith(folder);
  const contracts = (adapters[file] ?? []).map((name) => `test/contract/${name}.test.ts`);
  const tests = [...tree.affectedBy(file)].filter(isUnit);
  return {
    near: [...tests.filter(isNear), ...contracts],
    stages: tests.filter((test) => wholeStages.test(test)),
    far: [...tree.near(file)].filter(
      (test) => isUnit(test) && !isNear(test) && !wholeStages.test(test) && !startRuntime.test(test),
    ),
  };
}

export class Suites {
  readonly #tree: Tree;
  readonly #sound = new Map<string, boolean>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /**
   * @param original the file as it is without the mutant, to find out whether a test fails without it too
   * @returns the first test that fails; `undefined` if none does
   */
  findFailure(files: readonly string[], original: { file: string; source: string }): string | undefined {
    let left = files.filter((file) => this.#sound.get(file) !== false);
    while (left.length > 0) {
      const failed = this.#run(left);
      if (failed === undefined) return undefined;
      if (failed === '' || this.#isSound(failed, original)) return failed || 'the test process ended';
      left = left.filter((file) => file !== failed);
    }
    return undefined;
  }

  #isSound(file: string, original: { file: string; source: string }): boolean {
    const known = this.#sound.get(file);
    if (known !== undefined) return known;
    const mutated = this.#tree.read(original.file);
    this.#tree.write(original.file, original.source);
    const sound = this.#run([file]) === undefined;
    this.#tree.write(original.file, mutated);
    if (!sound) console.log(`${file} fails without a mutant and is left out`);
    this.#sound.set(file, sound);
    return sound;
  }

  /** @returns the file of the first test that failed; '' if the process ended otherwise */
  #run(files: readonly string[]): string | undefined {
    const settings = ['run', '--bail', '1', '--reporter', 'json', '--no-color', '--maxWorkers', '1'];
    const vitest = path.join(this.#tree.root, 'node_modules/vitest/vitest.mjs');
    const { status, stdout } = spawnSync(
      'sh',
      ['-c', `ulimit -t ${cpuSeconds}; exec "$0" "$@"`, process.execPath, vitest, ...settings, ...files],
      { cwd: this.#tree.root, encoding: 'utf8', maxBuffer: 2 ** 28, env: { ...process.env, CI: '1' } },
    );
    if (status === 0) return undefined;
    const json = stdout.slice(stdout.indexOf('{"numTotalTestSuites"'));
    try {
      const { testResults } = JSON.parse(json) as { testResults: { name: string; status: string }[] };
      const failed = testResults.find((result) => result.status === 'failed');
      return failed === undefined ? '' : path.relative(this.#tree.root, failed.name);
    } catch {
      return '';
    }
  }
}
