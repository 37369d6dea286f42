/**
 * Which parts of the search table are to be compacted, and when. `index` and the sweep note the parts
 * into which they merge rows. Compaction goes on from the notes that are left (functions/compact).
 */
import * as z from 'zod';
import { omitUndefined } from '../omitUndefined.ts';
import type { Clock } from '../ports/clock.ts';
import type { Table } from '../ports/table.ts';
import { mapConcurrent } from '../protocol/mapConcurrent.ts';
import { queryAll } from '../protocol/paginate.ts';
import { compactionPartition, keys } from './keys.ts';

const prefix = 'TABLE#';
const tryPrefix = 'TRY#';

const partNote = z.object({
  part: z.string(),
  /** Merges since the last compaction. Merges that are noted at once may count as one. */
  merges: z.number().int(),
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

/** Notes that rows were merged into these parts. */
export async function noteMerged(ports: NotePorts, parts: readonly string[]): Promise<void> {
  const before = await ports.table.batchGet(parts.map((part) => keys.compaction(prefix + part)));
  await mapConcurrent(writeConcurrency, parts.entries(), async ([i, part]) => {
    const note = before[i] === undefined ? undefined : partNote.parse(before[i]);
    await putNote(ports, { part, merges: (note?.merges ?? 0) + 1, since: note?.since ?? ports.clock() });
  });
}

/** Notes that a part is to be compacted at the next opportunity. */
export function notePart(ports: NotePorts, part: string): Promise<void> {
  return putNote(ports, { part, merges: 0, since: 0 });
}

async function putNote({ table, clock }: NotePorts, note: Omit<PartNote, 'stamp'>): Promise<void> {
  const stamp = `${note.merges} ${note.since} ${clock()}`;
  await table.put({ ...keys.compaction(prefix + note.part), ...note, stamp });
}

/** The noted parts, the longest waiting first. */
export async function readNotes({ table }: Pick<NotePorts, 'table'>): Promise<PartNote[]> {
  const rows = await queryAll(table, { pk: compactionPartition, prefix, consistent: true });
  return rows.map((row) => partNote.parse(row)).sort((a, b) => a.since - b.since);
}

/** Removes a note, unless rows were merged since it was read. */
export async function removeNote({ table }: Pick<NotePorts, 'table'>, note: PartNote): Promise<void> {
  await table.delete(keys.compaction(prefix + note.part), { attribute: 'stamp', equals: note.stamp });
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
