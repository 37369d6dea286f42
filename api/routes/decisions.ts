/** GET and POST /v1/decisions: what people decide about who is who. */
import * as z from 'zod';
import { decide, isConflict } from '../../core/decisions/decide.ts';
import { listDecisions, withProgress } from '../../core/decisions/listDecisions.ts';
import { isFault, readDecided } from '../../core/decisions/readDecided.ts';
import { entityTypes } from '../../core/entities/annotation.ts';
import type { Conflict } from '../../core/identity/decisions/conflict.ts';
import {
  actions,
  attribution,
  decisionId,
  longestName,
  mostDocuments,
} from '../../core/identity/decisions/decision.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import { readResolution } from '../../core/queries/decisions.ts';
import { decisionItem, toDecisionItem } from '../decisions/decisionItem.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { callerOf } from '../http/admission.ts';
import { listSchema, pageParameters, readPageCursor } from '../http/page.ts';
import { choiceParameter, requiredEntityParameter, textParameter } from '../http/parameterSchemas.ts';
import { HttpProblem, parameterProblem } from '../http/problem.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const path = '/v1/decisions';
const decisionList = listSchema(decisionItem);

export const decisionsRoute = route(
  {
    path,
    sharesPath: true,
    summary: "People's decisions on who is who, the newest first, and how far each is applied.",
    parameters: { entity: requiredEntityParameter.optional(), ...pageParameters },
    responses: { [jsonMediaType]: decisionList },
  },
  async (c, params, { table, cursorKeys }: RecordsDependencies) => {
    const { after, next } = await readPageCursor(c, cursorKeys, params, z.number().int().positive());
    const { entity, limit } = params;
    const page = await listDecisions(table, { before: after, limit, entity });
    return jsonResponse(c, decisionList, { items: page.items.map(toDecisionItem), next: next(page.next) });
  },
);

const entityField = requiredEntityParameter.optional();

export const decideRoute = route(
  {
    method: 'POST',
    path,
    sharesPath: true,
    scope: 'operate',
    summary: 'Decides who is who: merge, split, rename, retype, hide, pin, or undo an earlier decision.',
    parameters: {
      action: choiceParameter(actions),
      author: attribution.shape.author.describe('who decides, at most 100 characters'),
      reason: attribution.shape.reason.describe('why, at most 500 characters'),
      entity: entityField,
      into: entityField,
      to: entityField,
      documents: z
        .string()
        .max(40 * mostDocuments)
        .optional()
        .describe(`ids of documents with commas between them, at most ${mostDocuments}`),
      document: textParameter(40, 'the id of a document').optional(),
      surface: textParameter(longestName, 'how a mention is written').optional(),
      name: textParameter(longestName, 'the name to show').optional(),
      type: choiceParameter(entityTypes).optional(),
      decision: decisionId.optional().describe('the id of the decision to undo'),
    },
    example: {
      action: 'merge',
      entity: 'person/anthony-blair',
      into: 'person/tony-blair',
      author: 'Archive desk',
      reason: 'One person, see the register.',
    },
    responses: { [jsonMediaType]: decisionItem },
    problems: [409],
  },
  async (c, { author, reason, ...fields }, dependencies: RecordsDependencies) => {
    const added = await decide(dependencies, toDecided(fields), {
      author,
      reason,
      ...omitUndefined({ caller: callerOf(c) }),
    });
    if (isConflict(added)) throw conflictProblem(added);
    const [listed] = await withProgress(dependencies.table, await readResolution(dependencies.table), [
      added.decision,
    ]);
    if (listed === undefined) throw new Error('A decision that was added is not listed.');
    return jsonResponse(c, decisionItem, toDecisionItem(listed), { noStore: true });
  },
);

/** @throws HttpProblem 400 if the fields are not those of the action */
function toDecided({ documents, ...fields }: { documents?: string | undefined } & Record<string, unknown>) {
  const list = documents?.split(',').map((each) => each.trim());
  const read = readDecided({ ...fields, documents: list });
  if (isFault(read)) {
    const got = { ...fields, documents }[read.field];
    throw parameterProblem(read.field, read.message, got === undefined ? {} : { got: String(got) });
  }
  return read;
}

/** What stands against a decision. Its type ends with the code. */
function conflictProblem({ code, message, by }: Conflict): HttpProblem {
  return new HttpProblem(code === 'decision.unknown' ? 404 : 409, {
    type: `urn:problem-type:dateline:${code}`,
    title: 'The decision cannot be made',
    detail: by === undefined ? message : `${message} Undo decision ${by} first if it is wrong.`,
    ...(by !== undefined && { got: by }),
  });
}
