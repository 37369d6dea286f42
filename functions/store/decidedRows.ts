/** What people's decisions add to the rows of a document. Pure functions. */
import type { Content } from '../../core/document/record.ts';
import type { Annotation } from '../../core/entities/annotation.ts';
import {
  type DecidedNames,
  type IdentifiedEntity,
  identifyEntities,
  sameDecided,
} from '../../core/identity/decisions/identify.ts';
import { type Links, sameLinks } from '../../core/identity/links.ts';
import type { AttributeValue, Key } from '../../core/ports/table.ts';
import { postingDay } from '../../core/records/document.ts';
import { keys } from '../../core/records/keys.ts';

/** Who is meant by the names of a document: the model's links, and what people decided. */
export interface Identity {
  links?: Links | undefined;
  decided?: DecidedNames | undefined;
}

export function isSameIdentity(a: Identity | undefined, b: Identity): boolean {
  return sameLinks(a?.links, b.links) && sameDecided(a?.decided, b.decided);
}

/** The postings of the entities that decisions hide: which document, and by which decisions. */
export function hiddenRows(
  doc: string,
  { content, annotation }: { content: Content; annotation: Annotation },
  identity: Identity,
): Map<string, { key: Key; row: { doc: string; day: string; by: string[] } }> {
  const day = postingDay(content);
  const { hidden } = identifyEntities(annotation, identity);
  return new Map(
    hidden.map(({ id, by = [] }) => [id, { key: keys.hiddenPosting(id, day, doc), row: { doc, day, by } }]),
  );
}

/** The postings that decisions make, as META lists them; `undefined` if there are none. */
export function decidingOf(
  day: string,
  annotation: Annotation,
  decided: DecidedNames | undefined,
): string[] | undefined {
  if (decided === undefined) return undefined;
  const { shown, hidden } = identifyEntities(annotation, { decided });
  const isDecided = ({ by }: IdentifiedEntity) => by !== undefined;
  const made = [
    ...shown.filter(isDecided).map(({ id }) => `${day} ${id}`),
    ...hidden.map(({ id }) => `${day} ${id} hidden`),
  ];
  return made.length === 0 ? undefined : made.sort();
}

/** As an attribute of META. */
export const storedDecided = (
  decided: DecidedNames | undefined,
): Record<string, AttributeValue> | undefined =>
  decided && (structuredClone(decided) as unknown as Record<string, AttributeValue>);
