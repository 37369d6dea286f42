/**
 * A document's names under the entities that are meant: first the model's links, then people's decisions.
 * META keeps both, so that everything that shows the document shows one state.
 */
import * as z from 'zod';
import type { AnnotatedEntity, Annotation, Mention } from '../../entities/annotation.ts';
import { slug, slugOfEntity, typeOfEntity } from '../../entities/slug.ts';
import { type LinkedEntity, type Links, linkEntities, linkMentions, sharedName } from '../links.ts';
import type { Outcome } from './effects.ts';
import type { Resolution } from './resolution.ts';

const decidedName = z.object({
  /** The entity that is meant; null if it is hidden. */
  to: z.string().nullable(),
  /** The entity that is hidden. */
  hidden: z.exactOptional(z.string()),
  /** The name to show. */
  name: z.exactOptional(z.string()),
  /** The ids of the decisions, in the order in which they lead there. */
  by: z.array(z.string()),
});
export type DecidedName = z.infer<typeof decidedName>;

/** What decisions change in a document: by entity as the document has it, and by how mentions are written. */
export const decidedNames = z.object({
  entities: z.record(z.string(), decidedName),
  surfaces: z.exactOptional(z.record(z.string(), decidedName)),
});
export type DecidedNames = z.infer<typeof decidedNames>;

type Named = Pick<Annotation, 'entities' | 'mentions'>;

/** What the decisions change in one document; `undefined` if nothing. */
export function decideNames(
  doc: string,
  { entities, mentions }: Named,
  links: Links | undefined,
  resolution: Resolution,
): DecidedNames | undefined {
  if (resolution.isEmpty) return undefined;
  const decided: Record<string, DecidedName> = {};
  const bearers = findSplitBearers(doc, entities, resolution);
  for (const { id } of entities) {
    const outcome = resolution.outcome(doc, id, bearers.get(id) ?? links?.[id]);
    if (outcome.by.length > 0) decided[id] = nameOf(outcome);
  }
  const surfaces: Record<string, DecidedName> = {};
  for (const [surface, outcome] of resolution.outcomesOfSurfaces(doc))
    if (mentions.some((mention) => isWritten(mention, surface))) surfaces[surface] = nameOf(outcome);
  const hasSurfaces = Object.keys(surfaces).length > 0;
  if (Object.keys(decided).length === 0 && !hasSurfaces) return undefined;
  return { entities: decided, ...(hasSurfaces && { surfaces }) };
}

/**
 * Whom names of a document stand for, by id, if splits are about somebody whose full name it has not. Such a
 * bearer is there by a link alone, and a split takes evidence from that link: it may lead elsewhere since,
 * but people decided on whom it led to. Of several names, those count that have most of the bearer's: another
 * may be somebody else's.
 */
function findSplitBearers(
  doc: string,
  entities: readonly AnnotatedEntity[],
  resolution: Resolution,
): Map<string, string> {
  const own = new Set(entities.map(({ id }) => id));
  const bearers = new Map<string, string>();
  for (const ids of resolution.splitIn(doc)) {
    if (ids.some((id) => own.has(id))) continue;
    const names = ids.flatMap((to) =>
      entities.map((entity) => [entity.id, to, sharedName(entity, to)] as const),
    );
    const most = names.reduce((known, [, , shared]) => Math.max(known, shared), 1);
    for (const [id, to, shared] of names) if (shared === most && !bearers.has(id)) bearers.set(id, to);
  }
  return bearers;
}

const nameOf = ({ to, at, name, by }: Outcome): DecidedName => ({
  to,
  ...(to === null && { hidden: at }),
  ...(name !== undefined && { name }),
  by,
});

const isWritten = ({ surface, type }: Mention, as: string): boolean => type !== 'date' && surface === as;

/** An entity of a document as decisions have it. */
export interface IdentifiedEntity extends LinkedEntity {
  /** The entities that the document alone has, and that are put together here. */
  from: string[];
  /** The decisions that put it here, or gave it its name. */
  by?: string[];
  /** It has the name of another entity, which a decision made this one. */
  moved?: true;
}

/** A mention with the decisions that say what it is. */
export type IdentifiedMention = Mention & { decisions?: string[] };

/** The entities of a document, each once: those that are shown, and those that decisions hide. */
export function identifyEntities(
  { entities, mentions }: Named,
  { links, decided }: { links?: Links | undefined; decided?: DecidedNames | undefined },
): { shown: IdentifiedEntity[]; hidden: IdentifiedEntity[] } {
  const shown = new Map<string, IdentifiedEntity>();
  const hidden = new Map<string, IdentifiedEntity>();
  const { rest, pinned } = takePinned({ entities, mentions }, decided?.surfaces ?? {});
  for (const entity of rest) {
    const [linked] = linkEntities([entity], links) as [LinkedEntity];
    add({ ...linked, from: [entity.id] }, decided?.entities[entity.id]);
  }
  for (const { entity, name } of pinned) add({ ...entity, via: entity.id, from: [entity.id] }, name);
  return { shown: [...shown.values()], hidden: [...hidden.values()] };

  function add(entity: IdentifiedEntity, name: DecidedName | undefined): void {
    const one = name === undefined ? entity : under(entity, name);
    const all = name?.to === null ? hidden : shown;
    const known = all.get(one.id);
    all.set(one.id, known === undefined ? one : joined(known, one));
  }
}

