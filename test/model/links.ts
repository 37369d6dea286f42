/**
 * Short names in the model (ADR 38): a document that has the short name `s` puts it to one of its bearers, or
 * to nobody, by the other documents that name them. So the rows of a document are a function of its sources
 * and of the evidence. A row beside its postings says whom it put the name to, and that the name stands there
 * where a decision may have changed the posting; else the posting says it.
 */
import { decidedRows, type Resolution, shownRow } from './decisions.ts';
import type { Execution, World } from './world.ts';

export const shortName = 's';
/** Those of the payloads `a` and `b`. */
const bearers = ['e6', 'e0'];

/** Whom each short name of a document is put to; null: to nobody. */
export type Links = ReadonlyMap<string, string | null>;

export const placeRow = (doc: string): string => `NAME#${shortName}#${doc}`;
const docOf = (key: string): string => key.split('#')[2] ?? '';

/**
 * The bearer whom most other documents name, unless more of them have the short name alone. What links put to
 * a bearer is no evidence, so that no link rests on another.
 */
function* answer(world: World, doc: string): Generator<void, string | null> {
  const counts: [string, number][] = [];
  for (const bearer of bearers) {
    yield;
    const rows = world.query(`POST#${bearer}#`).filter(([key, row]) => !row.gone && docOf(key) !== doc);
    const own = world.off === 'link evidence' ? rows : rows.filter(([, { via }]) => via === undefined);
    counts.push([bearer, own.length]);
  }
  yield;
  const alone = [...places(world).keys()].filter((other) => other !== doc);
  const [first, second] = counts.sort(([, a], [, b]) => b - a);
  if (first === undefined || second === undefined || first[1] === second[1]) return null;
  return alone.length > 2 * first[1] ? null : first[0];
}

/**
 * The documents in which the short name stands, and whom it is put to. A posting that a decision made counts
 * for nothing: a document with the short name has its own row then.
 */
function places(world: World): Map<string, string | null> {
  const places = new Map<string, string | null>();
  for (const [key, { gone, by }] of world.query(`POST#${shortName}#`))
    if (!gone && !by) places.set(docOf(key), null);
  for (const [key, { gone, to }] of world.query(`NAME#${shortName}#`))
    if (!gone) places.set(docOf(key), to as string | null);
  return places;
}

/** @param entities of the document; without a short name there is nothing to read */
export function* findLinks(
  world: World,
  doc: string,
  entities: readonly string[],
): Generator<void, Links | undefined> {
  if (!world.links || !entities.includes(shortName)) return undefined;
  return new Map([[shortName, yield* answer(world, doc)]]);
}

/** The entities under the ids that links give them, and the posting to which a link puts a name. */
export function linkEntities(
  doc: string,
  entities: readonly string[],
  links: Links | undefined,
): { entities: string[]; linking: string[] } {
  const linked = entities.map((entity) => links?.get(entity) ?? entity);
  const made = linked.filter((entity, i) => entity !== entities[i]);
  return { entities: [...new Set(linked)], linking: made.map((entity) => shownRow(entity, doc)) };
}

/**
 * The rows of a document, among those that are wanted, that the short name alone brings, by a link or a
 * decision. They are no evidence; a row that another of its entities would make as well is.
 *
 * @param rows.linking those that a link makes
 */
export function lentRows(
  world: World,
  log: Resolution,
  doc: string,
  rows: { entities: readonly string[]; wanted: ReadonlyMap<string, string>; linking: readonly string[] },
): Set<string> {
  if (world.off === 'lent row') return new Set(rows.linking);
  const others = rows.entities.filter((entity) => entity !== shortName);
  const own = decidedRows(log, doc, others);
  const all = [...rows.wanted.keys()].filter((key) => key !== shownRow(shortName, doc));
  return new Set(all.filter((key) => !own.has(key)));
}

/** After a count of a bearer or of the short name: finds the documents where it belongs elsewhere now. */
export function* relink(world: World, entity: string): Execution {
  if (world.off === 'relink' || !world.links) return;
  if (entity !== shortName && !bearers.includes(entity)) return;
  yield;
  for (const [doc, to] of places(world)) {
    if ((yield* answer(world, doc)) === to) continue;
    yield;
    world.hint('store', doc);
  }
}
