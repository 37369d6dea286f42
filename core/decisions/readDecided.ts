/** Reads what people and programs write as a decision, and says in words what is wrong with it. */
import type * as z from 'zod';
import { entityTypes } from '../entities/annotation.ts';
import { entityId, isSlug, slugOfEntity, typeOfEntity } from '../entities/slug.ts';
import {
  actions,
  type Decided,
  decided,
  longestName,
  mostDocuments,
} from '../identity/decisions/decision.ts';
import { omitUndefined } from '../omitUndefined.ts';

const anId = 'an id like person/okoye';

/** What each field takes. */
const expected: Readonly<Record<string, string>> = {
  action: `one of ${actions.join(', ')}`,
  entity: anId,
  into: anId,
  to: anId,
  document: 'the id of a document',
  documents: `ids of documents, at most ${mostDocuments}`,
  surface: `how a mention is written, one line of at most ${longestName} characters`,
  name: `the name to show, one line of at most ${longestName} characters`,
  type: `one of ${entityTypes.join(', ')}`,
  decision: 'the id of a decision',
};

export interface DecisionFault {
  field: string;
  /** A sentence. */
  message: string;
}

export const isFault = (read: Decided | DecisionFault): read is DecisionFault => 'message' in read;

/** @param fields an action and the fields of it; `undefined` counts as absent */
export function readDecided(fields: Readonly<Record<string, unknown>>): Decided | DecisionFault {
  const read = decided.safeParse(omitUndefined(fields));
  if (!read.success) return toFault(fields, read.error);
  const { data } = read;
  if (data.action === 'pin' && (data.entity === undefined) === (data.surface === undefined))
    return { field: 'surface', message: `'pin' takes either 'entity' or 'surface'.` };
  return faultOfNewId(data) ?? data;
}

/**
 * What is wrong with an id that the archive need not have yet: one that no name makes would never meet the
 * documents that name its entity.
 */
function faultOfNewId(data: Decided): DecisionFault | undefined {
  const [field, id] =
    data.action === 'split' ? ['into', data.into] : data.action === 'pin' ? ['to', data.to] : [];
  if (field === undefined || id === undefined || isSlug(slugOfEntity(id))) return undefined;
  const right = entityId(typeOfEntity(id), slugOfEntity(id));
  const instead = right === undefined ? '' : `; write ${right}`;
  return { field, message: `Invalid value for '${field}': no name has the id ${id}${instead}.` };
}

function toFault(fields: Readonly<Record<string, unknown>>, { issues: [issue] }: z.ZodError): DecisionFault {
  const owner = fields.action === undefined ? 'A decision' : `'${String(fields.action)}'`;
  const [unknown] = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  if (unknown !== undefined) return { field: unknown, message: `${owner} takes no '${unknown}'.` };
  const field = String(issue?.path[0] ?? 'action');
  const taken = expected[field] ?? 'another value';
  return {
    field,
    message:
      fields[field] === undefined
        ? `${owner} needs '${field}': ${taken}.`
        : `Invalid value for '${field}': expected ${taken}.`,
  };
}
