/** Merges the METAs of one identity. Few documents have two of its ids, so their counts are added up. */
import { omitUndefined } from '../omitUndefined.ts';
import type { EntityMeta, NameForm } from '../records/entity.ts';

/** @param first the META whose id and name the merged one has */
export function mergeEntityMetas(first: EntityMeta, metas: readonly EntityMeta[]): EntityMeta {
  const sum = (field: 'documents' | 'mentions') => metas.reduce((total, meta) => total + meta[field], 0);
  const days = (field: 'first' | 'last') => metas.flatMap((meta) => meta[field] ?? []).sort();
  return {
    ...first,
    documents: sum('documents'),
    mentions: sum('mentions'),
    ...omitUndefined({ first: days('first')[0], last: days('last').at(-1) }),
    aliases: [...new Set(metas.flatMap(({ aliases }) => aliases))].sort(),
    names: mergeForms(metas.flatMap(({ names }) => names)).sort(commonestFirst),
    roles: mergeRoles(metas),
  };
}

function mergeRoles(metas: readonly EntityMeta[]): EntityMeta['roles'] {
  const roles: EntityMeta['roles'] = {};
  for (const [role, documents] of metas.flatMap((meta) => Object.entries(meta.roles)).sort())
    roles[role] = (roles[role] ?? 0) + documents;
  return roles;
}

/**
 * Each form once, in the order in which they come. META has one twice if it is the name in some documents,
 * and in others a link or a decision put it to the entity.
 */
export function mergeForms(forms: readonly NameForm[]): NameForm[] {
  const merged = new Map<string, NameForm>();
  for (const { name, documents, first } of forms) {
    const known = merged.get(name);
    const earliest = [known?.first, first].filter((day) => day !== undefined).sort()[0];
    const sum = { name, documents: (known?.documents ?? 0) + documents, first: earliest };
    merged.set(name, omitUndefined(sum));
  }
  return [...merged.values()];
}

function commonestFirst(a: NameForm, b: NameForm): number {
  return b.documents - a.documents || (a.name < b.name ? -1 : 1);
}
