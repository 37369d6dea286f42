/**
 * Random histories on the model: four keys (two of them feeds that share documents), hints duplicated and
 * reordered, stages interleaved, parked and crashed at every step. Afterwards the rows must equal a rebuild
 * from the bucket. In some, search rows wait, and somebody reads meanwhile.
 */
import { Random } from '../../core/random.ts';
import { logRow } from './decisions.ts';
import { shortName } from './links.ts';
import { differences, drain } from './normalForm.ts';
import { stages } from './reconcile.ts';
import { dueRound } from './searchRows.ts';
import {
  decisionGuards,
  type Execution,
  type Guard,
  linkGuards,
  roundRow,
  type Stage,
  type Version,
  World,
  waitGuards,
} from './world.ts';

interface Hint {
  stage: Stage;
  id: string;
  at: number;
}

const mostRunning = 6;
/** Steps. Others end after some thousands. */
const longestRun = 100_000;

/** @returns what differs from a rebuild: `+` should not be there, `-` is missing */
export function randomRun(seed: number, off?: Guard): string[] {
  const random = new Random(seed);
  const hints: Hint[] = [];
  let now = 0;
  const send = (stage: Stage, id: string): void => {
    hints.push({ stage, id, at: now + random.below(20) });
    if (random.chance(0.15)) hints.push({ stage, id, at: now + random.below(60) });
  };
  const bucket = new Map<string, Version[]>();
  const decides = off === undefined ? seed % 4 !== 1 : decisionGuards.has(off);
  const links = off === undefined ? seed % 2 === 1 : linkGuards.has(off);
  const waits = off === undefined ? seed % 3 === 0 : waitGuards.has(off);
  const over = () => random.chance(0.3);
  const world = new World({ bucket, over, decides, links, waits }, send, off);
  const operations = operationsOf(new Random(seed * 7919), world);
  const running: { hint: Hint; execution: Execution; parkedUntil: number }[] = [];
  while (hints.length > 0 || running.length > 0 || operations.length > 0) {
    if (++now > longestRun) return ['it does not come to rest'];
    if (operations.length > 0 && random.chance(0.08)) {
      const next = operations.shift()?.();
      if (next !== undefined) send(next.stage, next.id);
    }
    if (waits) {
      if (running.length === 0 && random.chance(0.05)) purge(world);
      if (random.chance(0.1) && !isBehind(world, hints, running)) passRound(world);
      if (random.chance(0.03) && !running.some(({ hint }) => hint.stage === 'read'))
        hints.push({ stage: 'read', id: random.pick(['now', 'again', 'lagging']), at: now });
    }
    const due = hints.filter(({ stage, id, at }) => at <= now && !(stage === 'search' && isEarly(world, id)));
    if (due.length > 0 && running.length < mostRunning && random.chance(0.5)) {
      const hint = takeFrom(hints, due, random);
      running.push({ hint, execution: stages[hint.stage](world, hint.id), parkedUntil: 0 });
    }
    const ready = running.filter(({ parkedUntil }) => parkedUntil <= now);
    if (ready.length === 0) continue;
    const step = random.pick(ready);
    if (step.parkedUntil === 0 && random.chance(0.04)) step.parkedUntil = now + random.below(150);
    else if (random.chance(0.01)) {
      running.splice(running.indexOf(step), 1); // a crash: the message is delivered again
      for (const id of step.hint.id.split(',')) hints.push({ ...step.hint, id, at: now + 30 });
    } else if (step.execution.next().done) running.splice(running.indexOf(step), 1);
  }
  if (waits) drain(world, [{ stage: 'read', id: 'now' }]);
  return differences(world);
}

/** Takes a message that is due; those of search rows come in batches. */
function takeFrom(hints: Hint[], due: readonly Hint[], random: Random): Hint {
  const hint = random.pick(due);
  const others =
    hint.stage === 'search' ? due.filter((each) => each !== hint && each.stage === 'search') : [];
  const batch = [hint, ...others.slice(0, random.below(3))];
  for (const each of batch) hints.splice(hints.indexOf(each), 1);
  return { ...hint, id: batch.map(({ id }) => id).join() };
}

