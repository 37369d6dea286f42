/**
 * How an entity's days are counted, in the model. One row has the token of all days, and the newest day;
 * older ones are closed: rows under that token. Even days are counted by shards, rows with their own tokens.
 * Longer than 250 lines: how a day is counted is read beside how it is closed.
 */
import { aliasesFor, areWritten, writeAliases } from './aliases.ts';
import { noticeDecisions } from './decisions.ts';
import { relink } from './links.ts';
import { acquire, type Execution, type Row, type World } from './world.ts';

interface Tally {
  token: number;
  documents: number;
  /** The counts of its shards, if the day is counted by them. A closed day has them in a row of their own. */
  parts?: Record<string, number>;
  /** The token of that row. It is written after the day's, so it may still be an earlier count's. */
  partsToken?: number;
}

interface EntityRow extends Row {
  days: Record<string, Tally>;
  closedThrough: number;
  /** The sum of the closed days. */
  closed: number;
  /** Closed days whose rows may have been written, or not. */
  moving: string[];
  /** Names that may have an alias row. */
  aliases?: string[];
  /** The last handler converged before it wrote its alias rows: the next one looks whether they are there. */
  unverified?: boolean | undefined;
  converged?: number;
}

const dayOf = (doc: string): string => String((doc.at(-1) ?? '').charCodeAt(0) % 3);
const halfOf = (doc: string): string => String((doc.at(-1) ?? '').charCodeAt(0) % 2);
const shardOf = (doc: string): string => String(doc.charCodeAt(0) % 2);
export const hasShards = (day: string): boolean => Number(day) % 2 === 0;
const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, each) => total + each, 0);

function* postings(world: World, entity: string, counts: (doc: string) => boolean): Generator<void, number> {
  yield;
  return world.query(`POST#${entity}#`).filter(([key, row]) => !row.gone && counts(key.split('#')[2] ?? ''))
    .length;
}

/**
 * Counts a half of a shard again, or both halves.
 *
 * @returns the count of the shard by its row
 */
function* countShard(
  world: World,
  entity: string,
  day: string,
  shard: string,
  halves: readonly string[],
): Generator<void, number> {
  const key = `SHARD#${entity}#${day}#${shard}`;
  for (;;) {
    yield;
    const row = world.get(key);
    const parts: Record<string, number> = { ...(row?.parts as Record<string, number> | undefined) };
    for (const half of halves)
      parts[half] = yield* postings(
        world,
        entity,
        (doc) => dayOf(doc) === day && shardOf(doc) === shard && halfOf(doc) === half,
      );
    const raised = world.off === 'shard' ? (world.get(key)?.token ?? 0) : (row?.token ?? 0);
    if ((yield* acquire(world, key, raised, { parts })) !== undefined) return sum(Object.values(parts));
  }
}

/** @param id the entity, and the document whose posting has changed */
export function* tally(world: World, id: string): Execution {
  yield* countAgain(world, id);
  const entity = id.split('@')[0] ?? '';
  yield* noticeDecisions(world, entity);
  yield* relink(world, entity);
}

