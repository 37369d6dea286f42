/**
 * Counts an entity's postings by day, and derives its META and aliases from the days. Each day and META has a
 * fencing token of its own (core/protocol/reconcile.ts).
 */

import type { EntityType } from '../../core/entities/annotation.ts';
import { nameCore, surnamesOf } from '../../core/entities/personName.ts';
import { fold } from '../../core/entities/slug.ts';
import type { Item } from '../../core/ports/table.ts';
import { enqueueTallies } from '../../core/protocol/messages.ts';
import { queryAll } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { acquire, isConverged, isLive, type Lease } from '../../core/protocol/reconcile.ts';
import { thresholds } from '../../core/protocol/thresholds.ts';
import { clockSkewMilliseconds } from '../../core/protocol/topology.ts';
import {
  type DayTally,
  daysOf,
  dayTally,
  type EntityMeta,
  entityMeta,
  type NameForm,
  type Posting,
  posting,
} from '../../core/records/entity.ts';
import { keys, tallyField, undated } from '../../core/records/keys.ts';

/**
 * The forms of one id differ only in case, accents and punctuation, so more than this per day are not
 * natural. The rarest are left out of the day's tally (but not of the postings). This keeps a month's item
 * below DynamoDB's 400 KB: 31 days of 8 KB of forms and twice 2 KB of other names and roles, with their
 * counts.
 */
const formsKept = 50;
const formBytesKept = 8 * 1024;
const alsoBytesKept = 2 * 1024;

const byCountThenName = ([a, m]: [string, number], [b, n]: [string, number]) => n - m || (a < b ? -1 : 1);

type TallyPorts = Pick<Ports, 'table' | 'clock' | 'thresholds'> & {
  queues: Pick<Ports['queues'], 'touched'>;
};

/**
 * Counts days of an entity again, then updates its META and aliases from all its days.
 *
 * @param days each with the time at which its latest message was sent, milliseconds since 1970
 */
export async function tallyEntity(
  ports: TallyPorts,
  entity: string,
  days: ReadonlyMap<string, number>,
): Promise<void> {
  const { hotDocuments, hotIntervalMilliseconds } = ports.thresholds ?? thresholds;
  const delayed: string[] = [];
  for (const [day, sent] of days) {
    const field = tallyField(day);
    const observe = async (row: Item | undefined) => {
      const noted = row?.[field] === undefined ? undefined : dayTally.parse(row[field]).counted;
      const now = ports.clock();
      // A time in the future was noted before the clock was set back, and says nothing now.
      const counted = noted !== undefined && noted <= now + clockSkewMilliseconds ? noted : undefined;
      // The last count began after this message was sent, so it includes the change.
      if (counted !== undefined && counted > sent + clockSkewMilliseconds) return undefined;
      if (counted !== undefined && now - counted < hotIntervalMilliseconds) {
        delayed.push(day);
        return undefined;
      }
      const count = await countDay(ports, entity, day);
      const intent = { ...count, ...(count.documents >= hotDocuments && { counted: now }) };
      return { desired: count, intent };
    };
    await acquire(ports, { key: keys.tally(entity, day), field }, observe, { overtaken: true });
  }
  if (delayed.length > 0) {
    const tallies = delayed.map((day) => ({ day, entities: [entity] }));
    await enqueueTallies(ports.queues.touched, tallies, { delaySeconds: hotIntervalMilliseconds / 1000 });
  }
  if (delayed.length < days.size) await updateMeta(ports, entity);
}

async function countDay(ports: TallyPorts, entity: string, day: string): Promise<Omit<DayTally, 'token'>> {
  const rows = await queryAll(ports.table, {
    pk: keys.entity(entity).pk,
    prefix: `DAY#${day}#`,
    consistent: true,
  });
  return tallyOf(rows.filter(isLive).map((row) => posting.parse(row)));
}

/** The tally of a day's postings. */
export function tallyOf(postings: readonly Posting[]): Omit<DayTally, 'token'> {
  return {
    documents: postings.length,
    mentions: postings.reduce((sum, { mentions }) => sum + mentions, 0),
    forms: countNames(
      postings.map(({ form }) => form),
      formBytesKept,
    ),
    also: countNames(
      postings.flatMap((posting) => posting.also ?? []),
      alsoBytesKept,
    ),
    roles: countNames(
      postings.flatMap(({ role }) => role ?? []),
      alsoBytesKept,
    ),
  };
}

