/** GET /v1/documents/{id}/versions */
import * as z from 'zod';
import { refusalCode } from '../../core/document/refusalCode.ts';
import type { Table } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { keys as rowKeys } from '../../core/records/keys.ts';
import { sourcesOf } from '../../core/records/sources.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { readDocumentFromPath } from '../documents/documentFromPath.ts';
import { compareTexts, textChanges } from '../documents/textChanges.ts';
import { type DocumentVersion, readVersionPage } from '../documents/versionHistory.ts';
import { listSchema, pageParameters, readPageCursor } from '../http/page.ts';
import { parameterProblem } from '../http/problem.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const versionItem = z.object({
  /** The key of the object in the bucket. */
  key: z.string(),
  version: z.string(),
  /** When the version was uploaded, or the key deleted: RFC 3339. */
  modified: z.iso.datetime(),
  bytes: z.number().int(),
  state: z.enum(['current', 'earlier', 'deleted']),
  /** Hash of the document's content; absent if the version does not contain the document. */
  payload: z.string().optional(),
  /** The version was not read in time, see `partial`. */
  unread: z.literal(true).optional(),
  /** Why the version cannot be read. */
  refusal: z.object({ code: refusalCode, message: z.string() }).optional(),
  /** `since` is the version that this one is compared with. */
  changes: textChanges.extend({ since: z.string() }).optional(),
});

const versionList = listSchema(versionItem);

/** The key and the name of the last version shown. */
const versionPosition = z.tuple([z.string(), z.string().min(1)]);

/** Files that hold the document, whose versions are listed. */
const mostKeys = 20;
/** Rows that name such files; removed ones stay for a while. */
const mostSourceRows = 200;

export const documentVersionsRoute = route(
  {
    path: '/v1/documents/:id/versions',
    summary: 'The versions of a document in the files that hold it, with what changed.',
    parameters: pageParameters,
    responses: { [jsonMediaType]: versionList },
  },
  async (c, params, { table, inbox, versions: reader, cursorKeys }: RecordsDependencies) => {
    const { after, next } = await readPageCursor(c, cursorKeys, params, versionPosition);
    const { document } = await readDocumentFromPath(c, table, async (found) => found);
    const { doc, provenance } = document;
    const keys = await keysOf(table, doc, provenance.key);
    const shown = { keys: keys.slice(0, mostKeys), doc };
    const page = await readVersionPage({ inbox, versions: reader }, shown, { after, limit: params.limit });
    if (page === undefined)
      throw parameterProblem(
        'cursor',
        'The last version of the previous page is gone; start without a cursor.',
      );
    const { versions, more, gaveUpAfter } = page;
    const last = more ? versions.at(-1)?.version : undefined;
    return jsonResponse(c, versionList, {
      items: await mapConcurrent(1, versions, (each) => toVersionItem(each, provenance.key)),
      next: next(last && [last.key, last.version]),
      partial: partialNotice(versions, gaveUpAfter, keys.length > mostKeys),
    });
  },
);

/** The keys of the files that hold a document: the one that it is made from, then in the order of sources. */
async function keysOf(table: Table, doc: string, winner: string): Promise<string[]> {
  const query = { pk: rowKeys.document(doc).pk, prefix: 'FROM#', limit: mostSourceRows };
  const sources = sourcesOf((await table.query(query)).items);
  return [...new Set([winner, ...sources.map(({ key }) => key)])];
}

function partialNotice(
  versions: readonly DocumentVersion[],
  gaveUpAfter: number | undefined,
  lacksKeys: boolean,
) {
  const unread = versions.filter((each) => each.unread).length;
  const messages = [
    ...(lacksKeys ? [`More than ${mostKeys} files hold the document; the newest are listed.`] : []),
    ...(unread === 0 ? [] : [`Not read in time: ${unread}; the same request in some seconds finds more.`]),
    ...(gaveUpAfter === undefined
      ? []
      : [`The page ends after ${gaveUpAfter} bytes of versions; \`next\` continues from there.`]),
  ];
  return messages.length === 0 ? undefined : { read: versions.length - unread, message: messages.join(' ') };
}

/** @param winner the key of the file that the document is made from */
async function toVersionItem(
  { version, document, refusal, unread, previous }: DocumentVersion,
  winner: string,
): Promise<z.infer<typeof versionItem>> {
  const isCurrent = version.latest && version.key === winner;
  return {
    key: version.key,
    version: version.version,
    modified: new Date(version.modified).toISOString(),
    bytes: version.size,
    state: version.deleted ? 'deleted' : isCurrent ? 'current' : 'earlier',
    payload: document?.payload,
    unread,
    refusal: refusal && { code: refusal.code, message: refusal.message },
    changes: document &&
      previous?.document && {
        since: previous.version.version,
        ...(await compareTexts(previous.document.content, document.content)),
      },
  };
}
