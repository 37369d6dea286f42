/**
 * compact: indexes new search rows and joins their files, one part of the search table after the other. The
 * notes of the merges (core/records/compaction.ts) say which parts; a part's note goes once it is compacted,
 * so each run goes on where the last one stopped. Compaction costs by the size of a part, which is bounded;
 * no other function compacts.
 */
import { PartTooLarge } from '../../core/errors.ts';
import type { Search } from '../../core/ports/search.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { describeError } from '../../core/protocol/stage.ts';
import {
  type Due,
  endTurn,
  forgetTries,
  isDue,
  notePart,
  noteTries,
  type PartNote,
  readNotes,
  readTries,
  settleNote,
  takeTurn,
} from '../../core/records/compaction.ts';

export interface CompactPorts extends Pick<Ports, 'table' | 'clock' | 'log'> {
  search: Pick<Search, 'compact' | 'parts' | 'removeOutdated'>;
}

export interface CompactReport {
  /** Parts that were compacted. */
  compacted: number;
  /** Parts that could not be, because another process wrote or cleaned them; the next run tries again. */
  failed: number;
  /** Parts that have too many rows to be compacted, and stay as they are. */
  tooLarge: number;
  /** Noted parts that are not due yet, or for which there was no time. */
  waiting: number;
}

export interface CompactOptions {
  /** No part is begun after this time, in milliseconds since 1970. */
  until: number;
  /** How long the run may last at most, in milliseconds since 1970: until then no other one begins. */
  latest: number;
  due: Due;
}

/** A part whose note is lost is found within a week: some are noted every day, each in its turn. */
const overseeMilliseconds = 24 * 3600 * 1000;
const overseeTurns = 7;

/** @returns `undefined` if another run is at work */
export async function compact(
  ports: CompactPorts,
  { until, latest, due }: CompactOptions,
): Promise<CompactReport | undefined> {
  const turn = await takeTurn(ports, latest);
  if (turn === undefined) return undefined;
  try {
    if (ports.clock() - turn.overseen >= overseeMilliseconds) {
      await oversee(ports);
      turn.overseen = ports.clock();
    }
    const report = await compactNoted(ports, until, due);
    if (report.failed === 0 || report.compacted > 0) turn.done = ports.clock();
    return report;
  } finally {
    await endTurn(ports, turn);
  }
}

/** Notes the parts whose turn it is, so that none is forgotten, and removes what is outdated. */
async function oversee(ports: CompactPorts): Promise<void> {
  await ports.search.removeOutdated();
  const noted = new Set((await readNotes(ports, 'compaction')).map(({ part }) => part));
  const turn = Math.floor(ports.clock() / overseeMilliseconds) % overseeTurns;
  for (const [i, part] of (await ports.search.parts()).toSorted().entries())
    if (i % overseeTurns === turn && !noted.has(part)) await notePart(ports, part);
}

async function compactNoted(ports: CompactPorts, until: number, due: Due): Promise<CompactReport> {
  const report: CompactReport = { compacted: 0, failed: 0, tooLarge: 0, waiting: 0 };
  // A compaction that dies ends the run: its part must not be the first of the next one as well.
  const tries = await readTries(ports);
  const triesOf = ({ part }: PartNote) => tries.get(part) ?? 0;
  const notes = (await readNotes(ports, 'compaction')).sort((a, b) => triesOf(a) - triesOf(b));
  for (const note of notes) {
    if (!isDue(note, due, ports.clock()) || ports.clock() >= until) {
      report.waiting++;
      continue;
    }
    await noteTries(ports, note.part, triesOf(note) + 1);
    const outcome = await compactPart(ports, note.part);
    if (outcome !== 'failed') {
      await settleNote(ports, 'compaction', note);
      await forgetTries(ports, note.part);
    }
    report[outcome]++;
  }
  return report;
}

async function compactPart(
  { search, log }: CompactPorts,
  part: string,
): Promise<'compacted' | 'tooLarge' | 'failed'> {
  try {
    await search.compact(part);
    return 'compacted';
  } catch (error) {
    const isTooLarge = error instanceof PartTooLarge;
    const message = isTooLarge
      ? 'compact: a part of the search table has too many rows; it stays as it is, and its queries slow down'
      : 'compact: could not compact a part of the search table; the next run tries again';
    log.warn(message, { part, error: describeError(error) });
    return isTooLarge ? 'tooLarge' : 'failed';
  }
}
