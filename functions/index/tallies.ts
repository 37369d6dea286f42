/** Tallies: an entity's postings counted by day, and from the days its META and aliases. Each is claimed as core/protocol/reconcile.ts says. */
import type { EntityType } from '../../core/entities/annotation.ts';
import { nameCore, surnamesOf } from '../../core/entities/personName.ts';
import { fold } from '../../core/entities/slug.ts';
import { enqueueTallies } from '../../core/protocol/messages.ts';
import { queryAll } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { acquire, isConverged, isLive, type Lease } from '../../core/protocol/reconcile.ts';
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
 * Forms of one id differ in case, accents and punctuation only. More than this many a day, or longer ones in all, are somebody's doing; the
 * rarest are left out of the day's tally (not of the postings), so that a month's item stays below 400 KB: 31 days of 8 KB and 2 KB, and their numbers.
 */
const formsKept = 50;
const formBytesKept = 8 * 1024;
const alsoBytesKept = 2 * 1024;

const byNumberThenName = ([a, m]: [string, number], [b, n]: [string, number]) => n - m || (a < b ? -1 : 1);

type TallyPorts = Pick<Ports, 'table' | 'clock'> & { queues: Pick<Ports['queues'], 'touched'> };

/** A count of this many documents is worth sparing: it is made at most once a minute, and the hints that come meanwhile wait. */
const hotDocuments = 1000;
const restMilliseconds = 60_000;
/** Clocks of two machines differ by less than this. */
const skewMilliseconds = 5_000;

/**
 * Counts these days of an entity again, then brings its META and aliases in line with all its days.
 *
 * @param days with the time (milliseconds since 1970) at which the latest hint about each was sent
 */
export async function tallyEntity(
  ports: TallyPorts,
  entity: string,
  days: ReadonlyMap<string, number>,
): Promise<void> {
  const waiting: string[] = [];
  for (const [day, sent] of days) {
    const field = tallyField(day);
    await acquire(ports, { key: keys.tally(entity, day), field }, async (row) => {
      const { counted } = row?.[field] === undefined ? {} : dayTally.parse(row[field]);
      const now = ports.clock();
      if (counted !== undefined && counted > sent + skewMilliseconds) return undefined; // that count began after this hint was sent
      if (counted !== undefined && now - counted < restMilliseconds) {
        waiting.push(day);
        return undefined;
      }
      const count = await countDay(ports, entity, day);
      return {
        desired: count,
        intent: { ...count, ...(count.documents >= hotDocuments && { counted: now }) },
      };
    });
  }
  if (waiting.length > 0) {
    const hints = waiting.map((day) => ({ day, entities: [entity] }));
    await enqueueTallies(ports.queues.touched, hints, { delaySeconds: restMilliseconds / 1000 });
  }
  if (waiting.length < days.size) await summarize(ports, entity);
}

async function countDay(ports: TallyPorts, entity: string, day: string): Promise<Omit<DayTally, 'token'>> {
  const rows = await queryAll(ports.table, {
    pk: keys.entity(entity).pk,
    prefix: `DAY#${day}#`,
    consistent: true,
  });
  return tallyOf(rows.filter(isLive).map((row) => posting.parse(row)));
}

/** What a day's postings come to. */
export function tallyOf(postings: readonly Posting[]): Omit<DayTally, 'token'> {
  return {
    documents: postings.length,
    mentions: postings.reduce((sum, { mentions }) => sum + mentions, 0),
    forms: counted(
      postings.map(({ form }) => form),
      formBytesKept,
    ),
    also: counted(
      postings.flatMap((posting) => posting.also ?? []),
      alsoBytesKept,
    ),
    roles: counted(
      postings.flatMap(({ role }) => role ?? []),
      alsoBytesKept,
    ),
  };
}

/** How often each stands there, the commonest only. */
function counted(names: readonly string[], bytesKept: number): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  let bytes = 0;
  const kept = [...counts]
    .sort(byNumberThenName)
    .slice(0, formsKept)
    .filter(([name]) => {
      bytes += Buffer.byteLength(name);
      return bytes <= bytesKept;
    });
  return Object.fromEntries(kept);
}

/** The entity's META is claimed like everything else: its truth is the months' items, its rows are the aliases. */
async function summarize(ports: TallyPorts, entity: string): Promise<void> {
  const lease = await acquire<Summary>(ports, { key: keys.entity(entity) }, async (row) => {
    const before = row === undefined ? undefined : entityMeta.parse(row);
    const summary = summaryOf(entity, await monthsOf(ports, entity));
    const converged = before !== undefined && isConverged(row) && equalSets(before.aliases, summary.aliases);
    const aliases = converged
      ? summary.aliases
      : [...new Set([...(before?.aliases ?? []), ...summary.aliases])].sort();
    return { desired: { ...summary, converged }, intent: { ...summary.meta, aliases }, converged };
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

interface Summary {
  meta: Omit<EntityMeta, 'token' | 'aliases' | 'converged' | 'first' | 'last'> & {
    first: string | undefined;
    last: string | undefined;
  };
  aliases: string[];
  converged: boolean;
}

/** All days of an entity that were ever counted. */
async function monthsOf(ports: TallyPorts, entity: string): Promise<[day: string, tally: DayTally][]> {
  const months = await queryAll(ports.table, {
    pk: keys.entity(entity).pk,
    prefix: 'TALLY#',
    consistent: true,
  });
  return months.flatMap((month) => daysOf(month));
}

/** What the days say of an entity. Pure: the same whatever the order in which they were counted. */
export function summaryOf(
  entity: string,
  days: readonly [day: string, tally: DayTally][],
): Omit<Summary, 'converged'> {
  const counted = days.filter(([, { documents }]) => documents > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const dated = counted.map(([day]) => day).filter((day) => day !== undated);
  const full = formsOf(counted, ({ forms }) => forms);
  const others = formsOf(counted, ({ also }) => also);
  const fields = formsOf(counted, ({ roles }) => roles);
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
        ...full.flatMap(({ name }) => aliasesOf(type, name)),
        ...others.flatMap(({ name }) => otherAliases(type, name)),
      ]),
    ].sort(),
  };
}

/** The commonest first, then by the name. Days come in order, so the first with a form is the day since when. */
function formsOf(
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
  return [...found.values()].sort((a, b) => byNumberThenName([a.name, a.documents], [b.name, b.documents]));
}

/** The folded forms under which a name is looked up: the whole, and for a person the surname, and the name without its middle initials. */
function aliasesOf(type: EntityType, form: string): string[] {
  const forms = type === 'person' ? [fold(form), nameCore(form).core, ...surnamesOf(form)] : [fold(form)];
  return forms.filter((folded) => folded !== '');
}

/** Acronyms and other names in the lists; of a person the short forms are parts of the name, and need none. */
function otherAliases(type: EntityType, form: string): string[] {
  const folded = fold(form);
  return type === 'person' || folded === '' ? [] : [folded];
}

function equalSets(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
