/**
 * What the words beside a name say that it is: the noun before it ("the regulator Icstis", "firms such as
 * Dell and Philips"), behind it ("Santy worm") or in apposition ("Tono, a performing rights society,").
 */
import { wordSet } from '../../text/wordSet.ts';
import { acronymThings, awardCategories, kindOfNoun, kindsBefore, type NamedKind } from '../data/nouns.ts';
import { hasPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isAcronym, lowerWordAt, type Token, wordAt } from '../token.ts';
import { introducedThing, lonePersonInCapitals } from './acronymEvidence.ts';
import { apposition, nounKind, predicate } from './appositions.ts';
import { actsAsCompany, employed, hasOfficer, isOwner, isSubjectOfWhich, owns } from './companyEvidence.ts';
import { isCounted } from './countedThings.ts';
import type { KindEvidence } from './kindEvidence.ts';
import { placeAround } from './placeEvidence.ts';

/** 0 to 1: how much the evidence is worth against the tagger's confidence. Set by hand. */
const weights = {
  adjacent: 1,
  separated: 0.8,
  apposition: 0.8,
  behind: 0.8,
  performed: 1,
  counted: 0.7,
};

const articled: ReadonlySet<NamedKind> = new Set(['organization', 'team', 'band']);
const separators = new Set([',', '-', '–', '—', ':', '(']);
/** After a name that stands in apposition to the noun before it: "the rights society, Tono, said". */
const closing = new Set([',', '.', '(', ')', '-', '–', '—', 'and', 'or', '"', '”', '’']);
/** Between a noun and the name that it describes. */
const introducing = wordSet`called named titled entitled dubbed like including include`;
const performed = wordSet`starred stars starring appeared role roles performance featured stint screen`;
/** Before "of" and what is played or shown. */
const worksOf = wordSet`cast premiere remake author co-author sequel soundtrack`;
/** Before "group", words that make it a band. */
const bandStyles = wordSet`rock pop rap hip-hop boy girl folk jazz punk metal soul vocal dance indie`;
/** In lower case, within a title or between two. */
const titleWords = new Set(['and', 'with', 'to', 'of', 'in', 'the', 'from', 'for', ',', '&']);
/** In tokens, of a title before its last word. */
const maxTitleLength = 6;
const quotes = new Set(['"', '“', '‘', "'"]);

/** The evidence about one name; empty if the words beside it say nothing. */
export function nounEvidence(text: string, name: TaggedName): KindEvidence[] {
  const evidence = [
    nounBefore(text, name),
    nounBehind(text, name),
    apposition(text, name),
    predicate(name),
    isCounted(name) ? { kind: 'thing' as const, weight: weights.counted } : undefined,
    lonePersonInCapitals(name),
    employed(text, name),
    owns(text, name),
    hasOfficer(text, name),
    actsAsCompany(name),
    isSubjectOfWhich(name),
    placeAround(text, name),
    introducedThing(name),
  ];
  return evidence.filter((each) => each !== undefined);
}

function nounBefore(
  text: string,
  { passage: { tokens }, from, to, type }: TaggedName,
): KindEvidence | undefined {
  // "They play (Vera) Velmar": a part of a person's name is in brackets.
  if (tokens[from]?.text === '(') return undefined;
  const at = beforeQuote(tokens, from - 1);
  const award = categoryBefore(tokens, at, to - from);
  if (award !== undefined) return award;
  const direct = describedBy(text, tokens, at, to) ?? namedWithArticle(tokens, at);
  if (direct !== undefined) return direct;
  // Of several words only a name in a list may be described by what stands before the list.
  const isInList = type !== 'person' && /^(?:,|and|or)$/.test(wordAt(tokens, from - 1));
  if (to - from > 1 && !isInList) return undefined;
  const title = titleStart(tokens, from);
  const titled = title < from ? describedBy(text, tokens, beforeQuote(tokens, title - 1), to) : undefined;
  return (titled?.kind === 'work' && to - from === 1) || titled?.plural ? titled : undefined;
}

/** "The best actress Oscar" is an award; an actress before a full name is who she is. */
function categoryBefore(tokens: readonly Token[], at: number, length: number): KindEvidence | undefined {
  if (length > 1 || !awardCategories.has(wordAt(tokens, at))) return undefined;
  const isBest = tokens.slice(Math.max(0, at - 3), at).some(({ text }) => text === 'best');
  return isBest ? { kind: 'thing', weight: weights.performed } : undefined;
}

/** "The boy band the Quelles": of the kinds whose names have an article. */
function namedWithArticle(tokens: readonly Token[], at: number): KindEvidence | undefined {
  if (tokens[at]?.text !== 'the' || !tokens[at]?.adjacent) return undefined;
  // A group may be a body or a band.
  const found = tokens[at - 1]?.text === 'group' ? undefined : evidenceAt(tokens, at - 1, weights.separated);
  return found && articled.has(found.kind) ? found : undefined;
}

