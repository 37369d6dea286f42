/** GET /v1/entities/{type}/{slug}/links */
import * as z from 'zod';
import { omitUndefined } from '../../core/omitUndefined.ts';
import { readResolution } from '../../core/queries/decisions.ts';
import { documentPosition } from '../../core/queries/documents.ts';
import { readEntityLinks } from '../../core/queries/entityLinks.ts';
import { decisionNote, notesOf } from '../decisions/decisionItem.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { entityIdFromPath, readMemberIds } from '../entities/entityFromPath.ts';
import { endedEarly, listSchema, pageParameters, readPageCursor } from '../http/page.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

export const linkCandidate = z.object({
  id: z.string(),
  name: z.string(),
  /** The chance that this one is meant, 0 to 1; absent for whom the authority alone speaks. */
  confidence: z.number().optional(),
  /** What speaks for it and against it, in words. */
  evidence: z.array(z.string()),
});

const entityLink = z.object({
  document: z.object({ id: z.string(), title: z.string() }),
  /** The short name, and how the document writes it. */
  name: z.object({ id: z.string(), form: z.string() }),
  /** The entity that it is put to; null if it is open, or hidden by a decision. */
  to: z.string().nullable(),
  /** People's decisions, if they say where it is put. */
  decisions: z.array(decisionNote).optional(),
  /** Who may be meant, the most likely first; an open name has the ones that it is open between. */
  candidates: z.array(linkCandidate),
});
const linkList = listSchema(entityLink);

export const entityLinksRoute = route(
  {
    path: '/v1/entities/:type/:slug/links',
    summary: 'Short names that other documents put to an entity, with confidence and evidence, newest first.',
    parameters: pageParameters,
    responses: { [jsonMediaType]: linkList },
  },
  async (c, params, { table, cursorKeys, authority }: RecordsDependencies) => {
    const members = await readMemberIds({ table, authority }, entityIdFromPath(c));
    const { after, next } = await readPageCursor(c, cursorKeys, params, documentPosition);
    const page = await readEntityLinks({ table, authority }, members, { after, limit: params.limit });
    const partial = endedEarly(page.gaveUpAfter, 'documents');
    const isDecided = page.links.some(({ by }) => by.length > 0);
    const resolution = isDecided ? await readResolution(table) : undefined;
    const items = page.links.map(({ doc, title, short, form, to, by, candidates }) => ({
      document: { id: doc, title },
      name: { id: short, form },
      to,
      ...(resolution && by.length > 0 && { decisions: notesOf(resolution, by) }),
      candidates,
    }));
    return jsonResponse(c, linkList, omitUndefined({ items, next: next(page.next), partial }));
  },
);
