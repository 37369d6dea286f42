/** GET /v1/documents/{id}/trace: where a document comes from, what was made of it, what it still waits for. */
import * as z from 'zod';
import { model } from '../../core/entities/annotate.ts';
import { codes, refuse } from '../../core/errors.ts';
import { readerVersion } from '../../core/formats/readerVersion.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import { deadLettersOf } from '../../core/quarantine/deadLetter.ts';
import { type ExplainedDocument, explainDocument } from '../../core/queries/explain.ts';
import { versionOutcomes, versionsOf } from '../../core/queries/versionOutcomes.ts';
import { claim as claimRow } from '../../core/records/claim.ts';
import type { From } from '../../core/records/document.ts';
import { keys } from '../../core/records/keys.ts';
import type { RecordsDeps } from '../deps.ts';
import { answer, json } from '../http/answer.ts';
import { notFound } from '../http/problem.ts';
import { pathPart, route } from '../http/route.ts';

/** A document of a feed may be in hundreds of files, and a file have hundreds of versions. */
const shownAtMost = 20;

const basis = z.object({ payload: z.string(), model: z.string() });
const version = z.object({
  version: z.string(),
  modified: z.string(),
  bytes: z.number().int(),
  state: z.enum(['current', 'earlier', 'deleted']),
  /** In plain words. */
  outcome: z.string(),
});
const source = z.object({
  key: z.string(),
  version: z.string(),
  part: z.string(),
  format: z.string(),
  charset: z.string(),
  payload: z.string(),
  modified: z.string(),
  /** The record is made of this one: the newest. */
  wins: z.boolean(),
  /** When its file was looked at last; absent where somebody is at it for the first time. */
  looked: z.string().optional(),
  versions: z.array(version),
  versionsTotal: z.number().int(),
});
const givenUp = z.object({
  code: z.enum(codes),
  message: z.string(),
  evidence: z.string(),
  remedy: z.string(),
  since: z.string(),
});
const traceAnswer = z.object({
  id: z.string(),
  /** What reads files now, and what annotates documents now. */
  reader: z.string(),
  model: z.string(),
  sources: z.array(source),
  sourcesTotal: z.number().int(),
  /** What the record is made of; absent where there is none (yet, or any more). */
  applied: basis.optional(),
  ingested: z.string().optional(),
  /** What records may be half written of. */
  pending: z.array(basis),
  counts: z.object({ characters: z.number(), entities: z.number(), mentions: z.number() }).optional(),
  deadLetters: z.array(givenUp),
  /** In plain words; empty where all is done. */
  waitsFor: z.array(z.string()),
});

const time = (milliseconds: number): string => new Date(milliseconds).toISOString();

export const documentTrace = route(
  {
    path: '/v1/documents/:id/trace',
    scope: 'operate',
    summary:
      'The life of a document: its sources and their versions, what came of each, models, times, and what it still waits for.',
    parameters: {},
    answers: { [json]: traceAnswer },
  },
  async (c, _asked, { table, inbox, archive }: RecordsDeps) => {
    const id = pathPart(c, 'id');
    const found = /^[0-9a-f]{32}$/.test(id)
      ? await explainDocument({ table, inbox, archive }, id)
      : undefined;
    if (found === undefined || (found.winner === undefined && found.meta === undefined))
      throw notFound('Nothing is known of a document with this id.');
    const { meta, waitsFor } = found;
    const sources = sourcesOf(found);
    const letters = await deadLettersOf(table, [id]);
    return answer(
      c,
      traceAnswer,
      omitUndefined({
        id,
        reader: readerVersion,
        model,
        sources: await Promise.all(
          sources
            .slice(0, shownAtMost)
            .map((each, i) => describeSource({ table, inbox, archive }, each, i === 0)),
        ),
        sourcesTotal: sources.length,
        applied: meta?.applied?.basis,
        ingested: meta?.ingested,
        pending: meta?.pending ?? [],
        counts: meta?.counts,
        deadLetters: letters.map(({ refusal, at }) => ({
          ...refuse(refusal.code, refusal.evidence),
          since: at,
        })),
        waitsFor,
      }),
    );
  },
);

/** The winner first. */
function sourcesOf({ winner, others }: ExplainedDocument): From[] {
  return winner === undefined ? others : [winner, ...others];
}

async function describeSource(
  ports: Pick<RecordsDeps, 'table' | 'inbox' | 'archive'>,
  { key, version: read, part, format, charset, payload, modified }: From,
  wins: boolean,
): Promise<z.infer<typeof source>> {
  const row = await ports.table.get(keys.claim(key), { consistent: true });
  const claim = row === undefined ? undefined : claimRow.parse(row);
  const all = await versionsOf(ports.inbox, key);
  const versions = await versionOutcomes(ports, all, claim, shownAtMost);
  return omitUndefined({
    key,
    version: read,
    part,
    format,
    charset,
    payload,
    modified: time(modified),
    wins,
    looked: claim?.at,
    versions: versions.map((each) => ({
      version: each.version,
      modified: time(each.modified),
      bytes: each.size,
      state: each.deleted ? ('deleted' as const) : each.latest ? ('current' as const) : ('earlier' as const),
      outcome: each.outcome,
    })),
    versionsTotal: all.length,
  });
}
