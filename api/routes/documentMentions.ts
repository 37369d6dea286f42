/** GET /v1/documents/{id}/mentions */
import * as z from 'zod';
import { annotation, mention } from '../../core/entities/annotation.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import { readResolution } from '../../core/queries/decisions.ts';
import { explainDocumentLinks } from '../../core/queries/entityLinks.ts';
import { readIdentifiedNames } from '../../core/queries/identifiedNames.ts';
import { readAnnotation } from '../../core/records/archive.ts';
import { decisionNote, notesOf } from '../decisions/decisionItem.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { readDocumentFromPath } from '../documents/documentFromPath.ts';
import { listSchema, pageParameters, readPageCursor } from '../http/page.ts';
import { parameterProblem } from '../http/problem.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';
import { linkCandidate } from './entityLinks.ts';

const decidedMention = mention.extend({
  /** The decisions of people that say who is meant, in the order in which they lead there. */
  decisions: z.array(decisionNote).optional(),
  /** Who may be meant by a short name, the most likely first, with confidence and evidence. */
  links: z.array(linkCandidate).optional(),
});
const mentionList = listSchema(decidedMention).extend({ annotated: annotation.shape.annotated });

/** How many mentions were shown, and the payload and model of the annotation they came from. */
const mentionPosition = z.tuple([z.number().int().positive(), z.string(), z.string()]);

export const documentMentionsRoute = route(
  {
    path: '/v1/documents/:id/mentions',
    summary: 'Every mention of an entity or date in a document, with offsets, model and reason.',
    parameters: pageParameters,
    responses: { [jsonMediaType]: mentionList },
  },
  async (c, params, { table, archive, cursorKeys, authority }: RecordsDependencies) => {
    const { after, next } = await readPageCursor(c, cursorKeys, params, mentionPosition);
    const { document, archived } = await readDocumentFromPath(c, table, ({ applied }) =>
      readAnnotation(archive, applied.basis),
    );
    const { payload, model } = document.applied.basis;
    const [shown, ...basis] = after ?? [0, payload, model];
    if (basis[0] !== payload || basis[1] !== model)
      throw parameterProblem(
        'cursor',
        'The document has changed since the previous page; start without a cursor.',
      );
    const end = shown + params.limit;
    const more = end < archived.mentions.length;
    const page = archived.mentions.slice(shown, end);
    const links = await explainDocumentLinks({ table, authority }, document, page);
    const { mentions } = await readIdentifiedNames(table, archived, document);
    const identified = mentions.slice(shown, end);
    const isDecided = identified.some(({ decisions }) => decisions !== undefined);
    const resolution = isDecided ? await readResolution(table) : undefined;
    return jsonResponse(
      c,
      mentionList,
      omitUndefined({
        items: identified.map(({ decisions, ...item }, i) => ({
          ...item,
          ...(decisions && resolution && { decisions: notesOf(resolution, decisions) }),
          ...omitUndefined({ links: links.get(page[i]?.entity ?? '') }),
        })),
        next: next(more ? [end, payload, model] : undefined),
        annotated: archived.annotated,
      }),
    );
  },
);
