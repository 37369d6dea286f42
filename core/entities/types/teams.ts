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
  const readAsTeams = (these: Iterable<TaggedName>) => {
    for (const name of these) if (readings.has(name)) readings.set(name, 'team');
  };
  readAsTeams(sidesIn(names));
  readAsTeams(teamsOfPlayers(names, subject));
  // What the tagger takes for an organisation here, and for a place elsewhere, is the team.
  readAsTeams(places.filter((name) => name.type === 'organization' && readings.get(name) === 'open'));
  if (subject.teams) {
    readAsTeams(playerOwners(text, names));
    readAsTeams(listedWithTeams(names, readings));
  }
  const teams = places.filter((name) => readings.get(name) === 'team');
  if (!subject.teams) return new Set(teams);
  // What is open is a team where its name is one elsewhere. Where one country is clearly a team, so are others.
  const teamForms = new Set(teams.map(formOf));
  const haveTeams = teams.some(isCountrysName);
  const isTeamToo = (name: TaggedName) => (haveTeams && isCountrysName(name)) || teamForms.has(formOf(name));
  const open = places.filter((name) => readings.get(name) === 'open');
  return new Set([...teams, ...open.filter(isTeamToo)]);
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
