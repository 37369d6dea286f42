/**
 * As much of vitest as the unit tests and contract suites use, for a thread that loads test files again and
 * again (`worker.ts`). There, `vitest` is this file.
 */
import { readFile } from 'node:fs/promises';
import { expect as assert } from 'vitest';
import { poll } from './poll.ts';

export { vi } from 'vitest';

/** Two of the assertions of vitest's own work only inside of vitest. */
export const expect = new Proxy(assert, {
  get: (target, name) => (name === 'poll' ? poll : Reflect.get(target, name)),
  apply: (target, _, all: [unknown, string?]) =>
    Object.defineProperty(target(...all), 'toMatchFileSnapshot', {
      value: async (file: string) => target(...all).toBe(await readFile(file, 'utf8')),
    }),
});

type Work = (...args: never[]) => unknown;

interface Suite {
  name: string;
  parent: Suite | undefined;
  children: (Suite | Test)[];
  before: Work[];
  after: Work[];
  beforeEach: Work[];
  afterEach: Work[];
}

interface Test {
  name: string;
  /** Its place in the order of declaration; from 0 on. */
  number: number;
  run: Work;
}

/** Which tests of a file run, and how. */
export interface Choice {
  /** The numbers of the tests; none: all. */
  only?: ReadonlySet<number> | undefined;
  /** Runs one test. */
  around?: (number: number, run: () => Promise<void>) => Promise<void>;
}

/** What failed, and the number of the test unless it was outside of the tests. */
export interface Failed {
  text: string;
  test?: number;
}

type Declare = (name: unknown, ...rest: unknown[]) => void;

type Declaring = Declare & {
  each: (cases: readonly unknown[]) => Declare;
  skip: Declare;
  skipIf: (condition: unknown) => Declare;
  runIf: (condition: unknown) => Declare;
};

const newSuite = (name: string, parent?: Suite): Suite => ({
  name,
  parent,
  children: [],
  before: [],
  after: [],
  beforeEach: [],
  afterEach: [],
});

let current = newSuite('');
let declared = 0;

export const test = declaring((name, run) => current.children.push({ name, run, number: declared++ }));
export const it = test;
export const describe = declaring((name, fill) => {
  const parent = current;
  current = newSuite(name, parent);
  parent.children.push(current);
  (fill as () => void)();
  current = parent;
});

export const beforeAll = (work: Work): unknown => current.before.push(work);
export const afterAll = (work: Work): unknown => current.after.unshift(work);
export const beforeEach = (work: Work): unknown => current.beforeEach.push(work);
export const afterEach = (work: Work): unknown => current.afterEach.unshift(work);

/** Loads a test file and runs its tests, until one fails. */
export async function runTests(
  load: () => Promise<unknown>,
  { only, around = (_, run) => run() }: Choice = {},
): Promise<Failed | undefined> {
  const top = newSuite('');
  current = top;
  declared = 0;
  try {
    await load();
    await runSuite(top);
  } catch (error) {
    return error instanceof TestFailure
      ? { text: error.message, test: error.test }
      : { text: `the file: ${firstLine(error)}` };
  }
  return undefined;

  async function runSuite(suite: Suite): Promise<void> {
    if (!hasChosen(suite)) return;
    try {
      for (const work of suite.before) await (work as () => unknown)();
      for (const child of suite.children)
        if (!('run' in child)) await runSuite(child);
        else if (isChosen(child)) await around(child.number, () => runTest(child, suite));
    } finally {
      for (const work of suite.after) await (work as () => unknown)();
    }
  }

  function isChosen({ number }: Test): boolean {
    return only?.has(number) ?? true;
  }

  function hasChosen({ children }: Suite): boolean {
    return children.some((child) => ('run' in child ? isChosen(child) : hasChosen(child)));
  }
}

class TestFailure extends Error {
  override name = 'TestFailure';
  readonly test: number;

  constructor({ name, number }: Test, cause: unknown) {
    super(`${name}: ${firstLine(cause)}`, { cause });
    this.test = number;
  }
}

const firstLine = (error: unknown): string => String((error as Error)?.message ?? error).slice(0, 200);

async function runTest(test: Test, suite: Suite): Promise<void> {
  const suites: Suite[] = [];
  for (let each: Suite | undefined = suite; each !== undefined; each = each.parent) suites.push(each);
  try {
    for (const { beforeEach: works } of suites.toReversed())
      for (const work of works) await (work as () => unknown)();
    // A test that does not end uses much CPU time or none at all, and is ended for that (`lane.ts`).
    await (test.run as (context: object) => unknown)({ expect });
  } catch (error) {
    throw new TestFailure(test, error);
  } finally {
    for (const { afterEach: works } of suites) for (const work of works) await (work as () => unknown)();
  }
}

/** Names may be functions; options and time limits before or after the work are left out. */
function declaring(declare: (name: string, work: Work) => void): Declaring {
  const declared: Declare = (name, ...rest) => {
    const work = rest.find((each) => typeof each === 'function');
    if (work !== undefined) declare(String(name), work as Work);
  };
  const skip: Declare = () => {};
  return Object.assign(declared, {
    each: (cases: readonly unknown[]): Declare => {
      return (name, ...rest) => {
        const work = rest.find((each) => typeof each === 'function') as (...args: unknown[]) => unknown;
        for (const each of cases)
          declare(`${name} ${JSON.stringify(each)?.slice(0, 60)}`, () =>
            Array.isArray(each) ? work(...each) : work(each),
          );
      };
    },
    skip,
    skipIf: (condition: unknown) => (condition ? skip : declared),
    runIf: (condition: unknown) => (condition ? declared : skip),
  });
}
