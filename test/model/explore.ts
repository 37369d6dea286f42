/**
 * Every interleaving of a small world of the model: a few processes that advance one port call at a time, in
 * every order, some of which may crash. A state that was reached before is not explored again. Whatever the
 * order, once all hints are handled the rows must be those of a rebuild.
 */
import { hash } from '../../core/hash.ts';
import { logRow } from './decisions.ts';
import { type Access, conflict, footprintOf, hintRow, searchHints } from './footprints.ts';
import { differences, drain } from './normalForm.ts';
import { stages } from './reconcile.ts';
import { Recorded } from './recorded.ts';
import { dueBatch } from './searchRows.ts';
import { copyOf, Names, type Process, type State } from './state.ts';
import { hasShortName, type SmallWorld, type Task } from './tasks.ts';
import { type Execution, type Guard, roundRow, type Stage, type Version, World } from './world.ts';

export interface Exploration {
  states: number;
  /** Distinct outcomes after which nothing more happens. */
  ends: number;
  /** The first outcome that is not a rebuild, with the schedule that leads to it. */
  mismatch?: { schedule: string[]; differences: string[] };
}

/** What a process may do next, and what that touches. */
interface Step {
  process: number;
  accesses: readonly Access[];
  next: { state: State; name: string }[];
}

/**
 * Explores every order of the steps. If a step of one process commutes with everything that the other
 * processes may still do, all outcomes can be reached with that step first. So only that step is explored (a
 * persistent set of one process).
 */
export function explore(small: SmallWorld, off?: Guard): Exploration {
  const first = startOf(small, off);
  const names = new Names();
  const seen = new Set<string>();
  const ends = new Set<string>();
  const open: { state: State; schedule: Schedule | undefined }[] = [{ state: first, schedule: undefined }];
  const footprints = small.processes.map((tasks) => tasks.map((task) => footprintOf(task, first)));
  const outcomes = { states: 0, ends: 0 };
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { state, schedule } = next;
    const name = names.of(state);
    if (seen.has(name)) continue;
    seen.add(name);
    const steps: Step[] = [];
    for (const [i, { task }] of state.processes.entries()) {
      if (task >= (small.processes[i]?.length ?? 0)) continue;
      const step = stepOf(small, state, i, off);
      const others = footprints.flatMap((tasks, j) =>
        j === i ? [] : tasks.slice(state.processes[j]?.task ?? 0).flat(),
      );
      const commutes = !step.accesses.some((access) => others.some((other) => conflict(access, other)));
      if (commutes) steps.splice(0, steps.length);
      steps.push(step);
      if (commutes) break;
    }
    if (steps.length === 0) {
      const found = outcomeOf(state, off);
      ends.add(hash(found.name));
      Object.assign(outcomes, { states: seen.size, ends: ends.size });
      if (found.differences.length > 0)
        return { ...outcomes, mismatch: { schedule: listed(schedule), differences: found.differences } };
    }
    for (const { next: following } of steps)
      for (const { state: after, name: step } of following)
        open.push({ state: after, schedule: { step, before: schedule } });
  }
  return { states: seen.size, ends: ends.size };
}

/** The steps so far, the last one first, so that states share them. */
interface Schedule {
  step: string;
  before: Schedule | undefined;
}

function listed(schedule: Schedule | undefined): string[] {
  const steps: string[] = [];
  for (let at = schedule; at !== undefined; at = at.before) steps.unshift(at.step);
  return steps;
}

function stepOf(small: SmallWorld, state: State, i: number, off?: Guard): Step {
  const { state: after, accesses: touched } = advance(small, state, i, off);
  const accesses = [...touched];
  const next = [{ state: after, name: `${i}` }];
  const { task, steps } = state.processes[i] as Process;
  const doing = small.processes[i]?.[task] as Task;
  if (state.crashes === 0 || steps === 0) return { process: i, accesses, next };
  next.push({ state: crash(small, state, i), name: `${i} crashes` });
  if ('deliver' in doing) accesses.push({ mode: 'add', prefix: searchHints });
  if ('stage' in doing) accesses.push({ mode: 'add', prefix: hintRow(doing.stage, doing.id), exact: true });
  return { process: i, accesses, next };
}

function startOf({ before, processes, crashes, hurried }: SmallWorld, off?: Guard): State {
  const hints: { stage: Stage; id: string }[] = [];
  const decides = [before, ...processes].flat().some((task) => 'decide' in task);
  const links = [before, ...processes].flat().some(hasShortName);
  const waits = processes.flat().some((task) => 'deliver' in task);
  const hint = (stage: Stage, id: string) => void hints.push({ stage, id });
  const world = new World({ bucket: new Map(), decides, links, waits }, hint, off);
  for (const task of before) {
    if ('put' in task) addVersion(world, task.put, task.version);
    if ('decide' in task) world.set(logRow(task.decide), { token: 1, ...task.row });
    if ('put' in task) hints.push({ stage: 'normalize', id: task.put });
    else hints.push('decide' in task ? { stage: 'apply', id: String(task.decide) } : task);
    drain(world, hints);
  }
  const { rows, bucket, annotated, now } = world;
  const over = () => hurried === true;
  const idle = processes.map(() => ({ task: 0, steps: 0, reads: [] }));
  const modes = { over, decides, links, waits };
  return { ...modes, rows, bucket, annotated, now, hints: new Set(), processes: idle, crashes };
}

