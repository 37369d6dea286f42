/** Names of the lists of which the tagger has the beginning: "[Independent] on Sunday". */
import { gazetteerMatchAt } from '../gazetteer.ts';
import type { TaggedName } from '../tagger/tagger.ts';

/** The names, in text order, with listed ones whole. */
export function joinListed(names: readonly TaggedName[]): TaggedName[] {
  const joined: TaggedName[] = [];
  for (const name of names) {
    const { passage, from, to, type } = name;
    const last = joined.at(-1);
    if (last?.passage === passage && last.to > from) continue;
    const match = type === 'person' ? undefined : gazetteerMatchAt(passage.tokens, from);
    const isLonger = match !== undefined && from + match.length > to;
    joined.push(isLonger ? { ...name, to: from + match.length, type: match.known.type } : name);
  }
  return joined;
}
