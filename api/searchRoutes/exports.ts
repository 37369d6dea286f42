/** GET /v1/exports */

import * as z from 'zod';
import { hash } from '../../core/hash.ts';
import type { ExportFiles } from '../../core/ports/exportFiles.ts';
import type { Queue } from '../../core/ports/queue.ts';
import type { SearchListing } from '../../core/ports/searchListing.ts';
import { enqueueExport } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import {
  beginAgain,
  createExportJob,
  type ExportJob,
  goesOn,
  readExportJob,
} from '../../core/records/exportJob.ts';
import type { ExportDelivery, SearchDependencies } from '../dependencies.ts';
import { exportPages } from '../exports/exportPages.ts';
import { exportParameters, toExportQuery } from '../exports/exportQuery.ts';
import { exportFormats } from '../exports/formats.ts';
import { HttpProblem } from '../http/problem.ts';
import { fileStreamResponse, jsonMediaType, jsonResponse, redirectResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const exportProgress = z.object({
  state: z.literal('running'),
  documents: z.number().int(),
  begun: z.iso.datetime(),
});

export const exportRoute = route(
  {
    path: '/v1/exports',
    summary:
      'All documents that a search or filters find, as JSON lines, CSV, ninjs, JSON-LD, FollowTheMoney or Web Annotations.',
    parameters: exportParameters,
    responses: Object.fromEntries(
      Object.values(exportFormats).map(({ mediaType }) => [mediaType, z.string()]),
    ),
    pendingResponse: exportProgress,
  },
  async (c, params, dependencies: SearchDependencies) =>
    dependencies.deliver(c, await toExportQuery(dependencies, params), dependencies),
);

/** Delivers the file in the response itself. For servers that do not limit the size or time of a response. */
export function streamExport(search: SearchListing): ExportDelivery {
  return (c, query, dependencies) => {
    async function* text(): AsyncGenerator<string, void> {
      if (query.format.header !== '') yield query.format.header;
      for await (const page of exportPages({ ...dependencies, search }, query, dependencies.origin(c)))
        if (page.text !== '') yield page.text;
    }
    return fileStreamResponse(c, query.file.mediaType, query.file.name, text());
  };
}

/** Where nothing is exported: in a command, and over a table that lists nothing. */
export const noExport: ExportDelivery = () => {
  throw new HttpProblem(403, { detail: 'Only a server exports documents.' });
};

/** The same request within this time leads to the same file. */
const reuseMilliseconds = 3_600_000;
const retryAfterSeconds = 5;

/** Exports that wait or are written: few are written at once, and one of a large archive takes hours. */
const mostExports = 50;
const fullRetryAfterSeconds = 60;

const exportFailed =
  'The export failed several times and was given up on; the operators of this installation are notified. ' +
  'After the time in Retry-After, the same request begins it again.';

/** @throws HttpProblem 503 if so many others are to be written that this one would not begin for long */
async function checkRoom(exports: Queue): Promise<void> {
  const { pending } = await exports.depth();
  if (pending < mostExports) return;
  const detail = `${pending} exports are being written or wait for that; ask again when some are done.`;
  throw new HttpProblem(503, { detail }, { 'retry-after': String(fullRetryAfterSeconds) });
}

/**
 * Delivers the file through a job that the `export` function runs. The response reports the progress; once
 * the file is complete, the same request is redirected to it. In the next period, the same request waits for
 * a job that still runs, and begins one anew that was given up on.
 */
export function exportAsJob({ files, exports }: { files: ExportFiles; exports: Queue }): ExportDelivery {
  return async (c, { file }, { table, clock, origin: originOf }) => {
    const { pathname, search } = new URL(c.req.url);
    const asked = { question: pathname + search, origin: originOf(c) };
    const idAt = (time: number) =>
      hash('export', asked.origin, asked.question, String(Math.floor(time / reuseMilliseconds)));
    const id = idAt(clock());
    let job = await readExportJob(table, id);
    if (job?.state === 'done') return redirectResponse(c, await files.address(job.id, file), 303);
    if (job?.failed) {
      const retryAfter = String(Math.ceil((reuseMilliseconds - (clock() % reuseMilliseconds)) / 1000));
      throw new HttpProblem(503, { detail: exportFailed }, { 'retry-after': retryAfter });
    }
    if (job === undefined) {
      const earlier = await readExportJob(table, idAt(clock() - reuseMilliseconds));
      await beginJob({ table, exports, clock }, { id, ...asked }, earlier);
      job = await readExportJob(table, id);
    } else if (await beginAgain(table, job, clock())) await enqueueExport(exports, job.id);
    const progress = {
      state: 'running' as const,
      documents: job?.documents ?? 0,
      begun: new Date(job?.begun ?? clock()).toISOString(),
    };
    return jsonResponse(c, exportProgress, progress, {
      noStore: true,
      type: jsonMediaType,
      retryAfterSeconds,
    });
  };
}

/** @param earlier the job of the period before; while it goes on, the new one only waits for its file */
async function beginJob(
  { table, exports, clock }: Pick<Ports, 'table' | 'clock'> & { exports: Queue },
  asked: { id: string; question: string; origin: string },
  earlier: ExportJob | undefined,
): Promise<void> {
  if (earlier !== undefined && goesOn(earlier, clock())) {
    await createExportJob(table, { ...asked, follows: earlier.id }, clock());
    return;
  }
  await checkRoom(exports);
  await createExportJob(table, asked, clock());
  await enqueueExport(exports, asked.id);
}
