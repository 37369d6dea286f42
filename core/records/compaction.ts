/**
 * Which parts of the search table are to be compacted, and which have days to be summarized. `index` and the
 * sweep note the parts into which they merge rows; `compact` goes on from the notes that are left
 * (functions/compact).
 */
import * as z from 'zod';
import { omitUndefined } from '../omitUndefined.ts';
import type { Clock } from '../ports/clock.ts';
import type { Condition, Key, Table } from '../ports/table.ts';
import { mapConcurrent } from '../protocol/mapConcurrent.ts';
import { queryAll } from '../protocol/paginate.ts';
import { compactionPartition, keys } from './keys.ts';

/** What is done with a part after merges into it; each has notes of its own. */
const prefixes = { compaction: 'TABLE#', summaries: 'DAYS#' } as const;
export type PartWork = keyof typeof prefixes;
const works = Object.keys(prefixes) as PartWork[];

const tryPrefix = 'TRY#';

const partNote = z.object({
  part: z.string(),
  /** Merges since it was last done. Merges that are noted at once may count as one. */
  merges: z.number().int(),
  /** The rows of these merges, or more. */
  rows: z.number().int().default(0),
  /** When the first of them was noted, in milliseconds since 1970. */
  since: z.number(),
  /** Differs after each merge. */
  stamp: z.string(),
});
export type PartNote = z.infer<typeof partNote>;

const writeConcurrency = 16;

interface NotePorts {
  table: Table;
  clock: Clock;
}

const keyOf = (work: PartWork, part: string): Key => keys.compaction(prefixes[work] + part);

/**
 * Notes that rows were merged into these parts.
 *
 * @param rows of the merge, in all parts together
 */
export async function noteMerged(ports: NotePorts, parts: readonly string[], rows: number): Promise<void> {
  const notes = parts.flatMap((part) => works.map((work) => ({ part, work })));
  const before = await ports.table.batchGet(notes.map(({ part, work }) => keyOf(work, part)));
  await mapConcurrent(writeConcurrency, notes.entries(), async ([i, { part, work }]) => {
    const note = before[i] === undefined ? undefined : partNote.parse(before[i]);
    await putNote(ports, work, {
      part,
      merges: (note?.merges ?? 0) + 1,
      rows: (note?.rows ?? 0) + rows,
      since: note?.since ?? ports.clock(),
    });
  });
}

/** Notes that a part is to be done at the next opportunity, whether or not rows were merged into it. */
export async function notePart(ports: NotePorts, part: string, done: readonly PartWork[] = works) {
  for (const work of done) await putNote(ports, work, { part, merges: 0, rows: 0, since: 0 });
}

function putNote(
  { table, clock }: NotePorts,
  work: PartWork,
  note: Omit<PartNote, 'stamp'>,
  condition?: Condition,
): Promise<boolean> {
  const stamp = `${note.merges} ${note.since} ${clock()}`;
  return table.put({ ...keyOf(work, note.part), ...note, stamp }, condition);
}

/** The noted parts, the longest waiting first. */
export async function readNotes({ table }: Pick<NotePorts, 'table'>, work: PartWork): Promise<PartNote[]> {
  const rows = await queryAll(table, { pk: compactionPartition, prefix: prefixes[work], consistent: true });
  return rows.map((row) => partNote.parse(row)).sort((a, b) => a.since - b.since);
}

/** Takes off a note what is done: it goes, or says what was merged since it was read. */
export async function settleNote(ports: NotePorts, work: PartWork, done: PartNote): Promise<void> {
  const { table, clock } = ports;
  const key = keyOf(work, done.part);
  if (await table.delete(key, { attribute: 'stamp', equals: done.stamp })) return;
  const row = await table.get(key, { consistent: true });
  if (row === undefined) return;
  const note = partNote.parse(row);
  const merges = Math.max(0, note.merges - done.merges);
  const rest = { merges, rows: Math.max(0, note.rows - done.rows), since: clock() };
  await putNote(ports, work, { part: done.part, ...rest }, { attribute: 'stamp', equals: note.stamp });
}

/** When something is due. Each time costs by the whole part, so it waits for some merges. */
export interface Due {
  /** After this many merges: each adds a file that queries read. */
  merges: number;
  /** Or after so many rows, once the first of them has waited so long, in milliseconds. */
  rows: number;
  milliseconds: number;
  /** Fewer rows wait so long at most. */
  longest: number;
}

/**
 * Whether a part has enough merges, or the first of them is old enough, at `now` (milliseconds since
 * 1970).
 */
export function isDue({ merges, rows, since }: PartNote, due: Due, now: number): boolean {
  return merges >= due.merges || now - since >= (rows >= due.rows ? due.milliseconds : due.longest);
}

const tries = z.object({ part: z.string(), tries: z.number().int() });

/** How often compactions of parts were begun that have not ended well. */
export async function readTries({ table }: Pick<NotePorts, 'table'>): Promise<Map<string, number>> {
  const rows = await queryAll(table, { pk: compactionPartition, prefix: tryPrefix, consistent: true });
  return new Map(rows.map((row) => tries.parse(row)).map(({ part, tries }) => [part, tries]));
}

/** Notes the number of tries before one begins, which may die for want of memory or time. */
export async function noteTries({ table }: Pick<NotePorts, 'table'>, part: string, tries: number) {
  await table.put({ ...keys.compaction(tryPrefix + part), part, tries });
}

/** Forgets that compactions of a table were tried: one has succeeded. */
export async function forgetTries({ table }: Pick<NotePorts, 'table'>, part: string): Promise<void> {
  await table.delete(keys.compaction(tryPrefix + part));
}

const turn = z.object({
  /** When the turn ends, in milliseconds since 1970. The run that has it may be at work until then. */
  until: z.number(),
  /** When all parts were last looked over. */
  overseen: z.number(),
  /** When a run last ended that did its work. */
  done: z.exactOptional(z.number()),
});
export type CompactionTurn = z.infer<typeof turn>;

/** @returns the turn as it was before, or `undefined` if somebody else has it */
export async function takeTurn(ports: NotePorts, until: number): Promise<CompactionTurn | undefined> {
  const key = keys.compaction('TURN');
  const row = await ports.table.get(key, { consistent: true });
  const before = row === undefined ? undefined : turn.parse(row);
  if (before !== undefined && before.until > ports.clock()) return undefined;
  const taken = omitUndefined({ until, overseen: before?.overseen ?? 0, done: before?.done });
  const has = await ports.table.put({ ...key, ...taken }, { attribute: 'until', equals: before?.until });
  return has ? taken : undefined;
}

/** Ends the turn early. */
export async function endTurn({ table }: NotePorts, ended: CompactionTurn): Promise<void> {
  const after = { ...keys.compaction('TURN'), ...ended, until: 0 };
  await table.put(after, { attribute: 'until', equals: ended.until });
}

/** @returns when a run last ended that did its work, in milliseconds since 1970; `undefined` if none has */
export async function lastCompaction({ table }: Pick<NotePorts, 'table'>): Promise<number | undefined> {
  const row = await table.get(keys.compaction('TURN'));
  return row === undefined ? undefined : turn.parse(row).done;
}
