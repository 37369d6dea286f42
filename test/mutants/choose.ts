/** Which mutants a run tries. */
import { isWanted, mutatedFiles } from './files.ts';
import { listMutants, type Mutant } from './mutate.ts';
import type { Tree } from './tree.ts';

export interface Choice {
  /** A share as one in so many; 1: all. */
  of: number;
  /** Which share; as many runs with consecutive seeds try every mutant once. */
  seed: number;
  /** Parts of the paths of the files; none: all files. */
  files: readonly string[];
  /** The ids of the mutants; none: all. */
  ids: readonly string[];
  /** What a file was once; its mutants of then are left out. `undefined` if it was not there. */
  before?: (file: string) => string | undefined;
}

/** The chosen mutants, file by file. A share takes the same part of each file. */
export function chooseMutants(tree: Tree, { of, seed, files, ids, before }: Choice): Mutant[] {
  const mutantsOf = (file: string) =>
    withoutKnown(listMutants(file, tree.read(file)), listMutants(file, before?.(file) ?? ''));
  const all = mutatedFiles(tree.root)
    .filter((file) => files.length === 0 || files.some((name) => file.includes(name)))
    .map((file) => mutantsOf(file).filter(({ operator }) => isWanted(file, operator)));
  if (ids.length > 0) return all.flat().filter(({ id }) => ids.includes(id));
  // The ids are hashes, so their order is a random one that stays.
  return takeShare(
    all.flatMap((list) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1))),
    of,
    seed,
  );
}

/** Without those of the same id: the same change of the same statement. */
export function withoutKnown(mutants: readonly Mutant[], known: readonly Mutant[]): Mutant[] {
  const ids = new Set(known.map(({ id }) => id));
  return mutants.filter(({ id }) => !ids.has(id));
}

/** One in so many of a list; another one for each seed. */
export function takeShare<T>(list: readonly T[], of: number, seed: number): T[] {
  return list.filter((_, i) => i % of === seed % of);
}
