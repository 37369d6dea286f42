/** What shows a place: who lives there, what it has, and what lies north of it. */
import { fromPlaces, placeBehind, placeHolders, placeNouns, placePeople, placeVerbs } from '../data/nouns.ts';
import { hasPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isAcronym, lowerWordAt, type Token, wordAt } from '../token.ts';
import type { KindEvidence } from './kindEvidence.ts';
import { isNamedAsPerson } from './personForm.ts';

/** As in `nounEvidence.ts`. */
const placeWeight = 0.8;
/** Less than of a noun: a woman may be from a body too. */
const originWeight = 0.7;
/** An organisation below it may be a town that is best known for its club: "a woman from Everton". */
const sureBody = 0.75;
/** The ending of a people: in "the Sardinian coast", no place is called Sardinian. */
const demonym = /(?:ian|ese|ish)$/;
/** In words, of a person's name between an office and its place: "Mayor Ana Maria Orsk of Velmar". */
const maxHolderLength = 4;

/**
 * "The mayor of Velmar", "residents of Velmar", "miles north of Velmar", "the Velmar region", "Velmar
 * police", "a farmer from Velmar", "Ana Orsk, 34, of Velmar".
 */
export function placeAround(text: string, name: TaggedName): KindEvidence | undefined {
  const { passage, from, to, type } = name;
  const { tokens } = passage;
  if (type === 'group' || isNamedAsPerson(name)) return undefined;
  const isOrigin = tokens[from - 1]?.text === 'from' && fromPlaces.has(lowerWordAt(tokens, from - 2));
  const origin: KindEvidence = { kind: 'place', weight: originWeight };
  if (type === 'organization')
    return mayBeTown(name) && (isOrigin || isHome(tokens, from)) ? origin : undefined;
  const last = tokens[to - 1] as Token;
  // "The people of Velmar's church" are not Velmar's.
  if (hasPossessive(text, last)) return undefined;
  const before = wordAt(tokens, from - 1);
  const shows =
    (before === 'of' && (placeNouns.has(lowerWordAt(tokens, from - 2)) || isSeat(tokens, from))) ||
    (type === 'place' && placeVerbs.has(before)) ||
    isHome(tokens, from) ||
    isDescribed(name);
  if (shows) return { kind: 'place', weight: placeWeight };
  return isOrigin ? origin : undefined;
}

const mayBeTown = ({ passage: { tokens }, from, to, confidence }: TaggedName): boolean =>
  to - from === 1 && confidence < sureBody && !isAcronym(wordAt(tokens, from));

/** "Ana Orsk, 34, of Velmar". */
function isHome(tokens: readonly Token[], from: number): boolean {
  const [start = '', age = '', comma, joint = ''] = [4, 3, 2, 1].map((n) => wordAt(tokens, from - n));
  return /^(?:,|aged)$/.test(start) && /^[1-9]\d?$/.test(age) && comma === ',' && /^(?:of|from)$/.test(joint);
}

/** "Mayor Ana Orsk of Velmar". */
function isSeat(tokens: readonly Token[], from: number): boolean {
  const names = tokens.slice(Math.max(0, from - 2 - maxHolderLength), from - 1);
  const at = names.findLastIndex(({ text }) => placeHolders.has(text));
  return at >= 0 && at < names.length - 1 && names.slice(at + 1).every(({ capital }) => capital);
}

/** "The Velmar region", "Velmar police". */
function isDescribed({ passage: { tokens }, from, to }: TaggedName): boolean {
  const behind = tokens[to];
  const last = wordAt(tokens, to - 1);
  if (!behind?.adjacent || demonym.test(last)) return false;
  // "The Velmar police" may be of another kind.
  const hasArticle = lowerWordAt(tokens, from - 1) === 'the';
  return hasArticle ? placeBehind.has(behind.text) : placePeople.has(behind.text);
}
