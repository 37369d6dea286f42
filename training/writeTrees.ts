import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '../core/learned/decisionTrees.ts';

/** Writes trees to `models/`, one a line. @param name the file's name without its ending */
export function writeTrees(name: string, trees: readonly Tree[]): void {
  const lines = trees.map((tree) => JSON.stringify(tree));
  writeFileSync(join(import.meta.dirname, `../models/${name}.json`), `[\n${lines.join(',\n')}\n]\n`);
}
