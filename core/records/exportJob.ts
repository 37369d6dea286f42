/** An export that runs as a job: what it selects, and how far it has come. */
import * as z from 'zod';
import type { Table } from '../ports/table.ts';
import { keys } from './keys.ts';

const exportJob = z.object({
  id: z.string(),
  /** The path and parameters that the export answers. */
  question: z.string(),
  /** The origin of the API's URLs in the file. */
  origin: z.string(),
  state: z.enum(['running', 'done']),
  /** It only leads to this job, of an earlier hour, which is not done yet. */
  follows: z.exactOptional(z.string()),
  /** It was given up on. A state of its own could not be read by the version before. */
  failed: z.exactOptional(z.boolean()),
  /** Milliseconds since 1970; of the last time, if it was begun anew. */
  begun: z.number(),
  documents: z.number().int(),
  /** How often a part or a rest was stored: of two executions, only one gets further. */
  pieces: z.number().int(),
  /** The names of the parts, in their order. */
  names: z.array(z.string()),
  /** The name of what follows them and is too little for a part; '' if there is none. */
  rest: z.exactOptional(z.string()),
  /** Where to continue after all that is stored. */
  position: z.exactOptional(z.string()),
  /** All parts are stored: they are only to be joined. */
  complete: z.exactOptional(z.boolean()),
  /** The size of the file, once it is done. */
  bytes: z.number().int(),
});
export type ExportJob = z.infer<typeof exportJob>;

/** Rows and files of an export expire after this time, when the news has moved on. */
export const exportDays = 7;

/** When the row of a job that begins now expires, in seconds since 1970. */
const expiry = (now: number): number => Math.floor(now / 1000) + exportDays * 24 * 3600;

/** A job of which nothing is stored after this time may have no message: it was not sent, or is lost. */
const unheardMilliseconds = 20 * 60_000;

const mostMilliseconds = 24 * 3_600_000;

/**
 * Begins a job anew of which nobody has stored anything for long.
 *
 * @returns whether its message should be sent again
 */
export async function beginAgain(table: Table, job: ExportJob, now: number): Promise<boolean> {
  if (job.state !== 'running' || job.pieces > 0 || now - job.begun < unheardMilliseconds) return false;
  const row = { ...keys.exportJob(job.id), ...job, begun: now, expires: expiry(now) };
  return table.put(row, { attribute: 'pieces', equals: 0 });
}

/**
 * Whether who asks for a job's question again, in a later hour, should wait for it. One that has not ended
 * after a day may never end.
 */
export function goesOn(job: ExportJob, now: number): boolean {
  return job.state === 'running' && !job.failed && now - job.begun < mostMilliseconds;
}

/** Creates the row of an export. Returns `false` if one with this id exists. */
export async function createExportJob(
  table: Table,
  wanted: Pick<ExportJob, 'id' | 'question' | 'origin' | 'follows'>,
  now: number,
): Promise<boolean> {
  const job: ExportJob = {
    ...wanted,
    state: 'running',
    begun: now,
    documents: 0,
    pieces: 0,
    names: [],
    bytes: 0,
  };
  const row = { ...keys.exportJob(wanted.id), ...job, expires: expiry(now) };
  return table.put(row, { attribute: 'id', equals: undefined });
}

/** Reads an export's job, or that to which it leads; `undefined` if there is none, or it has expired. */
export async function readExportJob(table: Table, id: string): Promise<ExportJob | undefined> {
  const row = await table.get(keys.exportJob(id), { consistent: true });
  if (row === undefined) return undefined;
  const job = exportJob.parse(row);
  return job.follows === undefined ? job : readExportJob(table, job.follows);
}

/** Notes that an export was given up on: its client waits for it. */
export async function failExportJob(table: Table, id: string): Promise<void> {
  const job = await readExportJob(table, id);
  if (job?.state === 'running') await advanceExportJob(table, job, { failed: true });
}

/** Records progress. Returns `false` if another execution, after a duplicate message, did so first. */
export async function advanceExportJob(
  table: Table,
  before: ExportJob,
  progress: Partial<ExportJob>,
): Promise<boolean> {
  const condition = { attribute: 'pieces', equals: before.pieces };
  return table.update(keys.exportJob(before.id), progress, condition);
}
