/**
 * Derives an entity's META and aliases from its days. Pure: the order in which they were counted does not
 * matter.
 */
import { undated } from '../../core/dates/calendar.ts';
import type { EntityType } from '../../core/entities/annotation.ts';
import { particles } from '../../core/entities/data/people.ts';
import { nameCore, surnamesOf } from '../../core/entities/personName.ts';
import { fold, foldedNameOf, typeOfEntity } from '../../core/entities/slug.ts';
import { inflectedAlias } from '../../core/identity/inflectedNames.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { Counts, EntityMeta, NameForm, Summary } from '../../core/records/entity.ts';
import { byCountThenName, dayBytes, formsKept } from './counts.ts';

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

/** A day that was counted again: what a sum includes of it, and what it is now. */
interface ChangedDay {
  day: string;
  before: Counts | undefined;
  after: Counts;
}

/**
 * A sum after some of its days were counted again.
 *
 * @returns `undefined` if only all days can say: a form, or the whole sum, may have another first or last day
 *   now, or the sum leaves forms out
 */
export function replaceDays(summary: Summary, days: readonly ChangedDay[]): Summary | undefined {
  if (days.length === 0) return summary;
  if (mayLackForms(summary.forms) || mayLackForms(summary.also)) return undefined;
  const without = days.reduce<Summary | undefined>(subtractDay, summary);
  const sum =
    without &&
    addDays(
      without,
      days.map(({ day, after }) => [day, after]),
    );
  return sum !== undefined && areDaysKnown(sum, days) ? sum : undefined;
}

/** Leaves the first and last days as they are; `undefined` if the sum cannot have included the day. */
function subtractDay(sum: Summary | undefined, { before }: ChangedDay): Summary | undefined {
  if (sum === undefined || before === undefined || before.documents === 0) return sum;
  const forms = subtractForms(sum.forms, before.forms);
  const also = subtractForms(sum.also, before.also);
  const documents = sum.documents - before.documents;
  if (forms === undefined || also === undefined || documents < 0) return undefined;
  if (documents === 0) return emptySummary;
  const roles = Object.entries(sum.roles)
    .map(([role, count]): [string, number] => [role, count - (before.roles[role] ?? 0)])
    .filter(([, count]) => count > 0)
    .sort(byCountThenName);
  const mentions = sum.mentions - before.mentions;
  return { ...sum, documents, mentions, forms, also, roles: Object.fromEntries(roles) };
}

function subtractForms(forms: readonly NameForm[], counts: Counts['forms']): NameForm[] | undefined {
  const left = new Map(forms.map((form) => [form.name, { ...form }]));
  for (const [name, documents] of Object.entries(counts)) {
    const form = left.get(name);
    if (form === undefined || form.documents < documents) return undefined;
    form.documents -= documents;
    if (form.documents === 0) left.delete(name);
  }
  return inOrder(left.values());
}

/** Whether each first or last day that was counted again still has what it was the first or last day of. */
function areDaysKnown(sum: Summary, days: readonly ChangedDay[]): boolean {
  const changed = new Map(days.map(({ day, after }) => [day, after]));
  const isKnown = (day: string | undefined, count: (after: Counts) => number | undefined) => {
    const after = day === undefined ? undefined : changed.get(day);
    return after === undefined || (count(after) ?? 0) > 0;
  };
  return (
    [sum.first, sum.last].every((day) => isKnown(day, ({ documents }) => documents)) &&
    sum.forms.every(({ name, first }) => isKnown(first, ({ forms }) => forms[name])) &&
    sum.also.every(({ name, first }) => isKnown(first, ({ also }) => also[name]))
  );
}

/** Whether forms may have been left out. One of a day takes less than all that a day lists. */
function mayLackForms(forms: readonly NameForm[]): boolean {
  const bytes = forms.reduce((sum, { name }) => sum + Buffer.byteLength(name), 0);
  return forms.length >= closedForms || bytes + dayBytes.forms > closedBytes;
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

/**
 * An entity's META and its aliases, from its counts.
 *
 * @param elsewhere the aliases of the places from which links or decisions took the name, if no document has
 *   it as its entity's
 */
export function describe(entity: string, summary: Summary, elsewhere: readonly string[] = []): EntitySummary {
  const { documents, mentions, first, last, forms, also, roles } = summary;
  const type = typeOfEntity(entity);
  const name = (forms[0] ?? fullest(also))?.name ?? '';
  const names = [...forms, ...also].slice(0, formsKept);
  return {
    meta: { entity, type, name, documents, mentions, first, last, names, roles },
    aliases: [
      ...new Set([
        ...forms.flatMap((form) => fullNameAliases(type, form.name)),
        ...also.flatMap((form) => otherNameAliases(type, form.name)),
        ...(documents > 0 ? aliasesOfId(entity, type) : []),
        ...elsewhere,
      ]),
    ].sort(),
  };
}

/** Documents that links or people put to an entity often have a surname alone of it. */
const fullest = (also: readonly NameForm[]): NameForm | undefined =>
  also.find(({ name }) => isFullName(fold(name))) ?? also[0];

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
  return inOrder(found.values());
}

const inOrder = (forms: Iterable<NameForm>): NameForm[] =>
  [...forms].sort((a, b) => byCountThenName([a.name, a.documents], [b.name, b.documents]));

/**
 * The folded aliases of a name: the whole name; for a person also the surnames, the name without middle
 * initials, and the stem of a name that may be inflected.
 */
function fullNameAliases(type: EntityType, form: string): string[] {
  const forms =
    type === 'person'
      ? [fold(form), nameCore(form).core, ...surnamesOf(form), inflectedAlias(form) ?? '']
      : [fold(form)];
  return forms.filter((folded) => folded !== '');
}

/**
 * Those of the name in a person's id. By its surname links find the person, whatever name people decide to
 * show: who is meant elsewhere must not depend on that.
 */
function aliasesOfId(entity: string, type: EntityType): string[] {
  return type === 'person' ? fullNameAliases(type, foldedNameOf(entity)) : [];
}

/**
 * The folded aliases of acronyms and other names. Of a person's other names, the short ones are parts of the
 * name; a full one is what documents have of somebody whom people call otherwise.
 */
function otherNameAliases(type: EntityType, form: string): string[] {
  const folded = fold(form);
  return folded === '' || (type === 'person' && !isFullName(folded)) ? [] : [folded];
}

function isFullName(folded: string): boolean {
  const [given = '', ...others] = folded.split(' ');
  return others.length > 0 && given.length > 1 && !particles.has(given);
}
