/** GET /v1/documents/{id}/reprints */
import * as z from 'zod';
import { printedAt } from '../../core/document/printedAt.ts';
import type { Content } from '../../core/document/record.ts';
import { bandsOf, leastResemblance, resemblance } from '../../core/document/signature.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { readDocumentsById, type StoredDocument } from '../../core/queries/documents.ts';
import { readPayload } from '../../core/records/archive.ts';
import type { SearchDependencies } from '../dependencies.ts';
import { readDocumentFromPath } from '../documents/documentFromPath.ts';
import { documentItem, toDocumentItem } from '../documents/documentItem.ts';
import { compareTexts, textChanges } from '../documents/textChanges.ts';
import { listSchema, pageOf, pageParameters, readPageCursor } from '../http/page.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

/**
 * One request reads and compares at most this many candidates, with at most this many characters together.
 */
const maxCandidates = 200;
const maxCharacters = 20_000_000;
const concurrentReads = 16;

const reprintItem = documentItem.extend({
  /** The published time if known to the day, otherwise the time of upload: RFC 3339, UTC. */
  printed: z.iso.datetime(),
  /** The share of four-word sequences in common with the requested document, which itself has 1. */
  resemblance: z.number(),
  /** From the requested document to this one; absent for the requested document. */
  changes: textChanges.optional(),
});
const reprintList = listSchema(reprintItem);

/** Time and document of a reprint, by which they are sorted. */
const reprintPosition = z.tuple([z.number(), z.string()]);
type ReprintPosition = z.infer<typeof reprintPosition>;

interface Reprint {
  document: StoredDocument;
  content: Content;
  /** Milliseconds since 1970. */
  printed: number;
  resemblance: number;
}

export const reprintsRoute = route(
  {
    path: '/v1/documents/:id/reprints',
    summary: 'Who printed the story of a document, in what order and with what changes.',
    parameters: pageParameters,
    responses: { [jsonMediaType]: reprintList },
  },
  async (c, params, dependencies: SearchDependencies) => {
    const { table, archive, cursorKeys } = dependencies;
    const { after, next } = await readPageCursor(c, cursorKeys, params, reprintPosition);
    const { document, archived: content } = await readDocumentFromPath(c, table, ({ applied }) =>
      readPayload(archive, applied.basis.payload),
    );
    const { reprints, unread } = await findReprints(dependencies, document, content);
    const rest = reprints.filter((each) => after === undefined || comesBefore(after, positionOf(each)));
    const { shown, last } = pageOf(rest, params.limit);
    return jsonResponse(c, reprintList, {
      items: await mapConcurrent(1, shown, (each) => toReprintItem(each, document, content)),
      next: next(last && positionOf(last)),
      partial: unread
        ? {
            read: reprints.length,
            message: 'There are more candidates than one request compares; the most likely were compared.',
          }
        : undefined,
    });
  },
);

/** All prints of the story, including the requested document, earliest first. */
async function findReprints(
  { search, table, archive }: SearchDependencies,
  document: StoredDocument,
  content: Content,
): Promise<{ reprints: Reprint[]; unread: boolean }> {
  const own: Reprint = { document, content, printed: printedTime(document), resemblance: 1 };
  if (content.signature === undefined) return { reprints: [own], unread: false };
  const { hits, more } = await search.nearDuplicates(bandsOf(content.signature), maxCandidates);
  const ids = hits.map(({ id }) => id).filter((id) => id !== document.doc);
  const candidates = (await readDocumentsById(table, ids)).filter((each) => each !== undefined);
  let characters = 0;
  const affordable = candidates.filter(({ counts }) => {
    characters += counts.characters;
    return characters <= maxCharacters;
  });
  const compared = await mapConcurrent(concurrentReads, affordable, async (other): Promise<Reprint[]> => {
    const otherContent = await readPayload(archive, other.applied.basis.payload);
    if (otherContent === undefined) return []; // replaced in the meantime
    const share = resemblance(content, otherContent);
    return share < leastResemblance
      ? []
      : [{ document: other, content: otherContent, printed: printedTime(other), resemblance: share }];
  });
  const reprints = [own, ...compared.flat()].sort((a, b) =>
    comesBefore(positionOf(a), positionOf(b)) ? -1 : 1,
  );
  return { reprints, unread: more || affordable.length < candidates.length };
}

const printedTime = ({ content, ingested }: StoredDocument): number => printedAt(content.published, ingested);

const positionOf = ({ printed, document }: Reprint): ReprintPosition => [printed, document.doc];

function comesBefore(a: ReprintPosition, b: ReprintPosition): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

async function toReprintItem(
  each: Reprint,
  document: StoredDocument,
  content: Content,
): Promise<z.infer<typeof reprintItem>> {
  return {
    ...toDocumentItem(each.document),
    printed: new Date(each.printed).toISOString(),
    resemblance: Math.round(each.resemblance * 1000) / 1000,
    changes: each.document.doc === document.doc ? undefined : await compareTexts(content, each.content),
  };
}
