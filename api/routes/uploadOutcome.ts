/** GET /v1/uploads: what became of a file that somebody uploaded. */
import * as z from 'zod';
import { refuse } from '../../core/errors.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import { fileStates, readFileOutcome } from '../../core/queries/fileOutcome.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { notFound } from '../http/problem.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';
import { explainedRefusal } from './quarantine.ts';
import { checkUploadPrefix, keyParameter } from './uploads.ts';

/** A container may have thousands. */
const mostListed = 20;

const uploadOutcome = z.object({
  key: z.string(),
  state: z.enum(fileStates),
  /** How many documents the file has. */
  documents: z.number().int(),
  /** Those of them that can be read, at most 20. */
  items: z.array(z.object({ id: z.string(), title: z.string() })),
  /** How many of its members were refused while others were read; `/v1/quarantine` lists them. */
  refusedParts: z.number().int(),
  /** How many entries it has, if it is a file of the authority. */
  entries: z.number().int().optional(),
  /** Why it was refused, or given up on, and what helps. */
  refusal: explainedRefusal.optional(),
});

export const uploadOutcomeRoute = route(
  {
    path: '/v1/uploads',
    sharesPath: true,
    scope: 'upload',
    summary: 'What became of an uploaded file: its documents, or why it was refused and what helps.',
    parameters: { key: keyParameter },
    responses: { [jsonMediaType]: uploadOutcome },
  },
  async (c, { key }, { inbox, archive, table, codeVersions }: RecordsDependencies) => {
    checkUploadPrefix(c, key);
    const ports = { inbox, archive, table, ...(codeVersions && { codeVersions }) };
    const outcome = await readFileOutcome(ports, key, mostListed);
    if (outcome === undefined) throw notFound('There is no file with this key, and there was none.');
    const { listed, refusal, ...rest } = outcome;
    const answer = omitUndefined({
      key,
      ...rest,
      items: listed.map(({ doc, title }) => ({ id: doc, title })),
      refusal: refusal && refuse(refusal.code, refusal.evidence),
    });
    return jsonResponse(c, uploadOutcome, answer, { noStore: true });
  },
);
