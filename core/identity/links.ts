/** Which entity each short name of a document is put to, or null: nobody is likely enough. META has it. */
import type { AnnotatedEntity, Mention } from '../entities/annotation.ts';
import { fold, slugOfEntity, typeOfEntity } from '../entities/slug.ts';
import { type BaseName, baseNamesOf, inflectedAlias, mayMisspell } from './inflectedNames.ts';
import { hasInitialOnly, isSurnameAlone, shortNamesOf, surnameIdsOf, surnameIn } from './shortNames.ts';

export type Links = Readonly<Record<string, string | null>>;

/** An entity of a document. `via`: only this short name of the document puts it there. */
export type LinkedEntity = AnnotatedEntity & { via?: string };

/** The entity that an id of the annotation stands for in this document. */
function linkedId(links: Links | undefined, id: string): string {
  return links?.[id] ?? id;
}

/** The entities of an annotation under the ids that the links give them, each once. */
export function linkEntities(entities: readonly AnnotatedEntity[], links: Links | undefined): LinkedEntity[] {
  const linked = new Map<string, LinkedEntity>();
  for (const entity of entities) {
    const id = linkedId(links, entity.id);
    const one = id === entity.id ? entity : linkedEntity(entity, id);
    const known = linked.get(id);
    linked.set(id, known === undefined ? one : merged(known, one));
  }
  return [...linked.values()];
}

/** As the document has it, an inflected name is another one. The entity is found by that, too. */
function linkedEntity(entity: AnnotatedEntity, id: string): LinkedEntity {
  const name = nameBehind(entity.name, id);
  const written = name === entity.name ? {} : { also: [...(entity.also ?? []), entity.name] };
  return { ...entity, id, type: typeOfEntity(id), name, via: entity.id, ...written };
}

/** A full name and a surname alone of one document that are put together; the full name says the form. */
function merged(one: LinkedEntity, other: LinkedEntity): LinkedEntity {
  const [main, second] = one.via !== undefined && other.via === undefined ? [other, one] : [one, other];
  const also = new Set([...(main.also ?? []), ...(second.also ?? []), second.name]);
  also.delete(main.name);
  return { ...main, mentions: one.mentions + other.mentions, ...(also.size > 0 && { also: [...also] }) };
}

/** The name without its foreign ending, if it is an inflected one of the entity. */
function nameBehind(name: string, to: string): string {
  return baseBehind(name, to)?.name ?? name;
}

/**
 * The mentions of an annotation under the ids that the links give them. Their reason says that the document
 * alone does not tell who is meant: `of` is the short name.
 */
export function linkMentions(mentions: readonly Mention[], links: Links | undefined): Mention[] {
  return mentions.map((mention) => {
    const to = mention.entity === null ? undefined : links?.[mention.entity];
    return to === undefined || to === null ? mention : linked(mention, to);
  });
}

function linked(mention: Mention, to: string): Mention {
  const { entity, name } = mention;
  const base = baseBehind(name, to);
  const form =
    base === undefined ? shortForm(entity ?? '', to) : base.form ? 'inflected' : 'misspelt given name';
  const link = { reason: `${form}, by other documents`, of: name };
  if (base === undefined) return { ...mention, type: typeOfEntity(to), entity: to, link };
  const rule = base.form ? `${base.form.case} -${base.form.ending}` : form;
  const evidence = `other documents have "${base.name}"`;
  const repair = { from: name, to: base.name, language: base.language, rule, evidence };
  return { ...mention, entity: to, name: base.name, link, repair };
}

function shortForm(short: string, to: string): string {
  if (typeOfEntity(to) !== 'person') return 'same name';
  if (hasInitialOnly(short)) return 'initial and surname';
  return isMisspelt(short, to) ? 'misspelt surname' : 'surname';
}

/** Whether a surname alone is the surname of this person with a slip. */
export function isMisspelt(short: string, to: string): boolean {
  return (
    isSurnameAlone(short) && surnameIdsOf(to).some((lone) => mayMisspell(surnameIn(short), surnameIn(lone)))
  );
}

/**
 * How much of somebody's name a document's name has, if a link may put it there: 3 the surname and an
 * initial, or a form of the full name, 2 the surname, 1 a form of it or a slip; 0 if no link puts it there.
 */
export function sharedName({ id, name }: { id: string; name: string }, to: string): 0 | 1 | 2 | 3 {
  if (typeOfEntity(id) !== 'person') return 0;
  if (typeOfEntity(to) !== 'person')
    return isSurnameAlone(id) && slugOfEntity(id) === slugOfEntity(to) ? 2 : 0;
  if (shortNamesOf(to).includes(id)) return hasInitialOnly(id) ? 3 : 2;
  const base = baseBehind(name, to);
  if (base?.folded.includes(' ')) return 3;
  return base !== undefined || isMisspelt(id, to) ? 1 : 0;
}

/** The base by which a name stands for somebody: the full name, or the surname. */
export function baseBehind(name: string, to: string): BaseName | undefined {
  if (typeOfEntity(to) !== 'person') return undefined;
  const slug = slugOfEntity(to);
  // A surname that the person has needs no base.
  if (surnameIdsOf(to).some((lone) => lone.endsWith(`/${fold(name).replaceAll(' ', '-')}`))) return undefined;
  return baseNamesOf(name).find(({ folded }) => `-${slug}`.endsWith(`-${folded.replaceAll(' ', '-')}`));
}

/**
 * The alias of a short name where its document does not have it as an entity: a link put it to a person as an
 * inflected or misspelt form, or a decision moved or hid it. It may be a form of somebody else's name, who
 * becomes known later.
 *
 * @param id of the short name
 * @param place how the document writes the name, and whom a link puts it to
 */
export function aliasOfPlace(id: string, { form, to }: { form: string; to?: string }): string | undefined {
  const isForm = to === undefined || baseBehind(form, to) !== undefined || isMisspelt(id, to);
  return isForm ? inflectedAlias(form) : undefined;
}

/** Whether both put the same short names to the same bearers. */
export function sameLinks(a: Links | undefined, b: Links | undefined): boolean {
  const [one, other] = [Object.entries(a ?? {}), b ?? {}];
  return one.length === Object.keys(other).length && one.every(([id, to]) => other[id] === to);
}