/** How often each name occurs; only the most frequent ones, up to this many bytes. */
function countNames(names: readonly string[], bytesKept: number): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  let bytes = 0;
  const kept = [...counts]
    .sort(byCountThenName)
    .slice(0, formsKept)
    .filter(([name]) => {
      bytes += Buffer.byteLength(name);
      return bytes <= bytesKept;
    });
  return Object.fromEntries(kept);
}

/**
 * Reconciles the entity's META: its desired state follows from the months' items, and its rows are the
 * aliases.
 */
async function updateMeta(ports: TallyPorts, entity: string): Promise<void> {
  const observe = async (row: Item | undefined) => {
    const before = row === undefined ? undefined : entityMeta.parse(row);
    const summary = summarizeDays(entity, await readDays(ports, entity));
    const converged = before !== undefined && isConverged(row) && isSameList(before.aliases, summary.aliases);
    const aliases = converged
      ? summary.aliases
      : [...new Set([...(before?.aliases ?? []), ...summary.aliases])].sort();
    return { desired: { ...summary, converged }, intent: { ...summary.meta, aliases }, converged };
  };
  const lease = await acquire<EntitySummary>(ports, { key: keys.entity(entity) }, observe, {
    overtaken: true,
  });
  if (lease !== undefined && !lease.desired.converged)
    await writeAliases(lease, entity, lease.desired.aliases);
}

async function writeAliases(lease: Lease<unknown>, entity: string, wanted: string[]): Promise<void> {
  const owned = lease.previousRow === undefined ? [] : entityMeta.parse(lease.previousRow).aliases;
  for (const folded of wanted) await lease.write(keys.alias(folded, entity), { entity, folded });
  for (const folded of owned) if (!wanted.includes(folded)) await lease.bury(keys.alias(folded, entity));
  await lease.apply({ aliases: wanted });
}

interface EntitySummary {
  meta: Omit<EntityMeta, 'token' | 'aliases' | 'converged' | 'first' | 'last'> & {
    first: string | undefined;
    last: string | undefined;
  };
  aliases: string[];
  converged: boolean;
}

/** Every day of an entity that was ever counted. */
async function readDays(ports: TallyPorts, entity: string): Promise<[day: string, tally: DayTally][]> {
  const months = await queryAll(ports.table, {
    pk: keys.entity(entity).pk,
    prefix: 'TALLY#',
    consistent: true,
  });
  return months.flatMap((month) => daysOf(month));
}

/** Derives META and aliases from the days. Pure: the order in which the days were counted does not matter. */
export function summarizeDays(
  entity: string,
  days: readonly [day: string, tally: DayTally][],
): Omit<EntitySummary, 'converged'> {
  const counted = days.filter(([, { documents }]) => documents > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const dated = counted.map(([day]) => day).filter((day) => day !== undated);
  const full = mergeForms(counted, ({ forms }) => forms);
  const others = mergeForms(counted, ({ also }) => also);
  const fields = mergeForms(counted, ({ roles }) => roles);
  const sum = (field: 'documents' | 'mentions') =>
    counted.reduce((total, [, tally]) => total + tally[field], 0);
  const type = entity.slice(0, entity.indexOf('/')) as EntityType;
  return {
    meta: {
      entity,
      type,
      name: full[0]?.name ?? '',
      documents: sum('documents'),
      mentions: sum('mentions'),
      first: dated[0],
      last: dated.at(-1),
      names: [...full, ...others].slice(0, formsKept),
      roles: Object.fromEntries(fields.map(({ name, documents }) => [name, documents])),
    },
    aliases: [
      ...new Set([
        ...full.flatMap(({ name }) => fullNameAliases(type, name)),
        ...others.flatMap(({ name }) => otherNameAliases(type, name)),
      ]),
    ].sort(),
  };
}

/**
 * Most frequent first, then by name. The days are in order, so the first day with a form is the form's first
 * day.
 */
function mergeForms(
  days: readonly [day: string, tally: DayTally][],
  of: (tally: DayTally) => Record<string, number>,
): NameForm[] {
  const found = new Map<string, NameForm>();
  for (const [day, tally] of days) {
    for (const [name, documents] of Object.entries(of(tally))) {
      const form = found.get(name) ?? { name, documents: 0 };
      form.documents += documents;
      if (form.first === undefined && day !== undated) form.first = day;
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

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
