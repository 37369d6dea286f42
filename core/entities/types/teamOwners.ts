/** Places and clubs that own what stands behind them: "Albania's Partizani Tirana". */
import { isCountry, listedName } from '../gazetteer.ts';
import { isPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';

/** "Albania's Partizani Tirana": clubs play in the place. */
export const clubOwners = (text: string, names: readonly TaggedName[]): Set<TaggedName> =>
  new Set(ownersOf('organization', text, names));

/** "Aston Villa's Thomas Hitzlsperger": in a report on a team sport, who has a player is a club. */
export const playerOwners = (text: string, names: readonly TaggedName[]): TaggedName[] =>
  ownersOf('person', text, names).filter((name) => !isCountrysName(name));

/** The names directly before one of the type that they own. */
function ownersOf(owned: TaggedName['type'], text: string, names: readonly TaggedName[]): TaggedName[] {
  return names.filter((name, i) => {
    const next = names[i + 1];
    const isNext = next?.passage === name.passage && next.from === name.to && next.type === owned;
    return isNext && isPossessive(text, name);
  });
}

/** Whether the name is a country's in the lists. */
export function isCountrysName({ passage: { tokens }, from, to }: TaggedName): boolean {
  const known = listedName(tokens, from, to);
  return known !== undefined && isCountry(known);
}
