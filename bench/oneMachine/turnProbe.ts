/**
 * Loaded into the application with `--import`: writes to the file that `turnsVariable` names, when the
 * application ends, how long the turns of its event loop and its answers to requests took the main thread's
 * processor. It keeps the event loop turning, which takes a processor.
 */
import { subscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';

export const probe = import.meta.filename;
export const turnsVariable = 'DATELINE_TURNS_FILE';

export interface Turn {
  /** When it ended, in milliseconds since 1970. */
  at: number;
  milliseconds: number;
}

export interface Turns {
  turns: Turn[];
  /**
   * From the request to the answer, at most: a connection is accepted in the turn after the one in which it
   * is made, so the whole of that counts.
   */
  answers: Turn[];
}

/** Shorter turns are not recorded. */
const shortest = 1;

/** @param file is written when the process ends */
function record(file: string): void {
  const used = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  const recorded: Turns = { turns: [], answers: [] };
  let [before, last] = [used(), used()];
  const turn = () => {
    [before, last] = [last, used()];
    if (last - before >= shortest) recorded.turns.push({ at: Date.now(), milliseconds: last - before });
    setImmediate(turn).unref();
  };
  setImmediate(turn);
  const asked = new WeakMap<Socket, number>();
  subscribe('net.server.socket', (message) => {
    asked.set((message as { socket: Socket }).socket, before);
  });
  subscribe('http.server.response.finish', (message) => {
    const since = asked.get((message as { socket: Socket }).socket);
    if (since !== undefined) recorded.answers.push({ at: Date.now(), milliseconds: used() - since });
  });
  process.once('exit', () => writeFileSync(file, JSON.stringify(recorded)));
}

const file = process.env[turnsVariable];
if (file !== undefined && isMainThread && process.argv[1]?.endsWith('local/main.ts')) record(file);