function addVersion(world: World, key: string, version: Omit<Version, 'modified'>): void {
  world.bucket.set(key, [...(world.bucket.get(key) ?? []), { ...version, modified: ++world.now }]);
}

/** The state after process `i` has made its next port call, and what the call touched. */
function advance(
  small: SmallWorld,
  state: State,
  i: number,
  off?: Guard,
): { state: State; accesses: readonly Access[] } {
  const process = state.processes[i] as Process;
  const task = small.processes[i]?.[process.task] as Task;
  const copy = copyOf(state);
  const hints = new Set(state.hints);
  const hint = (stage: Stage, id: string) => void hints.add(`${stage} ${id}`);
  const finished: Process = { task: process.task + 1, steps: 0, reads: [] };
  if (!('stage' in task || 'deliver' in task)) {
    const world = new World(copy, hint, off);
    if ('pass' in task) world.set(roundRow, { token: world.round() + 1 });
    else if ('decide' in task) {
      world.set(logRow(task.decide), { token: 1, ...task.row });
      hint('apply', String(task.decide));
    } else {
      if ('put' in task) addVersion(world, task.put, task.version);
      else world.bucket.set(task.undelete, (world.bucket.get(task.undelete) ?? []).slice(0, -1));
      hint('normalize', 'put' in task ? task.put : task.undelete);
    }
    const after = with_(copy, { hints, now: world.now, processes: replaced(state, i, finished) });
    return { state: after, accesses: footprintOf(task, state) };
  }
  const batch =
    process.batch ?? ('deliver' in task ? dueBatch(state.hints, copy.rows.get(roundRow)?.token) : task.id);
  const stage = 'deliver' in task ? 'search' : task.stage;
  if (batch === '')
    // nothing is due
    return { state: with_(copy, { processes: replaced(state, i, finished) }), accesses: [readsQueue] };
  // These are the messages that it handles.
  if (process.steps === 0) for (const id of batch.split(',')) hints.delete(`${stage} ${id}`);
  const world = new Recorded(copy, process.reads, hint, off);
  const execution: Execution = stages[stage](world, batch);
  world.replaying = true;
  for (let step = 0; step < process.steps; step++) execution.next();
  world.replaying = false;
  const { done } = execution.next();
  const begun = { task: process.task, steps: process.steps + 1, reads: world.reads };
  const now: Process = done ? finished : { ...begun, ...('deliver' in task && { batch }) };
  const takes = 'deliver' in task ? { ...readsQueue, mode: 'write' as const } : taken(stage, batch);
  const accesses = process.steps === 0 ? [takes, ...world.accesses] : world.accesses;
  return { state: with_(copy, { hints, now: world.now, processes: replaced(state, i, now) }), accesses };
}

const readsQueue: Access = { mode: 'read', prefix: searchHints };

/** Beginning a task takes its hint. */
const taken = (stage: Stage, id: string): Access => ({
  mode: 'write',
  prefix: hintRow(stage, id),
  exact: true,
});

/** The process dies where it is; the message that it was handling is delivered again. */
function crash(small: SmallWorld, state: State, i: number): State {
  const process = state.processes[i] as Process;
  const task = small.processes[i]?.[process.task] as Task;
  const hints = new Set(state.hints);
  if ('stage' in task) hints.add(`${task.stage} ${task.id}`);
  for (const id of process.batch?.split(',') ?? []) hints.add(`search ${id}`);
  const ended = { task: process.task + 1, steps: 0, reads: [] };
  return { ...copyOf(state), hints, crashes: state.crashes - 1, processes: replaced(state, i, ended) };
}

/** The outcome after all remaining hints are handled one after the other. */
function outcomeOf(state: State, off?: Guard): { name: string; differences: string[] } {
  const hints = [...state.hints].sort().map((hint) => {
    const [stage = '', id = ''] = hint.split(' ');
    return { stage: stage as Stage, id };
  });
  const world = new World(copyOf(state), (stage, id) => hints.push({ stage, id }), off);
  if (state.waits) drain(world, [{ stage: 'read', id: 'now' }]);
  drain(world, hints);
  if (state.waits) drain(world, [{ stage: 'read', id: 'now' }]);
  return { name: JSON.stringify([...world.rows].sort()), differences: differences(world) };
}

const replaced = ({ processes }: State, i: number, now: Process): Process[] =>
  processes.map((process, j) => (j === i ? now : process));

const with_ = (state: State, changes: Partial<State>): State => ({ ...state, ...changes });
