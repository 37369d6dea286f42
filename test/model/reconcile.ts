/**
 * An executable model of the correctness protocol (docs/architecture.md). Its stages are generators: each
 * `yield` is a port call, and anything may happen between two of them. `random.ts` runs random histories on
 * it, `explore.ts` every interleaving of small worlds; `npm run model` does both.
 * Longer than 250 lines: all stages of the protocol are in one place.
 */
import { apply, decidedRows, readLog, shownRow } from './decisions.ts';
import { findLinks, type Links, lentRows, linkEntities, placeRow, shortName } from './links.ts';
import { read } from './reader.ts';
import { monthOf, search, sendSearchRow } from './searchRows.ts';
import { sweep } from './sweep.ts';
import { tally } from './tally.ts';
import {
  acquire,
  type Execution,
  isConverged,
  type Meta,
  type Row,
  type Stage,
  type Version,
  type World,
} from './world.ts';

const live = (rows: [string, Row][]): [string, Row][] => rows.filter(([, row]) => !row.gone);
const entitiesOf = (payload: string): string[] => [
  ...new Set([...payload].map((c) => (c === 'S' ? shortName : `e${c.charCodeAt(0) % 7}`))),
];

interface Source {
  payload: string;
  modified: number;
}

interface DesiredState {
  /** Names the versions that count, whether they can be read or not. */
  fingerprint: string;
  documents: Map<string, Source>;
  /** A version that counts cannot be read now. */
  unreadable: boolean;
}

/**
 * What a key should become: its current version's documents; for a feed, those of every version since its
 * last deletion.
 */
function desiredState(versions: readonly Version[] = []): DesiredState {
  const current = versions.at(-1);
  const since = versions.slice(versions.findLastIndex(({ deleted }) => deleted) + 1);
  const feed = current?.feed === true && current.unreadable !== true;
  const counting = feed ? since : since.slice(-1);
  const read = counting.filter((version) => !version.unreadable && (version.feed || !feed));
  const documents = read.flatMap(({ documents, modified }) =>
    Object.entries(documents).map(([doc, payload]): [string, Source] => [doc, { payload, modified }]),
  );
  return {
    fingerprint: counting.map(({ modified }) => modified).join(),
    documents: new Map(documents),
    unreadable: counting.some((version) => version.unreadable),
  };
}

const digestOf = ({ payload, modified }: Source): string => `${payload}@${modified}`;
const digestOfAll = (children: Iterable<[string, string]>): string => JSON.stringify([...children].sort());
const digestOfRows = (rows: [string, Row][]): string =>
  digestOfAll(
    live(rows).map(([key, row]): [string, string] => [key.split('#')[2] ?? '', String(row.digest)]),
  );

interface Place {
  token: number;
  digest: string;
  after: string;
}

/** Up to this document, the last claimant has written the rows that are wanted, and sent their hints. */
function inheritedPlace({ off }: World, before: Row | undefined, wanted: string): string {
  const place = before?.place as Place | undefined;
  if (place === undefined || (off !== 'place token' && place.token !== before?.token)) return '';
  if (isConverged(before)) return ''; // noted late, after the rows were applied
  return off === 'place rows' || place.digest === wanted ? place.after : '';
}

/** @returns `false` if a newer claimant is at work */
function* notePlace(world: World, claim: string, place: Place): Generator<void, boolean> {
  yield;
  const row = world.get(claim);
  if (row?.token !== place.token) return false;
  world.set(claim, { ...row, place });
  return true;
}