/**
 * The mentions whose form is pinned, as entities of their own, and the entities without them. A name that
 * several candidates share gets the id that it would have alone.
 */
function takePinned({ entities, mentions }: Named, surfaces: Readonly<Record<string, DecidedName>>) {
  const pinned: { entity: AnnotatedEntity; name: DecidedName }[] = [];
  const taken = new Map<string, number>();
  for (const [surface, name] of Object.entries(surfaces)) {
    const its = mentions.filter((mention) => isWritten(mention, surface));
    const [first] = its;
    if (first === undefined) continue;
    const type = typeOfEntity(name.to ?? name.hidden ?? '');
    const id = first.entity ?? `${type}/${slug(surface) ?? surface}`;
    pinned.push({ entity: { id, type, name: surface, mentions: its.length }, name });
    for (const { entity } of its) if (entity !== null) taken.set(entity, (taken.get(entity) ?? 0) + 1);
  }
  const rest = entities
    .map((entity) => ({ ...entity, mentions: entity.mentions - (taken.get(entity.id) ?? 0) }))
    .filter((entity) => entity.mentions > 0);
  return { rest, pinned };
}

/** An entity under the id and the name that are decided. A name that is replaced stays findable. */
function under(entity: IdentifiedEntity, { to, hidden, name, by }: DecidedName): IdentifiedEntity {
  const id = to ?? hidden ?? entity.id;
  return {
    ...renamed(entity, name),
    id,
    type: typeOfEntity(id),
    ...(name === undefined && isAnother(id, entity.id) && { moved: true }),
    by,
  };
}

/** The entity under this name, if there is one, and findable by the name that it replaces. */
export function renamed(entity: IdentifiedEntity, name: string | undefined): IdentifiedEntity {
  if (name === undefined || name === entity.name) return entity;
  return { ...entity, name, also: [...new Set([...(entity.also ?? []), entity.name])] };
}

/** Whether two ids are of different names; another type alone is none. */
const isAnother = (id: string, other: string): boolean => slugOfEntity(id) !== slugOfEntity(other);

/** Two names of one document that are one entity; its own full name says the form, and a link's does last. */
function joined(one: IdentifiedEntity, other: IdentifiedEntity): IdentifiedEntity {
  const distance = ({ via, moved }: IdentifiedEntity) => (via !== undefined ? 2 : moved === true ? 1 : 0);
  const [main, second] = distance(one) > distance(other) ? [other, one] : [one, other];
  const also = [...(main.also ?? []), ...(second.also ?? []), second.name].filter(
    (name) => name !== main.name,
  );
  const by = [...new Set([...(one.by ?? []), ...(other.by ?? [])])];
  return {
    ...main,
    mentions: one.mentions + other.mentions,
    from: [...new Set([...one.from, ...other.from])],
    ...(also.length > 0 && { also: [...new Set(also)] }),
    ...(by.length > 0 && { by }),
  };
}

/** The reason of a mention that a decision put to another entity than text and models do. */
export const decidedReason = 'decided by a person';

/**
 * The mentions of a document under the entities that are meant. What is hidden has none. What a decision made
 * another one still has the name that the document alone gives it.
 */
export function identifyMentions(
  mentions: readonly Mention[],
  { links, decided }: { links?: Links | undefined; decided?: DecidedNames | undefined },
): IdentifiedMention[] {
  const linked = linkMentions(mentions, links);
  if (decided === undefined) return linked;
  return linked.map((mention, i) => {
    const own = mentions[i]?.entity ?? null;
    const pinned = mention.type === 'date' ? undefined : decidedForm(decided, mention.surface);
    const name = pinned ?? (own === null ? undefined : decided.entities[own]);
    if (name === undefined) return mention;
    const isMoved = name.to !== null && (pinned !== undefined || isAnother(name.to, mention.entity ?? ''));
    const { candidates: _, ...rest } = mention;
    return {
      ...rest,
      entity: name.to,
      ...(name.to !== null && name.to !== mention.entity && { type: typeOfEntity(name.to) }),
      ...(name.name !== undefined && { name: name.name }),
      ...(isMoved && { link: { reason: decidedReason } }),
      decisions: name.by,
    };
  });
}

/** What a decision says of a form of a name, which may be "constructor" or what else every object has. */
export const decidedForm = ({ surfaces = {} }: DecidedNames, form: string): DecidedName | undefined =>
  Object.hasOwn(surfaces, form) ? surfaces[form] : undefined;

/** Whether a document is stored with these decisions. */
export function sameDecided(a: DecidedNames | undefined, b: DecidedNames | undefined): boolean {
  return canonical(a) === canonical(b);
}

const sorted = (names: Readonly<Record<string, DecidedName>> = {}) =>
  Object.entries(names)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { to, hidden, name, by }]) => [id, to, hidden ?? null, name ?? null, by]);

const canonical = (names: DecidedNames | undefined): string =>
  JSON.stringify([sorted(names?.entities), sorted(names?.surfaces)]);
