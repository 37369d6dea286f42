/** Which mutants the compiler refuses. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { applyMutant, type Mutant } from './mutate.ts';
import type { Tree } from './tree.ts';

/**
 * The ids of the mutants with a type error of their own. All are compiled in one run, each as a copy beside
 * its file, so this does not find errors in files that import the broken one; `WholeTypes` does, for one
 * mutant.
 */
export function refusedByTypes(tree: Tree, mutants: readonly Mutant[]): Set<string> {
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
      if (mutant === undefined)
        throw new Error(`The compiler refuses ${file}, which is not mutated:\n${output}`);
      refused.add(mutant.id);
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

  /** @param unbroken puts the file back for a moment, to learn which errors are not the mutant's */
  refuses(unbroken: (look: () => void) => void): boolean {
    const errors = this.#errors();
    if (errors.length === 0) return false;
    if (this.#known === undefined) unbroken(() => this.#lookUnbroken());
    return errors.some((error) => this.#known?.has(error) !== true);
  }

  #lookUnbroken(): void {
    this.#known = new Set(this.#errors());
    for (const error of this.#known) console.log(`without a mutant: ${error}`);
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