function* normalize(world: World, key: string): Execution {
  const claim = `OBJ#${key}`;
  let token: number | undefined;
  let desired = desiredState();
  let before: Row | undefined;
  while (token === undefined) {
    yield;
    before = world.get(claim);
    yield;
    desired = desiredState(world.versions(key));
    const isSettled = world.off === 'unreadable' || !before?.unreadable;
    if (isConverged(before) && isSettled && before?.fingerprint === desired.fingerprint) {
      yield;
      // Unchanged only if no superseded claimant has left or taken a row meanwhile.
      if (digestOfRows(world.query(`CHILD#${key}#`)) === before.digest) {
        const seen = before.token;
        if ((yield* acquire(world, claim, seen, { converged: seen + 1 })) !== undefined) return;
        continue;
      }
    }
    const wanted = digestOfAll([...desired.documents].map(([doc, source]) => [doc, digestOf(source)]));
    const after = inheritedPlace(world, before, wanted);
    const seen = before?.token ?? 0;
    const inherited = after === '' ? undefined : { token: seen + 1, digest: wanted, after };
    // Without the guard, the place of another claimant stays, and counts.
    token = yield* acquire(world, claim, seen, world.off === 'place token' ? {} : { place: inherited });
  }
  const { documents, fingerprint, unreadable } = desired;
  const wanted = digestOfAll([...documents].map(([doc, source]) => [doc, digestOf(source)]));
  const place = inheritedPlace(world, before, wanted);
  yield;
  const children = world.query(`CHILD#${key}#`); // listed after the token was acquired
  const known = new Map(children.map(([row, child]) => [row.split('#')[2] ?? '', child]));
  // The last claimant converged, and the rows are still its own: then only what differs is written.
  const trusted =
    isConverged(before) && (world.off === 'digest' || digestOfRows(children) === before?.digest);
  const outdated = [...documents]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([doc, source]) => {
      const child = known.get(doc);
      return !(trusted || doc <= place) || !child || child.gone || child.digest !== digestOf(source);
    });
  for (const [i, [doc, source]] of outdated.entries()) {
    const noted: Place = { token, digest: wanted, after: doc };
    if (world.off === 'place last' && !(yield* notePlace(world, claim, noted)))
      return yield* again(world, key);
    yield;
    world.put(`CHILD#${key}#${doc}`, { token, digest: digestOf(source) });
    yield;
    world.put(`FROM#${doc}#${key}`, { token, ...source });
    yield;
    world.hint('extract', doc);
    if (i === outdated.length - 1) break;
    if (world.off !== 'place last' && !(yield* notePlace(world, claim, noted)))
      return yield* again(world, key);
    if (!world.isOver()) continue;
    yield;
    return world.hint('normalize', key); // another execution goes on from here
  }
  const touched = new Set<string>();
  // Listed once more: a superseded claimant may have added one since.
  yield;
  for (const [row, child] of world.query(`CHILD#${key}#`)) {
    const doc = row.split('#')[2] ?? '';
    if (documents.has(doc) || child.token >= token || (trusted && child.gone)) continue;
    touched.add(doc);
    if (child.gone) continue;
    yield;
    world.put(`FROM#${doc}#${key}`, { token, gone: true });
    yield;
    world.put(`CHILD#${key}#${doc}`, { token, gone: true });
  }
  for (const doc of touched) {
    yield;
    world.hint('extract', doc);
  }
  yield;
  const row = world.get(claim);
  if (row?.token === token)
    world.set(claim, { ...row, converged: token, digest: wanted, fingerprint, unreadable, place: undefined });
  else yield* again(world, key);
}

/**
 * Superseded: the newer claimant may have trusted a row that this one overwrote, or listed the rows before
 * this one wrote one.
 */
function* again(world: World, key: string): Execution {
  if (world.off === 'again') return;
  yield;
  world.hint('normalize', key);
}

function* extract(world: World, doc: string): Execution {
  yield;
  for (const [, from] of live(world.query(`FROM#${doc}#`))) {
    yield;
    world.annotate(String(from.payload));
  }
  yield;
  world.hint('store', doc);
}

/** Which version of an item a payload is, if it is one: `t3ab` is version 3. */
const revisionOf = (payload: unknown): string | undefined => /^t([0-5])\D/.exec(String(payload))?.[1];

/**
 * The payload of the winning source: the newest by (modified, key), or if that is a version of an item, the
 * newest version.
 */
function winnerOf(world: World, doc: string): string | undefined {
  const sources = live(world.query(`FROM#${doc}#`)).sort(
    ([ka, a], [kb, b]) => Number(b.modified) - Number(a.modified) || (ka < kb ? 1 : -1),
  );
  const payloads = sources.map(([, row]) => row.payload as string);
  if (revisionOf(payloads[0]) === undefined) return payloads[0];
  const versions = payloads.filter((payload) => revisionOf(payload) !== undefined);
  return versions.sort((a, b) => Number(revisionOf(b)) - Number(revisionOf(a)))[0];
}

/** Readers of the log may have passed a place older than this. */
const readersWait = 4;

const placeAfter = (world: World, changed = 0): number =>
  world.off === 'change time' ? world.tick() : Math.max(world.tick(), changed + 1);

