/** An export that is made apart: what is asked for, how far it is, and whose turn it is to go on. */
import * as z from 'zod';
import type { Item, Table } from '../ports/table.ts';
import { keys } from './keys.ts';

export const exportJob = z.object({
  id: z.string(),
  /** The path and the parameters that it answers, and the origin that addresses begin with. */
  question: z.string(),
  origin: z.string(),
  state: z.enum(['running', 'done']),
  /** Milliseconds since 1970. */
  begun: z.number(),
  documents: z.number().int(),
  /** Pieces that are put already, and where to go on after them. */
  pieces: z.number().int(),
  position: z.string().optional(),
  /** Of the file, once it is done. */
  bytes: z.number().int(),
});
export type ExportJob = z.infer<typeof exportJob>;

/** Rows and files go after this time; by then the news is another. */
export const exportDays = 7;

/** `false` where there is one of this id already. */
export async function createExportJob(
  table: Table,
  asked: Pick<ExportJob, 'id' | 'question' | 'origin'>,
  now: number,
): Promise<boolean> {
  const job: ExportJob = { ...asked, state: 'running', begun: now, documents: 0, pieces: 0, bytes: 0 };
  const expires = Math.floor(now / 1000) + exportDays * 24 * 3600;
  return table.put({ ...keys.exportJob(asked.id), ...job, expires }, { attribute: 'id', equals: undefined });
}

export async function readExportJob(table: Table, id: string): Promise<ExportJob | undefined> {
  const row: Item | undefined = await table.get(keys.exportJob(id), { consistent: true });
  return row === undefined ? undefined : exportJob.parse(row);
}

/** Notes how far it came. `false` where somebody else went on meanwhile: a message may come twice. */
export async function advanceExportJob(
  table: Table,
  before: ExportJob,
  now: Partial<ExportJob>,
): Promise<boolean> {
  return table.update(keys.exportJob(before.id), now, { attribute: 'pieces', equals: before.pieces });
}
