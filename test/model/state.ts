/** A state of a small world: all that decides what may happen next. */
import type { Row, Version } from './world.ts';

export interface Process {
  task: number;
  /** Steps done of the task, and what the task read in them, so that it can be resumed in any state. */
  steps: number;
  reads: readonly unknown[];
  /** The messages that it handles, if they are what was in the queue. */
  batch?: string;
}

export interface State {
  over: () => boolean;
  decides: boolean;
  links: boolean;
  waits: boolean;
  rows: Map<string, Row>;
  bucket: Map<string, Version[]>;
  annotated: Set<string>;
  now: number;
  hints: ReadonlySet<string>;
  processes: readonly Process[];
  crashes: number;
}

export function copyOf(state: State): State {
  const { rows, annotated, bucket } = state;
  return { ...state, rows: new Map(rows), annotated: new Set(annotated), bucket: new Map(bucket) };
}

/**
 * Names states: equal ones the same. Rows, and what was read, never change and are shared by many states, so
 * each is written as text once, and a number stands for it.
 */
export class Names {
  readonly #byText = new Map<string, number>();
  readonly #byValue = new WeakMap<object, number>();

  of({ rows, bucket, annotated, hints, processes, crashes, now }: State): string {
    const named = [...rows].map(([key, row]) => `${key} ${this.#number(row)}`).sort();
    const versions = [...bucket].map(([key, each]) => [key, this.#number(each)]);
    const read = processes.map(({ reads, ...rest }) => [rest, reads.map((each) => this.#number(each))]);
    return JSON.stringify([named, versions, [...annotated].sort(), [...hints].sort(), read, crashes, now]);
  }

  #number(value: unknown): number {
    const shared = typeof value === 'object' && value !== null;
    const known = shared ? this.#byValue.get(value) : undefined;
    if (known !== undefined) return known;
    const text = JSON.stringify(value) ?? '';
    const number = this.#byText.get(text) ?? this.#byText.size;
    this.#byText.set(text, number);
    if (shared) this.#byValue.set(value, number);
    return number;
  }
}
