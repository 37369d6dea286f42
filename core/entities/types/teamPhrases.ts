/**
 * Phrases that tell a team from its place: "leaders Barcelona", "Gloucester's 17-16 win", and what a place or
 * club owns.
 */
import { wordSet } from '../../text/wordSet.ts';
import { isCountry, listedName } from '../gazetteer.ts';
import { isPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { type Token, wordAt } from '../token.ts';

/** Directly before a team's name: what it is, and what is done to it. */
const before = wordSet`
  leaders rivals champions holders strugglers visitors newcomers minnows club side defeat defeated denied
`;
/** What a team owns with other words between: "Velmar's Heineken Cup quarter-final". */
const owned = wordSet`
  win victory defeat draw loss triumph match game tie clash final semi-final quarter-final replay campaign
`;
const maxOwnedDistance = 4;

/** Whether the words around the name are said of teams alone, in a report on a sport of teams. */
export function isTeamByPhrase(text: string, name: TaggedName): boolean {
  const { tokens } = name.passage;
  const { from, to } = name;
  if (tokens[from]?.adjacent && before.has(wordAt(tokens, from - 1))) return true;
  return isPossessive(text, name) && ownsMatch(tokens, to);
}

/**
 * "Velmar's 17-16 win": between both are a score, the name of a cup, and no more than one adjective. A final
 * in "Velmar's Orsk Stadium" is there.
 */
function ownsMatch(tokens: readonly Token[], to: number): boolean {
  let adjectives = 0;
  for (let at = to; at <= to + maxOwnedDistance; at++) {
    const token = tokens[at];
    if (token === undefined || (token.kind === 'symbol' && token.text !== '-')) return false;
    // "Velmar's final presentation".
    const isAdjective = at === to && token.text === 'final';
    if (owned.has(token.text) && !isAdjective) return true;
    if (token.kind === 'word' && !token.capital && ++adjectives > 1) return false;
  }
  return false;
}

/** "Albania's Partizani Tirana": clubs play in the place. */
export const clubOwners = (text: string, names: readonly TaggedName[]): Set<TaggedName> =>
  new Set(ownersOf('organization', text, names));

/** "Aston Villa's Thomas Hitzlsperger": in a report on a team sport, who has a player is a club. */
export const playerOwners = (text: string, names: readonly TaggedName[]): TaggedName[] =>
  ownersOf('person', text, names).filter((name) => !isCountrysName(name));

/** The names directly before one of the type that they own. */
function ownersOf(type: TaggedName['type'], text: string, names: readonly TaggedName[]): TaggedName[] {
  return names.filter((name, i) => {
    const next = names[i + 1];
    const isNext = next?.passage === name.passage && next.from === name.to && next.type === type;
    return isNext && isPossessive(text, name);
  });
}

/** Whether the name is a country's in the lists. */
export function isCountrysName({ passage: { tokens }, from, to }: TaggedName): boolean {
  const known = listedName(tokens, from, to);
  return known !== undefined && isCountry(known);
}

/** Before the subject of a clause; not "if" and "as though": "if Velmar were" is said of one person, too. */
const clauseStarts = wordSet`but as that while when where because although after before so`;

/** "Velmar were beaten": one name with a verb in the plural is of several people. */
export function actsAsTeam(tokens: readonly Token[], from: number): boolean {
  const before = tokens[from - 1];
  const isSubject = tokens[from]?.opensSentence === true || clauseStarts.has(before?.text ?? '');
  return isSubject && /^(?:were|have|are|weren't|haven't|aren't)$/.test(wordAt(tokens, from + 1));
}
