/**
 * The row of the sweep: who is sweeping, and how far the pass has come. The lease and the place are one row,
 * so a sweep that has lost its lease cannot note a place either.
 */
import * as z from 'zod';
import type { Table } from '../ports/table.ts';
import { keys } from './keys.ts';

const key = z.object({ pk: z.string(), sk: z.string() });

/** The parts of a pass, in their order. */
export const sweepParts = ['bucket', 'table', 'archive', 'search', 'documents', 'end'] as const;

/** Where the next step begins. */
const sweepPlace = z.object({
  part: z.enum(sweepParts),
  /** `bucket`, `search`: the page to read next. */
  cursor: z.exactOptional(z.string()),
  /** `table`: the last row that was read, and whether more rows of its partition follow. */
  after: z.exactOptional(key),
  inside: z.exactOptional(z.boolean()),
  /** `archive`, `documents`: hexadecimal digits with which the names of the slice begin. */
  prefix: z.exactOptional(z.string()),
});
export type SweepPlace = z.infer<typeof sweepPlace>;

/** An interrupted erasure that the pass continues. */
const erasing = z.object({
  /** The key of its record in the archive. */
  record: z.string(),
  /** Every execution that the erasure must wait for has ended: the pass removes what is left. */
  ready: z.boolean(),
  /** The pass has met rows that the stages still have to remove. */
  unfinished: z.boolean(),
});

/** How many documents each model has annotated, and how many files each reader has read. */
const madeBy = z.object({
  models: z.record(z.string(), z.number().int()),
  readers: z.record(z.string(), z.number().int()),
});
export type MadeBy = z.infer<typeof madeBy>;

const sweepPass = z.object({
  /** Names the files in which the pass collects what it finds. */
  id: z.string(),
  /** When it began, milliseconds since 1970. */
  began: z.number(),
  place: sweepPlace,
  /** How many steps were noted; the files of a step have its number. */
  step: z.number().int(),
  /** How often an invocation began at this step. */
  attempts: z.number().int(),
  /** Documents that are there, rather than removed. */
  present: z.number().int().default(0),
  made: madeBy.default({ models: {}, readers: {} }),
  /** How much it has collected: references to objects of the archive, documents, and search rows. */
  references: z.number().int(),
  documents: z.number().int(),
  searchRows: z.number().int(),
  /** Partitions that it could not compare. */
  unread: z.number().int(),
  /** Documents whose search row it found missing or older than META. */
  unindexed: z.number().int(),
  erasing: z.array(erasing),
});
export type SweepPassState = z.infer<typeof sweepPass>;

export const sweepState = z.object({
  token: z.number().int(),
  /** Distinguishes a holder whose own write was repeated from another one. */
  holder: z.string(),
  /** The lease ends then, milliseconds since 1970; 0 if nobody holds it. */
  until: z.number(),
  epoch: z.string(),
  pass: z.exactOptional(sweepPass),
  /** When the last pass began that has ended. */
  lastBegan: z.exactOptional(z.number()),
  /** How many passes have ended. */
  passes: z.number().int(),
  /** How many documents the last one met. */
  documents: z.number().int(),
  /** How many were there, and when that pass began: what the next passes are compared with. */
  counted: z.exactOptional(z.object({ documents: z.number().int(), at: z.number() })),
  /** What the last pass that ended has found of that. */
  made: z.exactOptional(madeBy),
  /**
   * Passes that ended before: an object is removed if none of them found a reference to it. Their files are
   * still there.
   */
  earlier: z.array(
    z.object({ id: z.string(), began: z.number(), ended: z.number(), references: z.number().int() }),
  ),
});
export type SweepState = z.infer<typeof sweepState>;

/** `undefined` if no sweep has begun yet, or another version of Dateline wrote the row. */
export async function readSweepState(table: Table): Promise<SweepState | undefined> {
  return sweepState.safeParse(await table.get(keys.sweep)).data;
}

/** What the last pass that ended has found of models and readers; `undefined` if none has ended yet. */
export async function readMadeBy(table: Table): Promise<MadeBy | undefined> {
  return (await readSweepState(table))?.made;
}
