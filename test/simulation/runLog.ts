/**
 * The log of a long simulation: a line of JSON with the counts so far after each few runs, and one for each
 * failure. A run that was interrupted goes on after the last line.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Kind } from './history.ts';

export interface Counts {
  runs: number;
  operations: number;
  faults: number;
  mismatches: number;
  /** The seeds of failed runs. */
  failed: number[];
  /** How often each kind of thing happened. */
  happened: Partial<Record<Kind, number>>;
}

interface Line extends Counts {
  at: string;
  /** The commit of the code that the runs since the line before had. */
  commit: string;
  seed: number;
  length: number;
}

export const noCounts = (): Counts => ({
  runs: 0,
  operations: 0,
  faults: 0,
  mismatches: 0,
  failed: [],
  happened: {},
});

export class RunLog {
  readonly #file: string | undefined;
  readonly #run: Pick<Line, 'seed' | 'length'>;

  /** @param file `undefined` for no log */
  constructor(file: string | undefined, run: { seed: number; length: number }) {
    this.#file = file;
    this.#run = run;
  }

  /** The counts of the runs that this log has already. */
  begin(): Counts {
    if (this.#file === undefined || !existsSync(this.#file)) return noCounts();
    const { seed, length } = this.#run;
    const text = readFileSync(this.#file, 'utf8');
    if (!text.endsWith('\n')) appendFileSync(this.#file, '\n');
    const lines = text.split('\n').filter(isWhole);
    const last = lines
      .map((line) => JSON.parse(line) as Line)
      .findLast((line) => line.runs !== undefined && line.seed === seed && line.length === length);
    if (last === undefined) return noCounts();
    const { runs, operations, faults, mismatches, failed, happened } = last;
    return { runs, operations, faults, mismatches, failed, happened };
  }

  note(counts: Counts): void {
    this.#append({ at: new Date().toISOString(), commit: currentCommit(), ...this.#run, ...counts });
  }

  /** @param failure what replays it */
  noteFailure(failure: object): void {
    this.#append({ at: new Date().toISOString(), commit: currentCommit(), failure });
  }

  #append(line: object): void {
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }
}

/** A process that was killed may leave half a line. */
function isWhole(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

function currentCommit(): string {
  try {
    const options = { cwd: import.meta.dirname, stdio: 'pipe' as const };
    return String(
      execFileSync('git', ['rev-parse', '--short', 'HEAD'], { ...options, encoding: 'utf8' }),
    ).trim();
  } catch {
    return 'unknown'; // not a clone
  }
}