function* countAgain(world: World, id: string): Execution {
  const [entity = '', doc = ''] = id.split('@');
  const key = `TALLY#${entity}`;
  const hinted = new Set([dayOf(doc)]);
  const counted = new Map<
    string,
    { seen: number; partsSeen: number | undefined; overtaken: number; tally: Omit<Tally, 'token'> }
  >();
  for (;;) {
    yield;
    const row = world.get(key) as EntityRow | undefined;
    const settled = row === undefined || row.converged === row.token;
    const verified = world.off === 'verified' || row?.unverified !== true;
    const { closedThrough = -1, closed = 0, moving = [], aliases = [] } = row ?? {};
    const isClosed = (day: string) => Number(day) <= closedThrough;
    const doubtful = settled ? [] : moving;
    const due = new Set([...hinted, ...doubtful.filter(isClosed)]);
    // The sum of the closed days is wrong if the last handler died while it wrote some of them.
    const addsUp = doubtful.length > 0 && world.off !== 'sum';
    const months = yield* addsUp
      ? closedDays(world, entity, isClosed)
      : closedDaysOf(world, entity, [...due].filter(isClosed));
    const days: Record<string, Tally> = { ...row?.days };
    const written: Record<string, Tally> = {};
    const token = (row?.token ?? 0) + 1;
    let found = false;
    for (const day of due) {
      const known = isClosed(day) ? yield* withParts(world, entity, day, months.get(day)) : days[day];
      const seen = known?.token ?? 0;
      const partsSeen = world.off === 'parts' ? undefined : known?.partsToken;
      const before = counted.get(day);
      const overtaken = before === undefined ? 0 : before.overtaken + 1;
      // The last handler may still write the row of a day that it was moving, so what the row says is nothing.
      const isDoubtful = isClosed(day) && doubtful.includes(day) && world.off !== 'doubtful';
      if (isDoubtful)
        counted.set(day, {
          ...{ seen: -1, partsSeen, overtaken },
          tally: yield* count(world, entity, day, doc, undefined),
        });
      else if (before?.seen !== seen || before.partsSeen !== partsSeen) {
        // The second to count the day began after the first had written it, so it includes what the hint is
        // about. A count of a shard includes nothing of the others.
        if (overtaken >= (world.off === 'overtaken' ? 1 : 2) && !hasShards(day)) {
          if (!settled || !verified) return world.hint('tally', id);
          hinted.delete(day);
          continue;
        }
        const tally = yield* count(world, entity, day, doc, known);
        counted.set(day, { seen, partsSeen, overtaken, tally });
      }
      found = true;
      const tally = { token, documents: 0, ...counted.get(day)?.tally };
      if (isClosed(day)) written[day] = tally;
      else days[day] = tally;
    }
    if (!found) return;
    const open = Object.keys(days).sort();
    const closing = open.slice(0, -1);
    const after = new Map([...months, ...Object.entries(written)]);
    const base = addsUp ? 0 : closed - sum(documentsOf(months));
    const total = base + sum(documentsOf(after)) + sum(closing.map((day) => days[day]?.documents ?? 0));
    for (const day of closing) written[day] = days[day] as Tally;
    const remaining = Object.fromEntries(Object.entries(days).filter(([day]) => !closing.includes(day)));
    const documents = total + sum(Object.values(remaining).map((each) => each.documents));
    const raised = world.off === 'tally' ? (world.get(key)?.token ?? 0) : (row?.token ?? 0);
    const wanted = aliasesFor(documents);
    const counts = { days, documents, closed, closedThrough, unverified: undefined };
    if (settled && Object.keys(written).length === 0) {
      const intent = { ...counts, moving: [], aliases: wanted, converged: raised + 1 };
      const isSame = aliases.join() === wanted.join();
      if (isSame && (verified || (yield* areWritten(world, entity, wanted)))) {
        if ((yield* acquire(world, key, raised, intent)) !== undefined) return;
        continue;
      }
      // One write of the entity's row instead of two: it converges before the new aliases are written.
      if (verified && aliases.every((name) => wanted.includes(name))) {
        const own = yield* acquire(world, key, raised, { ...intent, unverified: true });
        if (own === undefined) continue;
        const added = wanted.filter((name) => !aliases.includes(name));
        return yield* writeAliases(world, entity, own, { wanted: added, owned: [] });
      }
    }
    const owned = [...new Set([...aliases, ...wanted])];
    const noted = world.off === 'moving' ? [] : [...new Set([...doubtful, ...Object.keys(written)])];
    const own = yield* acquire(world, key, raised, { ...counts, moving: noted, aliases: owned });
    if (own === undefined) continue;
    for (const day of new Set([...doubtful, ...Object.keys(written)])) {
      yield;
      const name = `MONTH#${entity}#${day}`;
      const { parts, token: counted, ...tally } = written[day] ?? {};
      const known = world.get(name) ?? { count: 0 };
      world.put(name, { ...known, ...tally, ...(counted !== undefined && { counted }), token: own });
      if (parts === undefined) continue;
      yield;
      world.put(partsRow(entity, day), { token: own, parts });
    }
    yield* writeAliases(world, entity, own, { wanted, owned });
    yield;
    const now = world.get(key) as EntityRow;
    if (now.token !== own) return; // superseded: the newer handler counts what this one was moving
    const through = Math.max(closedThrough, ...closing.map(Number));
    world.set(key, {
      ...now,
      days: remaining,
      closed: total,
      closedThrough: through,
      moving: [],
      aliases: wanted,
      converged: own,
    });
    return;
  }
}

const documentsOf = (days: ReadonlyMap<string, Tally>): number[] =>
  [...days.values()].map(({ documents }) => documents);

/** All closed days, by their rows. */
function* closedDays(
  world: World,
  entity: string,
  isClosed: (day: string) => boolean,
): Generator<void, Map<string, Tally>> {
  yield;
  const rows = world.query(`MONTH#${entity}#`).map(([name, row]) => [name.split('#')[2] ?? '', row] as const);
  return new Map(rows.filter(([day]) => isClosed(day)).map(([day, row]) => [day, tallyOf(row)]));
}

/** Its token is that of who counted the day. Whoever moves the day into the row leaves it. */
const tallyOf = (row: Row): Tally => ({ ...(row as Row & Tally), token: Number(row.counted) });

/** Some of them. */
function* closedDaysOf(
  world: World,
  entity: string,
  days: readonly string[],
): Generator<void, Map<string, Tally>> {
  const found = new Map<string, Tally>();
  for (const day of days) {
    yield;
    const row = world.get(`MONTH#${entity}#${day}`);
    if (row !== undefined) found.set(day, tallyOf(row));
  }
  return found;
}

const partsRow = (entity: string, day: string): string => `SHARD#${entity}#${day}#all`;

function* withParts(
  world: World,
  entity: string,
  day: string,
  known: Tally | undefined,
): Generator<void, Tally | undefined> {
  if (known === undefined || !hasShards(day)) return known;
  yield;
  const row = world.get(partsRow(entity, day)) as (Row & Required<Pick<Tally, 'parts'>>) | undefined;
  return row === undefined ? known : { ...known, parts: row.parts, partsToken: row.token };
}

function* count(
  world: World,
  entity: string,
  day: string,
  doc: string,
  known: Tally | undefined,
): Generator<void, Omit<Tally, 'token'>> {
  if (!hasShards(day)) return { documents: yield* postings(world, entity, (each) => dayOf(each) === day) };
  const isWhole = known?.parts === undefined || dayOf(doc) !== day;
  const parts: Record<string, number> = isWhole ? {} : { ...known.parts };
  for (const shard of isWhole ? ['0', '1'] : [shardOf(doc)])
    parts[shard] = yield* countShard(world, entity, day, shard, isWhole ? ['0', '1'] : [halfOf(doc)]);
  return { documents: sum(Object.values(parts)), parts };
}