function beforeQuote(tokens: readonly Token[], at: number): number {
  return quotes.has(wordAt(tokens, at)) ? at - 1 : at;
}

/**
 * The first of the capitalised words that end with the name: "Passport" for "Paradise" in "Passport to
 * Paradise", "Collateral" for "Ray" in "Collateral and Ray".
 */
function titleStart(tokens: readonly Token[], from: number): number {
  let start = from;
  for (let at = from - 1; at >= Math.max(0, from - maxTitleLength); at--) {
    const token = tokens[at] as Token;
    if (token.capital) start = at;
    else if (!titleWords.has(token.text)) break;
  }
  return start;
}

/** What the words that end at token `at` say about the name that ends before token `to`. */
function describedBy(
  text: string,
  tokens: readonly Token[],
  at: number,
  to: number,
): KindEvidence | undefined {
  const before = tokens[at];
  if (before === undefined) return undefined;
  const word = before.text;
  const before2 = wordAt(tokens, at - 1);
  if (word === 'Dr') return evidenceAt(tokens, at - 1, weights.adjacent);
  if (separators.has(word) && !closing.has(wordAt(tokens, to))) return undefined;
  const between = wordsBetween(word, before2);
  if (between > 0) return evidenceAt(tokens, at - between, weights.separated);
  const work = shownWork(word, before2);
  if (work !== undefined && !isOwner(text, tokens[to - 1] as Token)) return work;
  // "The city's Velmar" is no city.
  // "Carmaker Velmar said" opens the text; "Team Velmar" is how politics calls a person's people.
  const isBeside = before.adjacent || (at === 0 && kindOfNoun(word.toLowerCase()) === 'organization');
  return isBeside && !hasPossessive(text, before) ? evidenceAt(tokens, at, weights.adjacent) : undefined;
}

/** How many words are between a name and the noun that describes it; 0 if they are not such words. */
function wordsBetween(word: string, before2: string): number {
  if (separators.has(word) || introducing.has(word)) return 1;
  if (word === 'as') return before2 === 'known' || before2 === 'such' ? 2 : 0;
  // "Their search systems are Ask Jeeves and Blinkx".
  if (word === 'are') return before2.endsWith('s') ? 1 : 0;
  // "The town of Velmar", "the airports at Orsk and Velmar".
  const isOfPlace = word === 'of' || (/^(?:at|in)$/.test(word) && before2.endsWith('s'));
  return isOfPlace && kindOfNoun(before2) === 'place' ? 1 : 0;
}

/** "Starred in Velmar", "the cast of Velmar". */
function shownWork(word: string, before2: string): KindEvidence | undefined {
  if (word === 'in' && performed.has(before2))
    return { kind: 'work', weight: weights.performed, plural: true };
  return word === 'of' && worksOf.has(before2) ? { kind: 'work', weight: weights.separated } : undefined;
}

function evidenceAt(tokens: readonly Token[], at: number, weight: number): KindEvidence | undefined {
  const nounAt = tokens[at]?.text === ',' ? at - 1 : at;
  const kind = nounKind(tokens[nounAt]);
  if (kind === undefined) return undefined;
  const noun = wordAt(tokens, nounAt);
  const evidence: KindEvidence = { kind, weight, plural: noun.endsWith('s') };
  const isOfBand = bandStyles.has(lowerWordAt(tokens, nounAt - 1));
  return /^groups?$/.test(noun) && !isOfBand ? { ...evidence, group: true } : evidence;
}

function nounBehind(text: string, { passage: { tokens }, to, type }: TaggedName): KindEvidence | undefined {
  const behind = tokens[to];
  const kind = behind?.adjacent ? kindsBefore.get(behind.text) : undefined;
  // "Velmar starring Orsk"; in "with Orsk starring" it is the star.
  if (behind?.text === 'starring' && type === 'person') return undefined;
  // "Fifa's programme" and "the Fifa programme" are what an organisation does; stations have sitcoms.
  if (kind === 'work' && /^(?:programme|sitcom)$/.test(behind?.text ?? '') && type === 'organization')
    return undefined;
  if (behind === undefined || text[behind.start - 1] !== ' ') return undefined;
  if (isAcronym(wordAt(tokens, to - 1)))
    return acronymThings.has(behind.text) ? { kind: 'thing', weight: weights.behind } : undefined;
  return (
    kind && {
      kind,
      weight: weights.behind,
      plural: kind === 'place' && behind.text.endsWith('s'),
      behind: true,
    }
  );
}
