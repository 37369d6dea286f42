/**
 * The program of the parsing processes as one file. A process that loads it starts in a fifth of the
 * processor time that the sources take (docs/adr/0052-one-file-for-the-parser.md).
 */
import { execFile } from 'node:child_process';
import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Log } from '../../core/ports/log.ts';
import { describeError } from '../../core/protocol/stage.ts';
import { childProgram } from '../../runtime/isolated/parser.ts';

/** A process of its own, which ends: esbuild would keep 70 MB in this one's company. */
const builder = path.join(import.meta.dirname, 'build.ts');

/** Shared by all home folders, and never read before this process has written it. */
export const parserFolder = path.join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'parser');

/**
 * Builds at the first call. Where that fails, as in a folder that cannot be written, the program is the
 * sources.
 *
 * @param folder to write to; the program may read nothing else
 */
export function builtParser(folder: string, log: Log): () => Promise<string> {
  const build = async () => {
    try {
      // First, because the builder would say so with all its calls.
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK);
      await promisify(execFile)(process.execPath, [builder, folder]);
      // Node looks at each link on the way to a program, and a parser may not.
      return path.join(realpathSync(folder), 'child.mjs');
    } catch (error) {
      log.warn('cannot build the parser into one file, so each start of a parser takes longer', {
        error: describeError(error),
      });
      return childProgram;
    }
  };
  let built: Promise<string> | undefined;
  return () => {
    built ??= build();
    return built;
  };
}
