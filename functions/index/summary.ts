/**
 * Derives an entity's META and aliases from its days. Pure: the order in which they were counted does not
 * matter.
 */
import type { EntityType } from '../../core/entities/annotation.ts';
import { nameCore, surnamesOf } from '../../core/entities/personName.ts';
import { fold } from '../../core/entities/slug.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { Counts, EntityMeta, NameForm, Summary } from '../../core/records/entity.ts';
import { undated } from '../../core/records/keys.ts';
import { byCountThenName, formsKept } from './counts.ts';

/** Forms of the closed days that META keeps of each kind. Their rarest are left out. */
const closedForms = 200;
const closedBytes = 16 * 1024;

export interface EntitySummary {
  meta: Pick<EntityMeta, 'entity' | 'type' | 'name' | 'documents' | 'mentions' | 'names' | 'roles'> & {
    first: string | undefined;
    last: string | undefined;
  };
  aliases: string[];
}

export const emptySummary: Summary = { documents: 0, mentions: 0, forms: [], also: [], roles: {} };

/** META's fields and aliases, from every day of an entity. */
export function summarizeDays(entity: string, days: readonly [day: string, counts: Counts][]): EntitySummary {
  return describe(entity, addDays(emptySummary, days));
}

/** The sum of a summary and of days that it does not include. */
export function addDays(summary: Summary, days: readonly [day: string, counts: Counts][]): Summary {
  const counted = days.filter(([, { documents }]) => documents > 0);
  if (counted.length === 0) return summary;
  const dated = [
    ...[summary.first, summary.last].filter((day) => day !== undefined),
    ...counted.map(([day]) => day).filter((day) => day !== undated),
  ].sort();
  const sum = (field: 'documents' | 'mentions') =>
    counted.reduce((total, [, counts]) => total + counts[field], summary[field]);
  const roles = new Map(Object.entries(summary.roles));
  for (const [, counts] of counted)
    for (const [role, documents] of Object.entries(counts.roles))
      roles.set(role, (roles.get(role) ?? 0) + documents);
  return {
    documents: sum('documents'),
    mentions: sum('mentions'),
    ...omitUndefined({ first: dated[0], last: dated.at(-1) }),
    forms: addForms(summary.forms, counted, ({ forms }) => forms),
    also: addForms(summary.also, counted, ({ also }) => also),
    roles: Object.fromEntries([...roles].sort(byCountThenName)),
  };
}

/** The sum of closed days, as META keeps it. */
export function closedSummary(summary: Summary): Summary {
  return { ...summary, forms: commonestForms(summary.forms), also: commonestForms(summary.also) };
}

function commonestForms(forms: readonly NameForm[]): NameForm[] {
  let bytes = 0;
  return forms.slice(0, closedForms).filter(({ name }) => {
    bytes += Buffer.byteLength(name);
    return bytes <= closedBytes;
  });
}

export function describe(entity: string, summary: Summary): EntitySummary {
  const { documents, mentions, first, last, forms, also, roles } = summary;
  const type = entity.slice(0, entity.indexOf('/')) as EntityType;
  const name = forms[0]?.name ?? '';
  const names = [...forms, ...also].slice(0, formsKept);
  return {
    meta: { entity, type, name, documents, mentions, first, last, names, roles },
    aliases: [
      ...new Set([
        ...forms.flatMap((form) => fullNameAliases(type, form.name)),
        ...also.flatMap((form) => otherNameAliases(type, form.name)),
      ]),
    ].sort(),
  };
}

/** Most frequent first, then by name. `first` is the first day with the form. */
function addForms(
  forms: readonly NameForm[],
  days: readonly [day: string, counts: Counts][],
  of: (counts: Counts) => Record<string, number>,
): NameForm[] {
  const found = new Map(forms.map((form) => [form.name, { ...form }]));
  for (const [day, counts] of days) {
    for (const [name, documents] of Object.entries(of(counts))) {
      const form: NameForm = found.get(name) ?? { name, documents: 0 };
      form.documents += documents;
      if (day !== undated && (form.first === undefined || day < form.first)) form.first = day;
      found.set(name, form);
    }
  }
  return [...found.values()].sort((a, b) => byCountThenName([a.name, a.documents], [b.name, b.documents]));
}

/**
 * The folded aliases of a name: the whole name; for a person also the surnames, and the name without middle
 * initials.
 */
function fullNameAliases(type: EntityType, form: string): string[] {
  const forms = type === 'person' ? [fold(form), nameCore(form).core, ...surnamesOf(form)] : [fold(form)];
  return forms.filter((folded) => folded !== '');
}

/**
 * The folded aliases of acronyms and other names. A person needs none: the short forms are parts of the name.
 */
function otherNameAliases(type: EntityType, form: string): string[] {
  const folded = fold(form);
  return type === 'person' || folded === '' ? [] : [folded];
}
