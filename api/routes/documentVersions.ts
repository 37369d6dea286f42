/** GET /v1/documents/{id}/versions */
import * as z from 'zod';
import { codes } from '../../core/errors.ts';
import type { RecordsDeps } from '../deps.ts';
import { readVersions, type VersionSeen } from '../documentVersions.ts';
import { answer, json } from '../http/answer.ts';
import { listOf, pageOf, pageParameters } from '../http/page.ts';
import { parameterProblem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { readNamed } from '../namedDocument.ts';
import { changes, changesOf } from '../textChanges.ts';

const versionItem = z.object({
  /** Of the object in the bucket. */
  key: z.string(),
  version: z.string(),
  /** When it was put, or the key deleted: RFC 3339. */
  modified: z.iso.datetime(),
  bytes: z.number().int(),
  state: z.enum(['current', 'earlier', 'deleted']),
  /** What it says of the document; without it the version does not hold it. */
  payload: z.string().optional(),
  /** Why it cannot be read. */
  refusal: z.object({ code: z.enum(codes), message: z.string() }).optional(),
  /** `since` is the version that this one is compared with. */
  changes: changes.extend({ since: z.string() }).optional(),
});

export const versionList = listOf(versionItem);

/** The last version shown. */
const versionPosition = z.string().min(1);

export const documentVersions = route(
  {
    path: '/v1/documents/:id/versions',
    summary: 'The versions of a document in the bucket, the newest first, with what changed.',
    parameters: pageParameters,
    answers: { [json]: versionList },
  },
  async (c, asked, { table, inbox, read, cursorKeys }: RecordsDeps) => {
    const { after, next } = await pageOf(c, cursorKeys, asked, versionPosition);
    const { document } = await readNamed(c, table, async (found) => found);
    const source = { key: document.provenance.key, doc: document.doc };
    const page = await readVersions({ inbox, read }, source, { after, limit: asked.limit });
    if (page === undefined)
      throw parameterProblem('cursor', 'The version that the page before ended with is gone; begin again.');
    const last = page.versions.at(-1)?.version.version;
    return answer(c, versionList, {
      items: page.versions.map(itemOf),
      next: next(page.more ? last : undefined),
      partial:
        page.gaveUpAfter === undefined
          ? undefined
          : { read: page.versions.length, message: sentenceFor(page.gaveUpAfter) },
    });
  },
);

function sentenceFor(bytes: number): string {
  return `The page is short, since its versions have ${bytes} bytes; \`next\` goes on from there.`;
}

function itemOf({ version, said, refusal, before }: VersionSeen): z.infer<typeof versionItem> {
  return {
    key: version.key,
    version: version.version,
    modified: new Date(version.modified).toISOString(),
    bytes: version.size,
    state: version.deleted ? 'deleted' : version.latest ? 'current' : 'earlier',
    payload: said?.payload,
    refusal: refusal && { code: refusal.code, message: refusal.message },
    changes: said &&
      before?.said && { since: before.version.version, ...changesOf(before.said.content, said.content) },
  };
}
