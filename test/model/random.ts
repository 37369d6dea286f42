/**
 * Random histories on the model: four keys (two of them feeds that share documents), hints duplicated and reordered, stages
 * interleaved and crashed at every step. Afterwards the rows must equal a rebuild from the bucket.
 */
import { Random } from '../../core/random.ts';
import {
  differences,
  type Execution,
  type Guard,
  type Stage,
  stages,
  type Version,
  World,
} from './reconcile.ts';

interface Hint {
  stage: Stage;
  id: string;
  at: number;
}

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
  const world = new World({ bucket }, send, off);
  const operations = operationsOf(new Random(seed * 7919), bucket);
  const running: { hint: Hint; execution: Execution }[] = [];
  while (hints.length > 0 || running.length > 0 || operations.length > 0) {
    now++;
    if (operations.length > 0 && random.chance(0.08)) send('normalize', operations.shift()?.() ?? '');
    const due = hints.filter(({ at }) => at <= now);
    if (due.length > 0 && running.length < 6 && random.chance(0.5)) {
      const hint = random.pick(due);
      hints.splice(hints.indexOf(hint), 1);
      running.push({ hint, execution: stages[hint.stage](world, hint.id) });
    }
    if (running.length === 0) continue;
    const index = random.below(running.length);
    const step = running[index];
    if (step === undefined) continue;
    if (random.chance(0.01)) {
      running.splice(index, 1); // a crash: the message is delivered again
      hints.push({ ...step.hint, at: now + 30 });
    } else if (step.execution.next().done) running.splice(index, 1);
  }
  return differences(world);
}

function operationsOf(random: Random, bucket: Map<string, Version[]>): (() => string)[] {
  let modified = 0;
  return Array.from({ length: 14 }, () => {
    const key = random.pick(['a', 'b', 'f', 'g']);
    const feed = key === 'f' || key === 'g';
    const deleted = random.chance(0.25);
    const documents: Record<string, string> = {};
    for (let n = random.below(2); n >= 0 && !deleted; n--)
      documents[feed ? `g${random.below(4)}` : `${key}${random.below(3)}`] =
        `t${random.below(12)}${random.pick([...'abcdefghi'])}`;
    return () => {
      bucket.set(key, [...(bucket.get(key) ?? []), { deleted, feed, documents, modified: ++modified }]);
      return key;
    };
  });
}