function* store(world: World, doc: string): Execution {
  let token: number | undefined;
  let payload: string | undefined;
  let meta: Meta = { token: 0, pending: [] };
  let wanted = new Map<string, string>();
  let deciding: string[] = [];
  let links: Links | undefined;
  let linking: string[] = [];
  let lent = new Set<string>();
  let time = 0;
  let round = 0;
  while (token === undefined) {
    yield;
    meta = (world.get(`DOC#${doc}`) as Meta | undefined) ?? { token: 0, pending: [] };
    yield;
    payload = winnerOf(world, doc);
    // All that decisions say about the document comes from one reading of their log.
    const log = readLog(world);
    if (payload !== undefined && !world.isAnnotated(payload)) {
      // Its own hint is on the way. Who applied the payload before may have died before the hint for its row.
      sendSearchRow(world, doc, false);
      return;
    }
    links = yield* findLinks(world, doc, entitiesOf(payload ?? ''));
    const named = linkEntities(doc, entitiesOf(payload ?? ''), links);
    linking = named.linking;
    wanted = decidedRows(log, doc, named.entities);
    lent = lentRows(world, log, doc, { entities: entitiesOf(payload ?? ''), wanted, linking });
    deciding = [...wanted].filter(([, by]) => by !== '').map(([key]) => key);
    const pending =
      payload !== undefined && world.off !== 'pending' ? [...meta.pending, payload] : meta.pending;
    // The place in the log of changes is taken in the same write: a newer claimant always has a later one.
    time = placeAfter(world, meta.changed);
    round = world.round();
    const noted = world.off === 'deciding' ? [] : [...new Set([...(meta.deciding ?? []), ...deciding])];
    const linked = world.off === 'linking' ? [] : [...new Set([...(meta.linking ?? []), ...linking])];
    const intent = { pending, deciding: noted, linking: linked, changed: time };
    token = yield* acquire(world, `DOC#${doc}`, meta.token, intent);
  }
  const before = [...meta.pending, meta.applied ?? ''].flatMap(entitiesOf);
  const shown = before.map((entity) => shownRow(entity, doc));
  const owned = new Set([...shown, ...(meta.deciding ?? []), ...(meta.linking ?? [])]);
  for (const [key, by] of wanted) {
    yield;
    world.put(key, { token, payload, by, ...(lent.has(key) && { via: shortName }) });
  }
  const to = links?.get(shortName);
  const hasPlaceRow = links !== undefined && (to !== null || deciding.length > 0);
  const hadPlaceRow = [...(meta.linking ?? []), ...(meta.deciding ?? [])].length > 0;
  if (hasPlaceRow || (hadPlaceRow && before.includes(shortName))) {
    yield;
    world.put(placeRow(doc), hasPlaceRow ? { token, payload, to } : { token, gone: true });
  }
  for (const key of owned) {
    if (wanted.has(key)) continue;
    yield;
    world.put(key, { token, gone: true });
  }
  // Where a decision moves the short name, no posting leads to it, and its evidence may be old by now.
  const asked = hasPlaceRow && deciding.length > 0 ? [shownRow(shortName, doc)] : [];
  const touched = [...owned, ...wanted.keys(), ...asked].map((key) => key.split('#')[1] ?? '');
  for (const entity of new Set(touched)) {
    yield;
    world.hint('tally', `${entity}@${doc}`);
  }
  // A claimant that did not end may have announced something else, even a removal.
  const ended = world.off === 'announce' || isConverged(meta) || meta.token === 0;
  const isLogged = !ended || meta.applied !== payload;
  if (isLogged) {
    yield;
    if (world.time() - time > readersWait) {
      // Readers of the log may have passed this place: take a later one, with a token of its own.
      time = placeAfter(world, time);
      round = world.round();
      token = yield* acquire(world, `DOC#${doc}`, token, { changed: time });
      if (token === undefined) return; // superseded: the newer claimant announces
    }
    if (world.off === 'change time') time = world.tick();
    yield;
    world.set(`CHANGE#${String(time).padStart(9, '0')}#${doc}`, { token, doc, payload, time, round });
  }
  yield;
  const row = world.get(`DOC#${doc}`) as Meta;
  if (row.token !== token) return; // superseded: whoever raised it owns our pending payload
  // Whatever was pending may have been applied since META was read, and put into the search table.
  const months = world.off === 'months' ? [] : [...(meta.months ?? []), ...meta.pending.map(monthOf)];
  const payloads = [meta.applied, payload].filter((each) => each !== undefined);
  world.set(`DOC#${doc}`, {
    ...row,
    applied: payload,
    appliedToken: token,
    months: [...new Set([...months, ...payloads.map(monthOf)])],
    pending: [],
    deciding,
    linking,
    converged: token,
  } as Meta);
  yield;
  // After `applied`. Readers find a row that waits by the log of changes; what was removed goes at once.
  const mayWait = world.off === 'wait logged' || (isLogged && payload !== undefined);
  sendSearchRow(world, doc, mayWait);
}

export const stages: Record<Stage, (world: World, id: string) => Execution> = {
  normalize,
  extract,
  store,
  tally,
  search,
  sweep,
  apply,
  read,
};
