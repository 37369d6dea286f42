/**
 * Loaded into the application with `--import`: writes to the file that `turnsVariable` names, when the
 * application ends, how long the turns of its event loop were. It keeps the event loop turning, which takes a
 * processor.
 */
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

export const probe = import.meta.filename;
export const turnsVariable = 'DATELINE_TURNS_FILE';

export interface Turn {
  /** When it ended, in milliseconds since 1970. */
  at: number;
  /** Of the main thread's processor. */
  milliseconds: number;
}

const shortest = 1;

/** @param file is written when the process ends */
function recordTurns(file: string): void {
  const used = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  const turns: Turn[] = [];
  let before = used();
  const turn = () => {
    const now = used();
    if (now - before >= shortest) turns.push({ at: Date.now(), milliseconds: now - before });
    before = now;
    setImmediate(turn).unref();
  };
  setImmediate(turn);
  process.once('exit', () => writeFileSync(file, JSON.stringify(turns)));
}

const file = process.env[turnsVariable];
if (file !== undefined && isMainThread && process.argv[1]?.endsWith('local/main.ts')) recordTurns(file);
