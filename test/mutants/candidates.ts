/** The tests and histories that can notice a mutant, by where they are. */
import path from 'node:path';
import { adapters } from './files.ts';
import { simulation } from './lane.ts';
import type { Tree } from './tree.ts';

/** Tests that make large files or read all templates, which take long. */
const long = /^test\/unit\/functions\/(sizes\.|permissions\/|export\/)/;
/** Other tests start servers and whole programs, in which nothing of a mutated file shows first. */
const ofCode = /^test\/unit\/(core|functions|runtime\/(aws|local|memory)\/table)/;
/** What the stages ask of their ports, call by call: these tests notice most mutants, and soon. */
const ofCalls = 'test/unit/functions/portCalls/';
/** Unit tests that run all stages. */
const wholeStages = /^test\/unit\/functions\/[^/]+\.test\.ts$/;

export interface Candidates {
  /** Tests of the file itself, of calls of ports, of the same stage, and contract suites. */
  near: string[];
  stages: string[];
  /** Tests in other folders that import the file, or a file that imports it. */
  far: string[];
  /** Whether the histories run the file. */
  simulated: boolean;
  /** Whether it is part of erasures, which have histories of their own. */
  erases: boolean;
}

export function candidatesFor(tree: Tree, file: string): Candidates {
  const folder = `test/unit/${path.posix.dirname(file)}/`;
  const stage = `test/unit/${file.split('/').slice(0, 2).join('/')}/`;
  const own = path.posix.basename(file, '.ts');
  const isUnit = (test: string) => /^test\/unit\/.*\.test\.ts$/.test(test);
  const isNear = (test: string) => test.startsWith(stage) || test.startsWith(ofCalls);
  const beginnings = [`${folder}${own}`, ofCalls, folder, stage];
  const rank = (test: string) => beginnings.findIndex((beginning) => test.startsWith(beginning));
  const contracts = (adapters[file] ?? []).map((name) => `test/contract/${name}.test.ts`);
  const affected = tree.affectedBy(file);
  const tests = [...affected].filter(isUnit);
  return {
    near: [...tests.filter(isNear).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b)), ...contracts],
    stages: tests.filter((test) => wholeStages.test(test) && !long.test(test)),
    far: [...tree.near(file)].filter(
      (test) =>
        isUnit(test) && ofCode.test(test) && !isNear(test) && !wholeStages.test(test) && !long.test(test),
    ),
    simulated: affected.has(simulation),
    erases: file.startsWith('functions/erase/'),
  };
}
