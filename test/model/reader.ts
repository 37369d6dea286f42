/**
 * Those who read the search table in the model while rows wait (ADR 46). A reader reads the log of changes
 * back to where no row can be waiting any more, META of each document in it, and one month of the table after
 * the other; it adds the rows that a month lacks. It keeps what it knows, as core/queries/searchRows does.
 *
 * A read checks itself: the answer for a document must be what META has applied, whatever is merged
 * meanwhile, if META has not changed since the moment for which the reader reads, or not since the read began
 * and the row was in the table by then.
 */
import { monthOf, mostRounds, searchRow } from './searchRows.ts';
import { type Execution, isConverged, type Meta, type Row, type World, wasRow } from './world.ts';

/** What the process of the reader remembers. */
export const readerRow = 'READER';
/** An answer that was wrong. */
const wrongRow = (doc: string): string => `WRONG#${doc}`;

/** The row of a document that changed lately. */
interface Recent {
  doc: string;
  token: number;
  payload?: string;
  /** Where the table may have rows of the document. */
  months: string[];
}

interface Reader extends Row {
  /** The moment: later changes are left out. */
  until: number;
  /** The rows of the moment. */
  recent: Recent[];
  /** Those of them that stay, with the time of the change by which they were found. */
  kept: { row: Recent; time: number }[];
  /** META of all documents when the moment began, to check the answer; of none if a read lagged behind. */
  began: [string, Row][];
}

/** What the table had when a read began, to check the answer. */
interface Began {
  metas: readonly [string, Row][];
  searched: readonly [string, Row][];
}

/** A message is late by less than a round. */
const lateRounds = 1;
const months = ['m0', 'm1'];

/**
 * @param moment `now`; `lagging`, if META is read as it was before it was last written; or `again` for the
 *   moment of the reader's last answer
 */
export function* read(world: World, moment: string): Execution {
  yield;
  const before = world.get(readerRow) as Reader | undefined;
  const began = { metas: world.query('DOC#'), searched: world.query('SEARCH#') };
  const lags = moment === 'lagging';
  const reader = moment === 'again' && before ? before : yield* begin(world, before, lags);
  const answer = new Map<string, string[]>();
  for (const month of months) {
    yield;
    for (const [doc, payload] of rowsOf(world, month, reader.recent))
      answer.set(doc, [...(answer.get(doc) ?? []), payload]);
  }
  for (const [doc, found] of wrongAnswers(world, reader, began, answer))
    world.set(wrongRow(doc), { token: 1, payload: `answered ${found}` });
}

/** Reads what changed until now. */
function* begin(world: World, before: Reader | undefined, lags: boolean): Generator<void, Reader> {
  const until = world.time();
  const began = lags ? [] : world.query('DOC#');
  const first = world.round() - mostRounds - (world.off === 'wait window' ? 0 : lateRounds);
  const changes = new Map<string, number>();
  for (const [, { doc, time, round }] of world.query('CHANGE#'))
    if (Number(round) >= first && Number(time) <= until) changes.set(String(doc), Number(time));
  const kept = (before?.kept ?? []).filter(({ row, time }) => changes.get(row.doc) === time);
  const unsettled: Recent[] = [];
  for (const [doc, time] of changes) {
    if (kept.some(({ row }) => row.doc === doc)) continue;
    yield;
    const meta = (lags ? readLate(world, doc) : world.get(`DOC#${doc}`)) as Meta | undefined;
    if (meta?.appliedToken === undefined) continue;
    const { applied: payload, appliedToken: token, months = [] } = meta;
    const row = { doc, token, months, ...(payload !== undefined && { payload }) };
    // While a handler is at work, or the read lags behind, META does not say yet what the change made.
    const isAtWork = world.off !== 'recent settled' && !isConverged(meta);
    const isLate = world.off !== 'recent late' && (meta.changed ?? 0) < time;
    if (!isAtWork && !isLate) kept.push({ row, time });
    else unsettled.push(row);
  }
  const recent = [...kept.map(({ row }) => row), ...unsettled];
  const reader: Reader = { token: 1, until, recent, kept, began };
  world.set(readerRow, reader);
  return reader;
}

/** META as it was before it was last written. */
function readLate(world: World, doc: string): Row | undefined {
  const newest = world.get(`DOC#${doc}`);
  const was = world.get(wasRow(`DOC#${doc}`))?.row as Row | undefined;
  return newest && was;
}

/** What a month of the table has for a reader: documents and payloads. */
function rowsOf(world: World, month: string, recent: readonly Recent[]): [string, string][] {
  const table = world.query('SEARCH#').filter(([key]) => key.endsWith(month));
  const tokenOf = (doc: string) => table.find(([key]) => key === searchRow(doc, month))?.[1].token ?? 0;
  const newer = recent.filter(({ doc, token }) => tokenOf(doc) < token || world.off === 'recent newer');
  const isOwn = ({ payload }: Recent) => payload !== undefined && monthOf(payload) === month;
  const hidden = newer.filter((row) =>
    isOwn(row) ? world.off !== 'recent hidden' : world.off !== 'recent earlier' && row.months.includes(month),
  );
  const without = new Set(hidden.map(({ doc }) => searchRow(doc, month)));
  const stored = table.filter(([key, { gone }]) => !gone && !without.has(key));
  return [
    ...stored.map(([key, { payload }]): [string, string] => [key.split('#')[1] ?? '', String(payload)]),
    ...newer.filter(isOwn).map(({ doc, payload = '' }): [string, string] => [doc, payload]),
  ];
}

/** The documents for which the answer should be another. */
function wrongAnswers(
  world: World,
  reader: Reader,
  { metas, searched }: Began,
  answer: ReadonlyMap<string, readonly string[]>,
): [string, string][] {
  const now = new Map(world.query('DOC#'));
  const momentBegan = new Map(reader.began);
  const tokens = new Map(searched.map(([key, { token }]) => [key, token]));
  return metas.flatMap(([key, row]): [string, string][] => {
    const { token, applied, appliedToken = 0, changed = 0, months: own = [] } = row as Meta;
    if (!isConverged(row) || now.get(key)?.token !== token) return [];
    const doc = key.split('#')[1] ?? '';
    const isMerged = own.every((month) => (tokens.get(searchRow(doc, month)) ?? 0) >= appliedToken);
    const then = momentBegan.get(key);
    const isOfMoment = isConverged(then) && then?.token === token && changed <= reader.until;
    if (!isMerged && !isOfMoment) return [];
    const found = (answer.get(doc) ?? []).join();
    return found === (applied ?? '') ? [] : [[doc, found]];
  });
}
