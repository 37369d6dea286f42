/**
 * Every interleaving of a small world of the model: a few processes that advance one port call at a time, in
 * every order, some of which may crash. A state that was reached before is not explored again. Whatever the
 * order, once all hints are handled the rows must be those of a rebuild.
 */
import { differences, drain } from './normalForm.ts';
import { stages } from './reconcile.ts';
import { type Execution, type Guard, type Row, type Stage, type Version, World } from './world.ts';

/** One thing that a process does: someone changes the bucket, or a stage handles a hint. */
export type Task =
  | { put: string; version: Omit<Version, 'modified'> }
  /** The newest version, a delete marker, is removed. */
  | { undelete: string }
  | { stage: Stage; id: string };

export interface SmallWorld {
  /** Changes of the bucket that are handled before the exploration begins. */
  before: readonly { put: string; version: Omit<Version, 'modified'> }[];
  /** Processes that run side by side, each its tasks one after the other. */
  processes: readonly (readonly Task[])[];
  /** How many processes may crash. */
  crashes: number;
}

export interface Exploration {
  states: number;
  /** Distinct outcomes after which nothing more happens. */
  ends: number;
  /** The first outcome that is not a rebuild, with the schedule that leads to it. */
  mismatch?: { schedule: string[]; differences: string[] };
}

interface Process {
  task: number;
  /** Steps done of the task, and what the task read in them, so that it can be resumed in any state. */
  steps: number;
  reads: unknown[];
}

interface State {
  rows: Map<string, Row>;
  bucket: Map<string, Version[]>;
  annotated: Set<string>;
  now: number;
  hints: ReadonlySet<string>;
  processes: readonly Process[];
  crashes: number;
}

/**
 * A world whose reads are recorded, or given again: a generator cannot be copied, but it can be run to the
 * same place.
 */
class Recorded extends World {
  replaying = false;
  readonly reads: unknown[];
  #next = 0;

  constructor(state: State, reads: unknown[], hint: (stage: Stage, id: string) => void, off?: Guard) {
    super(state, hint, off);
    this.reads = reads;
  }

