/** GET /v1/documents/{id}/reprints */
import pLimit from 'p-limit';
import * as z from 'zod';
import { span } from '../../core/dates/range.ts';
import { type Content, dayOf } from '../../core/document/record.ts';
import { bandsOf, resemblance } from '../../core/document/signature.ts';
import { readEach, type StoredDocument } from '../../core/queries/documents.ts';
import { readPayload } from '../../core/records/archive.ts';
import type { SearchDeps } from '../deps.ts';
import { documentItem, itemOf } from '../documentItem.ts';
import { answer, json } from '../http/answer.ts';
import { listOf, pageOf, pageParameters } from '../http/page.ts';
import { route } from '../http/route.ts';
import { readNamed } from '../namedDocument.ts';
import { changes, changesOf } from '../textChanges.ts';

/** Two bodies that share at least this much of their four-word sequences are prints of one story. */
export const leastResemblance = 0.5;

/** Candidates that are read and compared, and the characters read for it, at most. */
const mostCandidates = 200;
const mostCharacters = 20_000_000;
const readAtOnce = 16;

export const print = documentItem.extend({
  /** When it was printed: the published time where it is known to the day, else the time it was put. RFC 3339, UTC. */
  printed: z.iso.datetime(),
  /** The share of four-word sequences that it has in common with the document asked about: 1 for that document itself. */
  resemblance: z.number(),
  /** From the document asked about to this one; absent for that document itself. */
  changes: changes.optional(),
});
export const printList = listOf(print);

/** The print that a page ended with. */
const place = z.tuple([z.number(), z.string()]);

interface Print {
  document: StoredDocument;
  content: Content;
  printed: number;
  resemblance: number;
}

export const reprints = route(
  {
    path: '/v1/documents/:id/reprints',
    summary: 'Who printed the story of a document, in what order and with what changes.',
    parameters: pageParameters,
    answers: { [json]: printList },
  },
  async (c, asked, deps: SearchDeps) => {
    const { table, archive, cursorKeys } = deps;
    const { after, next } = await pageOf(c, cursorKeys, asked, place);
    const { document, read: content } = await readNamed(c, table, ({ applied }) =>
      readPayload(archive, applied.basis.payload),
    );
    const { prints, unread } = await printsOf(deps, document, content);
    const rest = prints.filter((each) => after === undefined || comesBefore(after, placeOf(each)));
    const shown = rest.slice(0, asked.limit);
    const last = shown.at(-1);
    return answer(c, printList, {
      items: shown.map((each) => itemOfPrint(each, document, content)),
      next: next(last !== undefined && shown.length < rest.length ? placeOf(last) : undefined),
      partial: unread
        ? {
            read: prints.length,
            message: 'There are more candidates than are compared for one answer; the likeliest were.',
          }
        : undefined,
    });
  },
);

/** All prints of a story, the earliest first, the document asked about among them. */
async function printsOf({ search, table, archive }: SearchDeps, document: StoredDocument, content: Content) {
  const own: Print = { document, content, printed: printedAt(document), resemblance: 1 };
  if (content.signature === undefined) return { prints: [own], unread: false };
  const { hits, more } = await search.nearDuplicates(bandsOf(content.signature), mostCandidates);
  const others = hits.filter(({ id }) => id !== document.doc);
  const found = (
    await readEach(
      table,
      others.map(({ id }) => id),
    )
  ).filter((each) => each !== undefined);
  let characters = 0;
  const affordable = found.filter(({ counts }) => {
    characters += counts.characters;
    return characters <= mostCharacters;
  });
  const compared = await pLimit(readAtOnce).map(affordable, async (other): Promise<Print[]> => {
    const said = await readPayload(archive, other.applied.basis.payload);
    if (said === undefined) return []; // replaced while we read
    const alike = resemblance(content, said);
    return alike < leastResemblance
      ? []
      : [{ document: other, content: said, printed: printedAt(other), resemblance: alike }];
  });
  const prints = [own, ...compared.flat()].sort((a, b) => (comesBefore(placeOf(a), placeOf(b)) ? -1 : 1));
  return { prints, unread: more || affordable.length < found.length };
}

/** Milliseconds since 1970. Of a day, its beginning. */
function printedAt({ content: { published }, ingested }: StoredDocument): number {
  return published === undefined || dayOf(published) === undefined
    ? Date.parse(ingested)
    : span(published).start;
}

const placeOf = ({ printed, document }: Print): [number, string] => [printed, document.doc];

function comesBefore(a: [number, string], b: [number, string]): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

function itemOfPrint(each: Print, document: StoredDocument, content: Content): z.infer<typeof print> {
  return {
    ...itemOf(each.document),
    printed: new Date(each.printed).toISOString(),
    resemblance: Math.round(each.resemblance * 1000) / 1000,
    changes: each.document.doc === document.doc ? undefined : changesOf(content, each.content),
  };
}
