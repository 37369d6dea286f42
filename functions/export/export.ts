/**
 * export: writes export files that are too large for one API response. A message names a job, and the job's
 * row holds its progress. When its time is up, an execution postpones the message, and the next one
 * continues. So a file may have as many pieces as S3 joins, some 240 GB.
 */

import { exportPages } from '../../api/exports/exportPages.ts';
import { type ExportQuery, parseExportUrl } from '../../api/exports/exportQuery.ts';
import { hash } from '../../core/hash.ts';
import type { ExportFiles } from '../../core/ports/exportFiles.ts';
import type { SearchListing } from '../../core/ports/searchListing.ts';
import { type ExportMessage, parseExportMessage } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { eachMessage, Postponed, type Stage } from '../../core/protocol/stage.ts';
import type { ReadAuthority } from '../../core/queries/authority.ts';
import { advanceExportJob, type ExportJob, readExportJob } from '../../core/records/exportJob.ts';

export type ExportPorts = Pick<Ports, 'archive' | 'table' | 'clock' | 'log'> & {
  search: SearchListing;
  files: ExportFiles;
  authority: ReadAuthority;
};

/**
 * Minimum characters of a piece. In bytes this exceeds the 5 MB that S3 requires of a part of a multipart
 * upload. S3 joins no more than 10,000 parts, so later pieces have more.
 */
const pieceCharacters = (pieces: number): number => 8_000_000 * (1 + Math.floor(pieces / 2_000));
/** S3 takes minutes to join more pieces: that is left to an execution that has all of its time for it. */
const joinedInPassing = 500;
/**
 * How long an execution works before it leaves the rest to the next one. Lambda allows 15 minutes; a page
 * takes far less than 5.
 */
const workMilliseconds = 10 * 60_000;

/** @param milliseconds how long an execution works before it leaves the rest to the next one */
export function exportStage(ports: ExportPorts, milliseconds = workMilliseconds): Stage {
  return eachMessage('export', ports.log, (body) =>
    continueExport(ports, parseExportMessage(body), ports.clock() + milliseconds),
  );
}

async function continueExport(ports: ExportPorts, { id }: ExportMessage, until: number): Promise<void> {
  const { table, files } = ports;
  const job = await readExportJob(table, id);
  // A duplicate message, or one that arrived after the job expired.
  if (job === undefined || job.state === 'done') return;
  const query = await parseExportUrl(ports, job.question);
  // The execution that wrote them may have died while it joined them: nothing is written a second time.
  const last = job.complete ? job : await writePieces(ports, job, query, until);
  if (last === undefined) return; // another execution works on the job
  if (!job.complete && last.names.length > joinedInPassing) throw new Postponed(0, 'its time is up');
  await files.join(last.id, last.names, query.file);
  await advanceExportJob(table, last, { state: 'done' });
  // What stays if this fails expires with the export.
  await files.removePieces(last.id, last.names);
}

/** @returns the job with all its pieces; `undefined` if another execution has advanced it */
async function writePieces(
  ports: ExportPorts,
  begun: ExportJob,
  query: ExportQuery,
  until: number,
): Promise<ExportJob | undefined> {
  let job = begun;
  let text = job.pieces === 0 ? query.format.header : '';
  if (job.rest) text = await ports.files.get(job.id, job.rest);
  let { documents } = job;
  for await (const page of exportPages(ports, query, job.origin, job.position)) {
    text += page.text;
    documents += page.documents;
    const isFull = text.length >= pieceCharacters(job.pieces);
    if (page.position === undefined || !(isFull || ports.clock() >= until)) continue;
    const store = isFull ? putPiece : putRest;
    const next = await store(ports, job, text, { documents, position: page.position });
    if (next === undefined) return undefined;
    if (ports.clock() >= until) throw new Postponed(0, 'its time is up');
    job = next;
    text = '';
  }
  return putPiece(ports, job, text, { documents, complete: true });
}

/** @returns the advanced job; `undefined` if another execution has advanced it */
async function putPiece(
  ports: ExportPorts,
  job: ExportJob,
  text: string,
  progress: Partial<ExportJob>,
): Promise<ExportJob | undefined> {
  // If what was left to write has gone, there is nothing to store: S3 joins no empty piece to others.
  const isEmpty = text === '' && job.names.length > 0;
  const names = isEmpty ? [] : [await putText(ports, job, text)];
  return advance(ports, job, {
    ...progress,
    names: [...job.names, ...names],
    rest: '',
    bytes: job.bytes + Buffer.byteLength(text),
  });
}

/**
 * Stores what is too little for a piece when the time is up: an export that finds few documents in a large
 * archive has no full piece for long. Rests expire with the export.
 */
async function putRest(
  ports: ExportPorts,
  job: ExportJob,
  text: string,
  progress: Partial<ExportJob>,
): Promise<ExportJob | undefined> {
  return advance(ports, job, { ...progress, rest: text === '' ? '' : await putText(ports, job, text) });
}

/**
 * The name has the hash of the text: another execution, whose message is a duplicate, may have other
 * documents in its text, and must not replace the one whose end this job notes.
 */
async function putText({ files }: ExportPorts, { id, pieces }: ExportJob, text: string): Promise<string> {
  const name = `${String(pieces).padStart(5, '0')}-${hash(text).slice(0, 12)}`;
  await files.put(id, name, text);
  return name;
}

async function advance(
  { table }: ExportPorts,
  job: ExportJob,
  progress: Partial<ExportJob>,
): Promise<ExportJob | undefined> {
  const advanced = { ...progress, pieces: job.pieces + 1 };
  return (await advanceExportJob(table, job, advanced)) ? { ...job, ...advanced } : undefined;
}
