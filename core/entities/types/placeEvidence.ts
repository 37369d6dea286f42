/** What shows a place: who lives there, what it has, and what lies north of it. */
import { placeBehind, placeNouns } from '../data/nouns.ts';
import { hasPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { Token } from '../token.ts';
import type { KindEvidence } from './kindEvidence.ts';
import { isNamedAsPerson } from './shownPersons.ts';

/** As in `nounEvidence.ts`. */
const placeWeight = 0.8;
/** The ending of a people: in "the Sardinian coast", no place is called Sardinian. */
const demonym = /(?:ian|ese|ish)$/;

/** "The mayor of Velmar", "residents of Velmar", "miles north of Velmar", "the Velmar region". */
export function placeAround(text: string, name: TaggedName): KindEvidence | undefined {
  const { passage, from, to, type } = name;
  const { tokens } = passage;
  if (type === 'organization' || type === 'group' || isNamedAsPerson(name)) return undefined;
  const last = tokens[to - 1] as Token;
  // "The people of Velmar's church" are not Velmar's.
  if (hasPossessive(text, last)) return undefined;
  const [before, behind] = [tokens[from - 1]?.text ?? '', tokens[to]];
  const isOf = before === 'of' && placeNouns.has(tokens[from - 2]?.text.toLowerCase() ?? '');
  const isDescribed = behind?.adjacent === true && placeBehind.has(behind.text) && !demonym.test(last.text);
  return isOf || (isDescribed && before.toLowerCase() === 'the')
    ? { kind: 'place', weight: placeWeight }
    : undefined;
}
