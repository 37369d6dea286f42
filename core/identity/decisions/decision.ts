/**
 * What a person decides about who is who. Decisions are kept in a log in the order in which they were made; a
 * decision is never changed, only undone by a later one.
 */
import * as z from 'zod';
import { entityIdPattern, entityTypes } from '../../entities/annotation.ts';
import { hash } from '../../hash.ts';

export const actions = ['merge', 'split', 'rename', 'retype', 'hide', 'pin', 'undo'] as const;
export type Action = (typeof actions)[number];

/** Letters of the reason, of the author, of who sent it and of a name; documents of one decision. */
const longestReason = 500;
const longestAuthor = 100;
const longestCaller = 300;
export const longestName = 200;
export const mostDocuments = 100;

const noControls = /^[^\p{Cc}\p{Cs}]*$/u;
const line = (longest: number) => z.string().trim().min(1).max(longest).regex(noControls);
const entity = z.string().regex(entityIdPattern, 'an id like person/okoye');
const document = z.string().regex(/^[0-9a-f]{32}$/, 'the id of a document');
export const decisionId = z.string().regex(/^[0-9a-f]{12}$/, 'the id of a decision');

/** What is decided. */
export const decided = z.discriminatedUnion('action', [
  /** The entity is the one called `into`, in every document. */
  z.strictObject({ action: z.literal('merge'), entity, into: entity }),
  /** In these documents it is the one called `into`. */
  z.strictObject({
    action: z.literal('split'),
    entity,
    documents: z.array(document).min(1).max(mostDocuments),
    into: entity,
  }),
  /** It is shown under this name. */
  z.strictObject({ action: z.literal('rename'), entity, name: line(longestName) }),
  /** It is of this type; its id becomes `type/slug`. */
  z.strictObject({ action: z.literal('retype'), entity, type: z.enum(entityTypes) }),
  /** Nothing shows it. */
  z.strictObject({ action: z.literal('hide'), entity }),
  /**
   * In this document, the entity or every mention that is written like `surface` is the one called `to`,
   * whatever the models say. One of the two is given.
   */
  z.strictObject({
    action: z.literal('pin'),
    document,
    entity: z.exactOptional(entity),
    surface: z.exactOptional(line(longestName)),
    to: entity,
  }),
  /** An earlier decision counts no more. */
  z.strictObject({ action: z.literal('undo'), decision: decisionId }),
]);
export type Decided = z.infer<typeof decided>;

/** Who decided, why and when. */
export const attribution = z.object({
  author: line(longestAuthor),
  reason: line(longestReason),
  /** RFC 3339. */
  time: z.iso.datetime(),
  /**
   * As whom the API knew the sender, who may write any author: `key:` and the id of the API key, `iam:` and
   * an ARN, or `token:` and the subject. The command line and a server without keys know nobody.
   */
  caller: z.exactOptional(line(longestCaller)),
});
export type Attribution = z.infer<typeof attribution>;

export interface Decision extends Attribution {
  /** The same in every archive that the decision is imported into. */
  id: string;
  decided: Decided;
}

/** Makes the id, so that the same decision, sent or imported twice, is one. */
export function decisionOf(decided: Decided, attribution: Attribution): Decision {
  const { author, reason, time } = attribution;
  const id = hash(JSON.stringify([contentOf(decided), author, reason, time])).slice(0, 12);
  return { id, ...attribution, decided };
}

/** The fields in one order, without repeated documents. */
export function contentOf(decided: Decided): string {
  const fields =
    'documents' in decided ? { ...decided, documents: [...new Set(decided.documents)].sort() } : decided;
  return JSON.stringify(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The entities that a decision names; an undo names none. */
export function entitiesOf(decided: Decided): string[] {
  switch (decided.action) {
    case 'merge':
    case 'split':
      return [decided.entity, decided.into];
    case 'retype':
      return [decided.entity, retyped(decided.entity, decided.type)];
    case 'pin':
      return [...(decided.entity === undefined ? [] : [decided.entity]), decided.to];
    case 'undo':
      return [];
    default:
      return [decided.entity];
  }
}

/** The documents that a decision is only about. */
export function documentsOf(decided: Decided): string[] {
  if (decided.action === 'pin') return [decided.document];
  return decided.action === 'split' ? [...new Set(decided.documents)] : [];
}

/** The id of an entity of another type. */
export function retyped(entity: string, type: string): string {
  return `${type}${entity.slice(entity.indexOf('/'))}`;
}
