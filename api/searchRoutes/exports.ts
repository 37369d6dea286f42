/** GET /v1/exports */

import type { Context } from 'hono';
import * as z from 'zod';
import { hash } from '../../core/hash.ts';
import type { ExportFiles } from '../../core/ports/exportFiles.ts';
import type { Queue } from '../../core/ports/queue.ts';
import { enqueueExport } from '../../core/protocol/messages.ts';
import { beginExport, readExport } from '../../core/records/exportJob.ts';
import type { Delivery, SearchDeps } from '../deps.ts';
import { exportFormats } from '../exports/formats.ts';
import { exportParameters, questionOf, writtenPages } from '../exports/question.ts';
import { answer, answerStream, json } from '../http/answer.ts';
import { route } from '../http/route.ts';

export const exportProgress = z.object({
  state: z.literal('running'),
  documents: z.number().int(),
  begun: z.iso.datetime(),
});

export const exportRoute = route(
  {
    path: '/v1/exports',
    summary:
      'All documents that a search or filters find, whole: as JSON lines, CSV, ninjs, JSON-LD, FollowTheMoney or Web Annotations.',
    parameters: exportParameters,
    answers: Object.fromEntries(Object.values(exportFormats).map(({ mediaType }) => [mediaType, z.string()])),
    later: exportProgress,
  },
  async (c, asked, deps: SearchDeps) => deps.deliver(c, await questionOf(deps.table, asked), deps),
);

/** In this answer, however long it is: where nothing bounds an answer. */
export const streamExport: Delivery = (c, { format, selection, file }, deps) => {
  async function* text(): AsyncGenerator<string, void> {
    if (format.header !== '') yield format.header;
    for await (const page of writtenPages(deps, selection, originOf(c), format))
      if (page.text !== '') yield page.text;
  }
  return answerStream(c, file.mediaType, file.name, text());
};

/** A question is exported once in this time; who asks again meanwhile gets the same file. */
const freshMilliseconds = 3_600_000;
const retrySeconds = 5;

/** Made apart, by the `export` function: asked again, it says how far it is, and in the end where the file lies. */
export function exportAsJob({ files, exports }: { files: ExportFiles; exports: Queue }): Delivery {
  return async (c, { file }, { table, clock }) => {
    const { pathname, search } = new URL(c.req.url);
    const question = pathname + search;
    const id = hash('export', originOf(c), question, String(Math.floor(clock() / freshMilliseconds)));
    let job = await readExport(table, id);
    if (job?.state === 'done')
      return c.body(null, 303, { location: await files.address(id, file), 'cache-control': 'no-store' });
    if (job === undefined) {
      await beginExport(table, { id, question, origin: originOf(c) }, clock());
      await enqueueExport(exports, id);
      job = await readExport(table, id);
    }
    const progress = {
      state: 'running' as const,
      documents: job?.documents ?? 0,
      begun: new Date(job?.begun ?? clock()).toISOString(),
    };
    return answer(c, exportProgress, progress, {
      noStore: true,
      type: json,
      retryAfterSeconds: retrySeconds,
    });
  };
}

function originOf(c: Context): string {
  return new URL(c.req.url).origin;
}