  #read<T>(read: () => T): T {
    if (this.replaying) return structuredClone(this.reads[this.#next++]) as T;
    const value = read();
    this.reads.push(structuredClone(value));
    this.#next++;
    return value;
  }

  override get(key: string): Row | undefined {
    return this.#read(() => super.get(key));
  }
  override query(prefix: string): [string, Row][] {
    return this.#read(() => super.query(prefix));
  }
  override versions(key: string): readonly Version[] {
    return this.#read(() => super.versions(key));
  }
  override isAnnotated(payload: string): boolean {
    return this.#read(() => super.isAnnotated(payload));
  }
  override tick(): number {
    return this.#read(() => super.tick());
  }
  override set(key: string, row: Row): void {
    if (!this.replaying) super.set(key, row);
  }
  override put(key: string, row: Row): void {
    if (!this.replaying) super.put(key, row);
  }
  override annotate(payload: string): void {
    if (!this.replaying) super.annotate(payload);
  }
  override hint(stage: Stage, id: string): void {
    if (!this.replaying) super.hint(stage, id);
  }
}

export function explore(small: SmallWorld, off?: Guard): Exploration {
  const first = startOf(small, off);
  const seen = new Set<string>();
  const ends = new Set<string>();
  const open: { state: State; schedule: string[] }[] = [{ state: first, schedule: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { state, schedule } = next;
    const name = nameOf(state);
    if (seen.has(name)) continue;
    seen.add(name);
    const running = state.processes.flatMap(({ task }, i) =>
      task < (small.processes[i]?.length ?? 0) ? [i] : [],
    );
    if (running.length === 0) {
      const found = outcomeOf(state, off);
      ends.add(found.name);
      if (found.differences.length > 0)
        return { states: seen.size, ends: ends.size, mismatch: { schedule, differences: found.differences } };
    }
    for (const i of running) {
      open.push({ state: advance(small, state, i, off), schedule: [...schedule, `${i}`] });
      if (state.crashes > 0 && (state.processes[i]?.steps ?? 0) > 0)
        open.push({ state: crash(small, state, i), schedule: [...schedule, `${i} crashes`] });
    }
  }
  return { states: seen.size, ends: ends.size };
}

function startOf({ before, processes, crashes }: SmallWorld, off?: Guard): State {
  const hints: { stage: Stage; id: string }[] = [];
  const world = new World({ bucket: new Map() }, (stage, id) => hints.push({ stage, id }), off);
  for (const { put, version } of before) {
    addVersion(world, put, version);
    hints.push({ stage: 'normalize', id: put });
    drain(world, hints);
  }
  const { rows, bucket, annotated, now } = world;
  const idle = processes.map(() => ({ task: 0, steps: 0, reads: [] }));
  return { rows, bucket, annotated, now, hints: new Set(), processes: idle, crashes };
}

function addVersion(world: World, key: string, version: Omit<Version, 'modified'>): void {
  world.bucket.set(key, [...(world.bucket.get(key) ?? []), { ...version, modified: ++world.now }]);
}

/** The state after process `i` has made its next port call. */
function advance(small: SmallWorld, state: State, i: number, off?: Guard): State {
  const process = state.processes[i] as Process;
  const task = small.processes[i]?.[process.task] as Task;
  const copy = copyOf(state);
  const hints = new Set(state.hints);
  const hint = (stage: Stage, id: string) => void hints.add(`${stage} ${id}`);
  const finished: Process = { task: process.task + 1, steps: 0, reads: [] };
  if (!('stage' in task)) {
    const world = new World(copy, hint, off);
    if ('put' in task) addVersion(world, task.put, task.version);
    else world.bucket.set(task.undelete, (world.bucket.get(task.undelete) ?? []).slice(0, -1));
    hint('normalize', 'put' in task ? task.put : task.undelete);
    return with_(copy, { hints, now: world.now, processes: replaced(state, i, finished) });
  }
  if (process.steps === 0) hints.delete(`${task.stage} ${task.id}`); // this is the message that it handles
  const world = new Recorded(copy, structuredClone(process.reads), hint, off);
  const execution: Execution = stages[task.stage](world, task.id);
  world.replaying = true;
  for (let step = 0; step < process.steps; step++) execution.next();
  world.replaying = false;
  const { done } = execution.next();
  const now: Process = done ? finished : { task: process.task, steps: process.steps + 1, reads: world.reads };
  return with_(copy, { hints, now: world.now, processes: replaced(state, i, now) });
}

/** The process dies where it is; the message that it was handling is delivered again. */
function crash(small: SmallWorld, state: State, i: number): State {
  const process = state.processes[i] as Process;
  const task = small.processes[i]?.[process.task] as Task;
  const hints = new Set(state.hints);
  if ('stage' in task) hints.add(`${task.stage} ${task.id}`);
  const ended = { task: process.task + 1, steps: 0, reads: [] };
  return { ...copyOf(state), hints, crashes: state.crashes - 1, processes: replaced(state, i, ended) };
}

/** What all hints that are left come to, handled one after the other. */
function outcomeOf(state: State, off?: Guard): { name: string; differences: string[] } {
  const hints = [...state.hints].map((hint) => {
    const [stage = '', id = ''] = hint.split(' ');
    return { stage: stage as Stage, id };
  });
  const world = new World(copyOf(state), (stage, id) => hints.push({ stage, id }), off);
  drain(world, hints);
  return { name: JSON.stringify([...world.rows].sort()), differences: differences(world) };
}

const replaced = ({ processes }: State, i: number, now: Process): Process[] =>
  processes.map((process, j) => (j === i ? now : process));

const with_ = (state: State, changes: Partial<State>): State => ({ ...state, ...changes });

function copyOf(state: State): State {
  const bucket = new Map([...state.bucket].map(([key, versions]) => [key, [...versions]]));
  return { ...state, rows: new Map(state.rows), annotated: new Set(state.annotated), bucket };
}

function nameOf({ rows, bucket, annotated, hints, processes, crashes, now }: State): string {
  return JSON.stringify([
    [...rows].sort(),
    [...bucket],
    [...annotated].sort(),
    [...hints].sort(),
    processes,
    crashes,
    now,
  ]);
}