const isEarly = (world: World, id: string): boolean => dueRound(id) > world.round();

/** Whether somebody should have stored a document, or merged a row, before a round passes. */
function isBehind(world: World, hints: readonly Hint[], running: readonly { hint: Hint }[]): boolean {
  const isDue = ({ stage, id }: Hint) => stage === 'store' || (stage === 'search' && !isEarly(world, id));
  return hints.some(isDue) || running.some(({ hint: { stage } }) => stage === 'store' || stage === 'search');
}

const passRound = (world: World): void => world.set(roundRow, { token: world.round() + 1 });

/** An erasure, after all that was running has ended, removes what is left of documents that are gone. */
function purge(world: World): void {
  for (const [key, { gone }] of world.query('SEARCH#')) if (gone) world.remove(key);
}

type Operation = () => { stage: 'normalize' | 'apply'; id: string } | undefined;

/** Each changes the bucket, or adds a decision to the log, and returns what is to be handled then. */
function operationsOf(random: Random, world: World): Operation[] {
  const { bucket } = world;
  let modified = 0;
  const changed = (id: string | undefined) =>
    id === undefined ? undefined : { stage: 'normalize' as const, id };
  return Array.from({ length: 14 }, (): Operation => {
    if (world.decides && random.chance(0.2)) return decisionOf(random, world);
    const key = random.pick(['a', 'b', 'f', 'g']);
    const roll = random.next();
    if (roll < 0.08) return () => changed(restore(key, bucket));
    if (roll < 0.25) return () => changed(undelete(key, bucket));
    if (world.waits && roll > 0.9) return () => changed(erase(key, bucket));
    const feed = key === 'f' || key === 'g';
    const deleted = random.chance(0.25);
    const unreadable = random.chance(0.1);
    const documents: Record<string, string> = {};
    for (let n = random.below(2); n >= 0 && !deleted; n--)
      documents[feed ? `g${random.below(4)}` : `${key}${random.below(3)}`] =
        `t${random.below(12)}${random.pick([...(world.links ? 'abSabSdSf' : 'abcdefghi')])}`;
    return () => {
      const version = { deleted, feed, documents, modified: ++modified, ...(unreadable && { unreadable }) };
      bucket.set(key, [...(bucket.get(key) ?? []), version]);
      return changed(key);
    };
  });
}

function decisionOf(random: Random, world: World): Operation {
  const entity = () => `e${random.below(7)}`;
  const from = world.links && random.chance(0.3) ? shortName : entity();
  const [to, roll] = [entity(), random.next()];
  return () => {
    const number = world.query('LOG#').length + 1;
    const undoes = 1 + Math.floor(roll * number);
    const row = roll < 0.4 && undoes < number ? { undoes } : { from, to: roll > 0.8 ? null : to };
    world.set(logRow(number), { token: 1, ...row });
    return { stage: 'apply', id: String(number) };
  };
}

/** All versions of a key become readable. */
function restore(key: string, bucket: Map<string, Version[]>): string | undefined {
  const versions = bucket.get(key) ?? [];
  if (!versions.some(({ unreadable }) => unreadable)) return undefined;
  bucket.set(
    key,
    versions.map(({ unreadable: _, ...version }) => version),
  );
  return key;
}

/** Removes all versions of a key. */
function erase(key: string, bucket: Map<string, Version[]>): string {
  bucket.set(key, []);
  return key;
}

/** Removes a delete marker. */
function undelete(key: string, bucket: Map<string, Version[]>): string | undefined {
  const versions = bucket.get(key) ?? [];
  if (!versions.at(-1)?.deleted) return undefined;
  bucket.set(key, versions.slice(0, -1));
  return key;
}
