/**
 * What the schedule of the sweep has it look after on AWS: that `compact` and `rotate` do their work. So one
 * alarm tells of all three (docs/adr/0036-few-alarms.md). Errors of `compact` alone would not do: while a run
 * that died holds the turn, the next ones end well without doing anything.
 */
import type { ReadLastRotation } from '../../core/ports/cursorSecret.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { describeError } from '../../core/protocol/stage.ts';
import { lastCompaction } from '../../core/records/compaction.ts';
import { rotationDays } from '../functions.ts';

/** A run of `compact` begins every five minutes; the turn of one that died lasts for a quarter of an hour. */
const compactionMilliseconds = 3_600_000;

/** Secrets Manager begins within the day, and tries again if `rotate` fails. */
const rotationMilliseconds = (rotationDays + 2) * 24 * 3_600_000;

/** @returns a sentence for each function that has not done its work in time */
export async function overdue(
  ports: Pick<Ports, 'table' | 'clock'>,
  lastRotation: ReadLastRotation,
): Promise<string[]> {
  const isOver = (milliseconds: number, since: number) => ports.clock() - since > milliseconds;
  const found = await Promise.all([
    asked('compact', async () =>
      isOver(compactionMilliseconds, (await lastCompaction(ports)) ?? Number.NEGATIVE_INFINITY)
        ? 'compact has done no work for an hour.'
        : undefined,
    ),
    asked('rotate', async () =>
      isOver(rotationMilliseconds, await lastRotation())
        ? `rotate has not replaced the secret of the cursors for ${rotationDays + 2} days.`
        : undefined,
    ),
  ]);
  return found.filter((sentence) => sentence !== undefined);
}

/** Not to know is a fault too, but no reason not to sweep. */
async function asked(name: string, ask: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await ask();
  } catch (error) {
    return `It is not known when ${name} did its work: ${describeError(error)}`;
  }
}
