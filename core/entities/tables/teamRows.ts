/** Teams of results, fixtures and standings that the tagger missed, or cut, or took for others. */
import { isCountry, listedName } from '../gazetteer.ts';
import type { Passage } from '../passages.ts';
import { foundName, NamesByToken, withFound } from '../spans/namesByToken.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { type NameRange, type Row, rowOf } from './rows.ts';

/** Set by hand, 0 to 1: as sure as what the words around a name decide. */
const confidence = 0.7;
/** A person above this confidence is one. */
const surePerson = 0.6;
/** Below it, a place or an organisation is left out unless something supports it. */
const hardlyTeam = 0.5;

/** The names, in text order, with those of rows whose other names are teams or places. */
export function withTeamRows(passages: readonly Passage[], names: readonly TaggedName[]): TaggedName[] {
  const blocks = blocksOf(passages);
  const tagged = new NamesByToken(names);
  return withFound(
    names,
    blocks.flatMap((block) => teamsOf(block, tagged)),
  );
}

/** Rows of one kind that follow each other. */
function blocksOf(passages: readonly Passage[]): Row[][] {
  const blocks: Row[][] = [];
  let last: Row | undefined;
  for (const passage of passages) {
    const row = rowOf(passage);
    if (row !== undefined && row.kind === last?.kind) blocks.at(-1)?.push(row);
    else if (row !== undefined) blocks.push([row]);
    last = row;
  }
  return blocks;
}

function teamsOf(block: readonly Row[], tagged: NamesByToken): TaggedName[] {
  const sides = block.flatMap((row) => row.names.map((range) => sideOf(row, range, tagged)));
  const found = sides.flatMap((side) => side.found);
  const persons = sureness(found.filter(({ type }) => type === 'person'));
  const teams = sureness(found.filter(({ type }) => type === 'place' || type === 'organization'));
  if (persons >= teams) return [];
  return sides.flatMap(({ whole, found }) => (needsMending(whole, found) ? [whole] : []));
}

const sureness = (names: readonly TaggedName[]): number =>
  names.reduce((sum, { confidence: sure }) => sum + sure, 0);

interface Side {
  whole: TaggedName;
  found: TaggedName[];
}

function sideOf({ passage }: Row, [from, to]: NameRange, tagged: NamesByToken): Side {
  const known = listedName(passage.tokens, from, to);
  const type = known !== undefined && isCountry(known) ? 'place' : 'organization';
  const whole = foundName({ passage, from, to }, type, confidence);
  return { whole, found: tagged.overlapping(whole) };
}

/** Missed, cut, run into the other side, or taken for a person, a people or a work. */
function needsMending({ from, to }: TaggedName, found: readonly TaggedName[]): boolean {
  const [only, ...others] = found;
  if (only === undefined) return true;
  // "Velmar 2 Orsk" is no name.
  if (only.from < from || only.to > to) return true;
  if (others.length > 0) return false;
  if (only.type === 'person') return only.confidence < surePerson;
  const isWhole = only.from === from && only.to === to;
  return !isWhole || (only.type !== 'organization' && only.type !== 'place') || only.confidence < hardlyTeam;
}

/** The names that are a side of a result or a fixture, or have a row in a table, beside no person. */
export function sidesIn(names: readonly TaggedName[]): Set<TaggedName> {
  const sides = new Set<TaggedName>();
  for (const [passage, its] of Map.groupBy(names, (name) => name.passage)) {
    const ranges = rowOf(passage)?.names ?? [];
    const all = its.filter(({ from, to }) => ranges.some(([first, end]) => first === from && end === to));
    if (!all.some(({ type }) => type === 'person')) for (const name of all) sides.add(name);
  }
  return sides;
}
