/**
 * export: files that are too large for one answer of the API. A message names a job; its row says how far it is. What a function cannot end in its time, it
 * hands on to the next by a message to itself, so there is no cap.
 */

import { questionFrom, writtenPages } from '../../api/exports/question.ts';
import type { ExportFiles } from '../../core/ports/exportFiles.ts';
import type { Queue } from '../../core/ports/queue.ts';
import { type ExportHint, enqueueExport, exportOf } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { eachMessage, type Stage } from '../../core/protocol/stage.ts';
import { advanceExport, type ExportJob, readExport } from '../../core/records/exportJob.ts';

export type ExportPorts = Pick<Ports, 'archive' | 'table' | 'search' | 'clock' | 'log'> & {
  files: ExportFiles;
  exports: Queue;
};

/** Characters of a piece, at least: more bytes than the 5 MB that S3 joins. */
const pieceCharacters = 8_000_000;
/** A function has 15 minutes; what it has begun by then, it ends. */
const enoughMilliseconds = 10 * 60_000;

export function exportStage(ports: ExportPorts, enough = enoughMilliseconds): Stage {
  return eachMessage('export', ports.log, (body) => work(ports, exportOf(body), ports.clock() + enough));
}

async function work(ports: ExportPorts, { id }: ExportHint, until: number): Promise<void> {
  const { table, files, clock } = ports;
  let job = await readExport(table, id);
  if (job === undefined || job.state === 'done') return; // the message came twice, or a week late
  const { format, selection, file } = await questionFrom(table, job.question);
  let text = job.pieces === 0 ? format.header : '';
  let { documents } = job;
  for await (const page of writtenPages(ports, selection, job.origin, format, job.position)) {
    text += page.text;
    documents += page.documents;
    if (text.length < pieceCharacters || page.position === undefined) continue;
    const next = await put(ports, job, text, { documents, position: page.position });
    if (next === undefined) return; // somebody else goes on
    job = next;
    text = '';
    if (clock() >= until) return enqueueExport(ports.exports, id);
  }
  const last = await put(ports, job, text, { documents });
  if (last === undefined) return;
  await files.join(id, last.pieces, file);
  await advanceExport(table, last, { state: 'done' });
}

async function put(
  ports: ExportPorts,
  job: ExportJob,
  text: string,
  more: Partial<ExportJob>,
): Promise<ExportJob | undefined> {
  await ports.files.put(job.id, job.pieces, text);
  const now = { ...more, pieces: job.pieces + 1, bytes: job.bytes + Buffer.byteLength(text) };
  return (await advanceExport(ports.table, job, now)) ? { ...job, ...now } : undefined;
}
