/** The teams of line-ups and scorecards, which only their shape tells. */
import type { Passage } from '../passages.ts';
import type { TaggedName } from '../tagger/tagger.ts';

/** So many persons of one paragraph are a team's. */
const leastPlayers = 5;

/** "Velmar first innings", "Velmar 2nd innings". */
export function isBatting({ passage: { tokens }, to }: TaggedName): boolean {
  return tokens[to + 1]?.text === 'innings' && /^(?:first|second|1st|2nd)$/.test(tokens[to]?.text ?? '');
}

/** "Velmar: 15-Ana Quelle, 14-…", "Velmar (Quelle; Okoye, …)": what begins a paragraph of players. */
export function teamsOfPlayers(names: readonly TaggedName[]): TaggedName[] {
  const players = new Map<Passage, number>();
  for (const { passage, type } of names)
    if (type === 'person') players.set(passage, (players.get(passage) ?? 0) + 1);
  return names.filter(({ passage, from, to }) => {
    const opensList = from === 0 && /^[:(–-]$/.test(passage.tokens[to]?.text ?? '');
    return opensList && (players.get(passage) ?? 0) >= leastPlayers && isListOfNames(passage, to);
  });
}

/** Mostly names and signs. */
function isListOfNames({ tokens }: Passage, from: number): boolean {
  const words = tokens.slice(from).filter(({ kind }) => kind === 'word');
  return words.filter(({ capital }) => capital).length >= 0.8 * words.length;
}
