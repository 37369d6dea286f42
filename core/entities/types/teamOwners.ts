/** Places and clubs that own what stands behind them: "Albania's Partizani Tirana". */
import { gazetteerMatchAt, isCountry } from '../gazetteer.ts';
import { hasPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { Token } from '../token.ts';

/** "Albania's Partizani Tirana": clubs play in the place. */
export function clubOwners(text: string, names: readonly TaggedName[]): Set<TaggedName> {
  const isOwner = ({ passage, to }: TaggedName, i: number) => {
    const next = names[i + 1];
    const isNext = next?.passage === passage && next.from === to && next.type === 'organization';
    return isNext && hasPossessive(text, passage.tokens[to - 1] as Token);
  };
  return new Set(names.filter(isOwner));
}

/** "Aston Villa's Thomas Hitzlsperger": in a report on a team sport, who has a player is a club. */
export function playerOwners(text: string, names: readonly TaggedName[]): TaggedName[] {
  return names.filter((name, i) => {
    const next = names[i + 1];
    const isNext = next?.passage === name.passage && next.from === name.to && next.type === 'person';
    return isNext && hasPossessive(text, name.passage.tokens[name.to - 1] as Token) && !isCountrysName(name);
  });
}

/** Whether the name is a country's in the lists. */
export function isCountrysName({ passage: { tokens }, from, to }: TaggedName): boolean {
  const match = gazetteerMatchAt(tokens, from);
  return match?.length === to - from && isCountry(match.known);
}
