/** The teams of line-ups and scorecards, which only their shape tells. */

import type { Passage } from '../passages.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { wordAt } from '../token.ts';
import type { Subject } from './subject.ts';

/** So many persons of one paragraph are a team's. */
const leastPlayers = 5;

/** "Velmar first innings", "Velmar 2nd innings". */
export function isBatting({ passage: { tokens }, to }: TaggedName): boolean {
  return tokens[to + 1]?.text === 'innings' && /^(?:first|second|1st|2nd)$/.test(wordAt(tokens, to));
}

/** "Velmar: 15-Ana Quelle, 14-…"; in sport also "Velmar (Quelle; Okoye, …)". Credits have towns. */
export function teamsOfPlayers(names: readonly TaggedName[], { sport }: Subject): TaggedName[] {
  const players = new Map<Passage, number>();
  for (const { passage, type } of names)
    if (type === 'person') players.set(passage, (players.get(passage) ?? 0) + 1);
  return names.filter(({ passage, from, to }) => {
    const opensList = from === 0 && /^[:(–-]$/.test(wordAt(passage.tokens, to));
    const isMany = (players.get(passage) ?? 0) >= leastPlayers;
    return opensList && isMany && (sport || hasNumber(passage)) && isListOfNames(passage, to);
  });
}

const hasNumber = ({ tokens }: Passage): boolean => tokens.some(({ kind }) => kind === 'number');

/** Mostly names and signs. */
function isListOfNames({ tokens }: Passage, from: number): boolean {
  const words = tokens.slice(from).filter(({ kind }) => kind === 'word');
  return words.filter(({ capital }) => capital).length >= 0.8 * words.length;
}
