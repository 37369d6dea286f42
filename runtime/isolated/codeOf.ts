/** The files that a parsing process must read to run. It may read no others (`--allow-fs-read`). */
import { realpathSync } from 'node:fs';
import path from 'node:path';

const repository = path.join(import.meta.dirname, '..', '..');
/** What `child.ts` imports, directly or not. `package.json` says that the sources are modules. */
const sources = ['core', 'runtime/isolated', 'models', 'node_modules', 'package.json'];

/**
 * A bundle is complete in its own folder; a source file also needs the folders that it imports from. Node
 * checks the path after it has followed links, so the real folder of a linked `node_modules` counts.
 *
 * @param program the file that the process runs
 */
export function codeOf(program: string): string[] {
  const imported = path.extname(program) === '.ts' ? sources.map((each) => path.join(repository, each)) : [];
  return [path.dirname(program), ...imported].flatMap((file) => [...new Set([file, realpathSync(file)])]);
}
