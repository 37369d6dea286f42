/** Which mutants the compiler refuses. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { applyMutant, type Mutant } from './mutate.ts';
import type { Tree } from './tree.ts';

/** Bounds the compiler's memory. */
const copiesPerRun = 2000;

/**
 * The ids of the mutants with a type error of their own. Many are compiled in one run, each as a copy beside
 * its file, so this does not find errors in files that import the broken one; `WholeTypes` does, for one
 * mutant.
 */
export function refusedByTypes(tree: Tree, mutants: readonly Mutant[]): Set<string> {
  const refused = new Set<string>();
  for (let at = 0; at < mutants.length; at += copiesPerRun)
    for (const id of refusedAtOnce(tree, mutants.slice(at, at + copiesPerRun))) refused.add(id);
  return refused;
}

function refusedAtOnce(tree: Tree, mutants: readonly Mutant[]): Set<string> {
  const copies = new Map(mutants.map((mutant) => [`${mutant.file.slice(0, -3)}.${mutant.id}.ts`, mutant]));
  for (const [copy, mutant] of copies) tree.write(copy, applyMutant(tree.read(mutant.file), mutant));
  const settings = {
    extends: './tsconfig.json',
    compilerOptions: { tsBuildInfoFile: 'copies.tsbuildinfo' },
    include: [],
    files: [...copies.keys()],
  };
  tree.write('tsconfig.mutants.json', JSON.stringify(settings));
  try {
    const output = compile(tree, ['-p', 'tsconfig.mutants.json']);
    const refused = new Set<string>();
    for (const [, file = ''] of output.matchAll(/^(\S+?\.ts)[:(]\d+[,:]\d+\)?/gm)) {
      const mutant = copies.get(file.replaceAll('\\', '/'));
      // No other file imports a copy, so an error elsewhere was there before.
      if (mutant === undefined) console.log(`The compiler refuses ${file}, which is not mutated.`);
      else refused.add(mutant.id);
    }
    return refused;
  } finally {
    for (const made of [...copies.keys(), 'tsconfig.mutants.json', 'copies.tsbuildinfo']) tree.remove(made);
  }
}

/** Whether a mutant in its place makes the compiler refuse the tree, in any file. */
export class WholeTypes {
  readonly #tree: Tree;
  /** What the compiler says of the tree without a mutant. */
  #known: Set<string> | undefined;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  refuse(mutant: Mutant): boolean {
    this.#known ??= new Set(this.#errors());
    const source = this.#tree.read(mutant.file);
    this.#tree.write(mutant.file, applyMutant(source, mutant));
    try {
      return this.#errors().some((error) => this.#known?.has(error) !== true);
    } finally {
      this.#tree.write(mutant.file, source);
    }
  }

  /** File and message of each error, without its place: a mutant may move it. */
  #errors(): string[] {
    const output = compile(this.#tree, ['--incremental', '--tsBuildInfoFile', 'mutants.tsbuildinfo']);
    return [...output.matchAll(/^(\S+?\.ts)[:(]\d+\S* ?-? ?(.*)$/gm)].map(
      ([, file, text]) => `${file} ${text}`,
    );
  }
}

function compile(tree: Tree, options: string[]): string {
  const compiler = path.join(tree.root, 'node_modules/typescript/bin/tsc');
  const settings = ['--noEmit', '--pretty', 'false', ...options];
  const { stdout, error } = spawnSync(process.execPath, [compiler, ...settings], {
    cwd: tree.root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error) throw error;
  return stdout;
}
