import { placeBehind, placeNouns, placePeople } from '../data/nouns.ts';
import { hasPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { Token } from '../token.ts';
import type { KindEvidence } from './kindEvidence.ts';
import { isNamedAsPerson } from './shownPersons.ts';

/** As in `nounEvidence.ts`. */
const placeWeight = 0.8;
/** The ending of a people: in "the Sardinian coast", no place is called Sardinian. */
const demonym = /(?:ian|ese|ish)$/;

/**
 * "The mayor of Velmar", "residents of Velmar", "miles north of Velmar", "the Velmar region", "Velmar
 * police", "a farmer from Velmar", "Ana Orsk, 34, of Velmar".
 */
export function placeAround(text: string, name: TaggedName): KindEvidence | undefined {
  const { passage, from, to, type } = name;
  const { tokens } = passage;
  if (type === 'organization' || type === 'group' || isNamedAsPerson(name)) return undefined;
  const last = tokens[to - 1] as Token;
  // "The people of Velmar's church" are not Velmar's.
  if (hasPossessive(text, last)) return undefined;
  const before = tokens[from - 1]?.text ?? '';
  const shows = (before === 'of' && isPlaceNoun(tokens[from - 2])) || isDescribed(name);
  return shows ? { kind: 'place', weight: placeWeight } : undefined;
}

const isPlaceNoun = (token: Token | undefined): boolean => placeNouns.has(token?.text.toLowerCase() ?? '');

/** "The Velmar region", "Velmar police". */
function isDescribed({ passage: { tokens }, from, to }: TaggedName): boolean {
  const behind = tokens[to];
  const last = tokens[to - 1]?.text ?? '';
  if (!behind?.adjacent || demonym.test(last)) return false;
  // "The Velmar police" may be of another kind.
  const hasArticle = tokens[from - 1]?.text.toLowerCase() === 'the';
  return hasArticle ? placeBehind.has(behind.text) : placePeople.has(behind.text);
}
