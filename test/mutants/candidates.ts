/** The tests and histories that can notice a mutant, by where they are. */
import path from 'node:path';
import { adapters } from './files.ts';
import { simulation } from './lane.ts';
import type { Tree } from './tree.ts';

/** Tests that make large files or read all templates, which take long. */
const long = /^test\/unit\/functions\/(sizes\.|permissions\/|export\/)/;
/** Other tests start servers and whole programs, in which nothing of a mutated file shows first. */
const ofCode = /^test\/unit\/(core|functions|runtime\/(aws|local|memory)\/table)/;
/** Unit tests that run all stages. */
const wholeStages = /^test\/unit\/functions\/[^/]+\.test\.ts$/;

export interface Candidates {
  /** Of the same folder, and contract suites; the tests of the file itself first. */
  near: string[];
  stages: string[];
  /** Of other folders that import the file, or a file that imports it. */
  far: string[];
  /** Whether the histories run the file. */
  simulated: boolean;
  /** Whether it is part of erasures, which have histories of their own. */
  erases: boolean;
}

export function candidatesFor(tree: Tree, file: string): Candidates {
  const folder = `test/unit/${path.posix.dirname(file)}/`;
  const own = path.posix.basename(file, '.ts');
  const isUnit = (test: string) => /^test\/unit\/.*\.test\.ts$/.test(test);
  const isNear = (test: string) => test.startsWith(folder);
  const isOwn = (test: string) => test.startsWith(`${folder}${own}`);
  const contracts = (adapters[file] ?? []).map((name) => `test/contract/${name}.test.ts`);
  const affected = tree.affectedBy(file);
  const tests = [...affected].filter(isUnit);
  return {
    near: [
      ...tests.filter(isNear).sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || a.localeCompare(b)),
      ...contracts,
    ],
    stages: tests.filter((test) => wholeStages.test(test) && !long.test(test)),
    far: [...tree.near(file)].filter(
      (test) =>
        isUnit(test) && ofCode.test(test) && !isNear(test) && !wholeStages.test(test) && !long.test(test),
    ),
    simulated: affected.has(simulation),
    erases: file.startsWith('functions/erase/'),
  };
}
