/**
 * Places that stand for their teams: in a match report "Leicester have named" is the club, "in Leicester" the
 * city. Decided mention by mention, because a report has both.
 */

import { compass, placeHeads, placeStarts } from '../data/places.ts';
import { formOf } from '../spans/nameWords.ts';
import { sidesIn } from '../tables/teamRows.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { wordAt } from '../token.ts';
import { teamsOfPlayers } from './lineUpTeams.ts';
import { nameLists } from './lists.ts';
import { type Reading, readingOf } from './placeOrTeam.ts';
import type { Subject } from './subject.ts';
import { clubOwners, isCountrysName, playerOwners } from './teamPhrases.ts';

/** Last words of clubs' names as well as of places'. */
const clubHeads = new Set(['City', 'County', 'Town']);

/** The names of `names` that stand for a team. */
export function teamNames(text: string, names: readonly TaggedName[], subject: Subject): Set<TaggedName> {
  const forms = new Set(names.filter(({ type }) => type === 'place').map(formOf));
  const isOfPlace = (name: TaggedName) =>
    name.type === 'place' || (subject.teams && name.type === 'organization' && forms.has(formOf(name)));
  const places = names.filter((name) => isOfPlace(name) && mayBeTeam(name));
  const owners = clubOwners(text, names);
  const readings = new Map(
    places.map((name) => [name, owners.has(name) ? 'place' : readingOf(text, name, subject)] as const),
  );
  for (const name of [...sidesIn(names), ...teamsOfPlayers(names, subject)])
    if (readings.has(name)) readings.set(name, 'team');
  // What the tagger takes for an organisation here, and for a place elsewhere, is the team.
  for (const [name, reading] of readings)
    if (name.type === 'organization' && reading === 'open') readings.set(name, 'team');
  for (const name of playerOwners(text, names))
    if (subject.teams && readings.has(name)) readings.set(name, 'team');
  if (subject.teams) for (const name of listedWithTeams(names, readings)) readings.set(name, 'team');
  const teams = new Set<string>();
  for (const [name, reading] of readings) if (reading === 'team') teams.add(formOf(name));
  // Where one country is clearly a team, the others are too, unless something says that they are places.
  const haveTeams = [...readings].some(([name, reading]) => reading === 'team' && isCountrysName(name));
  return new Set(
    places.filter((name) => {
      const reading = readings.get(name);
      if (reading !== 'open') return reading === 'team';
      return subject.teams && ((haveTeams && isCountrysName(name)) || teams.has(formOf(name)));
    }),
  );
}

function mayBeTeam(name: TaggedName): boolean {
  // South Korea, the Czech Republic.
  if (isCountrysName(name)) return true;
  const { passage, from, to } = name;
  const { tokens } = passage;
  const [first, last] = [wordAt(tokens, from), wordAt(tokens, to - 1)];
  const isHead = placeHeads.has(last) && !clubHeads.has(last);
  return !isHead && !placeStarts.has(first) && !compass.has(first);
}

/** "Luton, Preston and Queens Park Rangers": beside a team or a club, what is open is a team too. */
function listedWithTeams(
  names: readonly TaggedName[],
  readings: ReadonlyMap<TaggedName, Reading>,
): TaggedName[] {
  return nameLists(names).flatMap((list) => {
    const open = list.filter((name) => readings.get(name) === 'open' && !isCountrysName(name));
    const isTeam = (name: TaggedName) => readings.get(name) === 'team' || name.type === 'organization';
    // In "Quelle College, Lahore" the place is where it is.
    const [one, two] = list;
    const isPair = list.length === 2 && one?.passage.tokens[one.to]?.text === ',' && two?.from === one.to + 1;
    return list.some(isTeam) && !isPair ? open : [];
  });
}
