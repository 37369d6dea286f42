/**
 * GET /v1/documents/{id}/trace: where a document comes from, what became of it, and what it still waits for.
 */
import * as z from 'zod';
import { documentIdPattern } from '../../core/document/documentIdentity.ts';
import { annotation as annotationSchema } from '../../core/entities/annotation.ts';
import { refuse } from '../../core/errors.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import { readDeadLetters } from '../../core/quarantine/deadLetter.ts';
import { type ExplainedDocument, explainDocument } from '../../core/queries/explain.ts';
import { readVersionOutcomes, readVersions } from '../../core/queries/versionOutcomes.ts';
import { claim as claimRow } from '../../core/records/claim.ts';
import type { DocumentSource } from '../../core/records/document.ts';
import { keys } from '../../core/records/keys.ts';
import { versionsOf } from '../../core/reprocessing/reprocessing.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { notFound } from '../http/problem.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { pathPart, route } from '../http/route.ts';
import { explainedRefusal } from './quarantine.ts';

/**
 * Sources, and versions of each: a feed item may be in hundreds of files, and a file may have hundreds of
 * versions.
 */
const maxShown = 20;

const basis = z.object({ payload: z.string(), model: z.string() });
const versionSchema = z.object({
  version: z.string(),
  modified: z.string(),
  bytes: z.number().int(),
  state: z.enum(['current', 'earlier', 'deleted']),
  /** What came of the version, in plain words. */
  outcome: z.string(),
});
const sourceSchema = z.object({
  key: z.string(),
  version: z.string(),
  part: z.string(),
  format: z.string(),
  charset: z.string(),
  payload: z.string(),
  modified: z.string(),
  /** Whether the record is made of this source: the newest one wins. */
  wins: z.boolean(),
  /** When the file was last handled; absent while it is handled for the first time. */
  looked: z.string().optional(),
  versions: z.array(versionSchema),
  versionsTotal: z.number().int(),
});
const deadLetterSchema = explainedRefusal.extend({ since: z.string() });
const traceSchema = z.object({
  id: z.string(),
  /** The current versions of the reader, which parses files, and of the model, which annotates documents. */
  reader: z.string(),
  model: z.string(),
  sources: z.array(sourceSchema),
  sourcesTotal: z.number().int(),
  /** The payload and model that the record is made of; absent if there is no record yet, or no longer. */
  applied: basis.optional(),
  ingested: z.string().optional(),
  /** Payloads and models that rows may be partly written from. */
  pending: z.array(basis),
  counts: z.object({ characters: z.number(), entities: z.number(), mentions: z.number() }).optional(),
  /** If the text was too long to be annotated whole: how much of it was, in UTF-16 units. */
  annotated: annotationSchema.shape.annotated,
  /** If annotation failed for good: why the document has no entities. */
  failed: annotationSchema.shape.failed,
  deadLetters: z.array(deadLetterSchema),
  /** The work still to be done, in plain words. */
  waitsFor: z.array(z.string()),
});

const toIso = (milliseconds: number): string => new Date(milliseconds).toISOString();

export const documentTraceRoute = route(
  {
    path: '/v1/documents/:id/trace',
    scope: 'operate',
    summary:
      'The history of a document: its sources and their versions, what came of each, models, times, and pending work.',
    parameters: {},
    responses: { [jsonMediaType]: traceSchema },
  },
  async (c, _params, { table, inbox, archive, codeVersions }: RecordsDependencies) => {
    const id = pathPart(c, 'id');
    const ports = { table, inbox, archive, ...(codeVersions && { codeVersions }) };
    const explained = documentIdPattern.test(id) ? await explainDocument(ports, id) : undefined;
    if (explained === undefined || (explained.winner === undefined && explained.meta === undefined))
      throw notFound('There is no record of a document with this id.');
    const { meta, annotation, waitsFor } = explained;
    const sources = winnerFirst(explained);
    const deadLetters = await readDeadLetters(table, [id]);
    return jsonResponse(
      c,
      traceSchema,
      omitUndefined({
        id,
        ...versionsOf(ports),
        sources: await Promise.all(
          sources.slice(0, maxShown).map((each, i) => describeSource(ports, each, i === 0)),
        ),
        sourcesTotal: sources.length,
        applied: meta?.applied?.basis,
        ingested: meta?.ingested,
        pending: meta?.pending ?? [],
        counts: meta?.counts,
        annotated: annotation?.annotated,
        failed: annotation?.failed,
        deadLetters: deadLetters.map(({ refusal, at }) => ({
          ...refuse(refusal.code, refusal.evidence),
          since: at,
        })),
        waitsFor,
      }),
    );
  },
);

function winnerFirst({ winner, others }: ExplainedDocument): DocumentSource[] {
  return winner === undefined ? others : [winner, ...others];
}

async function describeSource(
  ports: Pick<RecordsDependencies, 'table' | 'inbox' | 'archive'>,
  { key, version: read, part, format, charset, payload, modified }: DocumentSource,
  wins: boolean,
): Promise<z.infer<typeof sourceSchema>> {
  const row = await ports.table.get(keys.claim(key), { consistent: true });
  const claim = row === undefined ? undefined : claimRow.parse(row);
  const all = await readVersions(ports.inbox, key);
  const versions = await readVersionOutcomes(ports, all, claim, maxShown);
  return omitUndefined({
    key,
    version: read,
    part,
    format,
    charset,
    payload,
    modified: toIso(modified),
    wins,
    looked: claim?.at,
    versions: versions.map((each) => ({
      version: each.version,
      modified: toIso(each.modified),
      bytes: each.size,
      state: each.deleted ? ('deleted' as const) : each.latest ? ('current' as const) : ('earlier' as const),
      outcome: each.outcome,
    })),
    versionsTotal: all.length,
  });
}
