/** Phrases that say what a name is: "Keane, the British band,", "Velmar is one of the firms". */
import { wordSet } from '../../text/wordSet.ts';
import { kindOfNoun, type NamedKind } from '../data/nouns.ts';
import { offices } from '../data/people.ts';
import { hasPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { type Token, wordAt } from '../token.ts';
import type { KindEvidence } from './kindEvidence.ts';

/** As in `nounEvidence.ts`. */
const appositionWeight = 0.8;
/** In tokens: how far an apposition's noun may be from its article. */
const maxAppositionLength = 7;
/** After the noun that says what a name is. */
const behindNoun = new Set(['of', 'to', 'by', 'in', 'that', 'which', 'about', 'from', 'with', 'and']);
const appositionStarts = new Set(['a', 'an', 'the', 'one']);
const appositionEnds = wordSet`
  , . ; which who that of in for from behind whose about by with on at near starring
`;

/** "Keane, the British band," gives the last noun before the phrase ends. */
export function apposition(text: string, { passage: { tokens }, to }: TaggedName): KindEvidence | undefined {
  if (tokens[to]?.text !== ',') return undefined;
  const start = phraseStart(text, tokens, to + 1);
  const kind = phraseKind(tokens, start);
  // "Velmar, Orsk's only minister, said" may go on about somebody else.
  const isOfOwner = start !== undefined && tokens[to + 1]?.capital === true;
  return kind && !(isOfOwner && kind === 'person') ? { kind, weight: appositionWeight } : undefined;
}

/** Behind the article of a phrase that says what a name is; "one of" is like one, and so is an owner. */
function phraseStart(text: string, tokens: readonly Token[], at: number): number | undefined {
  const first = tokens[at];
  if (first?.text === 'one' && tokens[at + 1]?.text === 'of') return at + 2;
  if (appositionStarts.has(first?.text ?? '')) return at + 1;
  const owner = first?.capital ? [0, 1].find((n) => isPossessor(text, tokens[at + n])) : undefined;
  return owner === undefined ? undefined : at + owner + 1;
}

const isPossessor = (text: string, token: Token | undefined): boolean =>
  token?.capital === true && hasPossessive(text, token);

/** The kind of the last noun of the phrase that begins at the token. */
function phraseKind(tokens: readonly Token[], start: number | undefined): NamedKind | undefined {
  if (start === undefined) return undefined;
  let kind: NamedKind | undefined;
  for (let at = start; at < start + maxAppositionLength; at++) {
    const token = tokens[at];
    if (token === undefined || appositionEnds.has(token.text)) break;
    kind = nounKind(tokens[at]);
  }
  return kind;
}

const adverbs = new Set(['just', 'also', 'now', 'only', 'still']);

/** "Velmar is the sequel to", "Orsk was a film", "Velmar is just one of the many firms". */
export function predicate({ passage: { tokens }, to }: TaggedName): KindEvidence | undefined {
  if (!/^(?:is|was)$/.test(wordAt(tokens, to))) return undefined;
  const start = adverbs.has(wordAt(tokens, to + 1)) ? to + 2 : to + 1;
  if (tokens[start]?.text === 'one' && tokens[start + 1]?.text === 'of') {
    const kind = phraseKind(tokens, start + 2);
    return kind && { kind, weight: appositionWeight };
  }
  if (!appositionStarts.has(wordAt(tokens, start))) return undefined;
  const at = kindOfNoun(wordAt(tokens, start + 1)) === undefined ? start + 2 : start + 1;
  const kind = kindOfNoun(wordAt(tokens, at));
  const isHead = !/^\p{L}/u.test(tokens[at + 1]?.text ?? '.') || behindNoun.has(wordAt(tokens, at + 1));
  return kind && isHead ? { kind, weight: appositionWeight } : undefined;
}

/** Offices that companies have too: "its rival Velmar". */
const notOnlyPersons = new Set(['rival']);

/** A capital counts only where nothing else explains it. */
export function nounKind(token: Token | undefined): NamedKind | undefined {
  if (token === undefined || (token.capital && !token.opensSentence)) return undefined;
  const noun = token.text.toLowerCase();
  return kindOfNoun(noun) ?? (offices.has(noun) && !notOnlyPersons.has(noun) ? 'person' : undefined);
}
