/** Names of the lists of which the tagger has the beginning: "[Independent] on Sunday". */

import { gazetteerMatchAt } from '../gazetteer.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { lengthened } from './lengthened.ts';

/** The names, in text order, with listed ones whole. */
export function joinListed(names: readonly TaggedName[]): TaggedName[] {
  return lengthened(names, (name) => {
    const { passage, from, to, type } = name;
    const match = type === 'person' ? undefined : gazetteerMatchAt(passage.tokens, from);
    const isLonger = match !== undefined && from + match.length > to;
    return isLonger ? { ...name, to: from + match.length, type: match.known.type } : name;
  });
}
