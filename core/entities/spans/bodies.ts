/**
 * Bodies of whose names the tagger has a part, or more than the name: "Department for Trade and Industry",
 * "the Work and Pensions Committee", "Orsk Valley Police"; "Carmaker Velmar" is Velmar.
 */

import { wordSet } from '../../text/wordSet.ts';
import { kindOfNoun } from '../data/nouns.ts';
import { organizationHeads, organizationStarts } from '../data/organizations.ts';
import { isGazetteerWord } from '../gazetteer.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { TagType } from '../tagger/tags.ts';
import { isAcronym, isAnd, type Token, wordAt } from '../token.ts';
import { isField } from './capitalWords.ts';
import { lengthened } from './lengthened.ts';
import { stationEnd } from './stations.ts';

/** First words of bodies that have several fields, before "of" or "for". */
const bodies = wordSet`
  Department Ministry Office Academy Institute Committee Commission Council Association Society Centre
  Federation Confederation Union School College Faculty
`;
/** A part of the rest that the tagger took for an organisation of its own is at most this sure. */
const doubtfulPart = 0.6;
/** What the tagger may take a field for. */
const fieldTypes: ReadonlySet<TagType> = new Set(['event', 'other']);
/** In tokens, after the part that the tagger has. */
const longestRest = 9;

/** The names, in text order, with those of bodies whole. */
export function joinBodies(names: readonly TaggedName[]): TaggedName[] {
  return lengthened(names, (name, i, last) => {
    const next = names.slice(i + 1, i + 1 + longestRest);
    const whole = withFieldsBehind(withFieldsBefore(withoutOpeningNoun(name), last), next);
    return withHead(withRest(whole, names[i + 1]), next);
  });
}

/** "Carmaker Velmar said": the noun that opens the sentence says what Velmar is. */
function withoutOpeningNoun(name: TaggedName): TaggedName {
  const { passage, from, to, type } = name;
  const first = passage.tokens[from] as Token;
  if (!(type === 'organization' || type === 'person') || passage.titleCase || to - from < 2) return name;
  const isPart = organizationHeads.has(first.text) || organizationStarts.has(first.text);
  const isNoun = first.opensSentence && kindOfNoun(first.text.toLowerCase()) === 'organization';
  return isNoun && !isPart ? { ...name, from: from + 1 } : name;
}

/** The confidence of an organisation whose last word the tagger left out. */
const headConfidence = 0.7;

/** Last words of companies that other names have too: "Velmar Wholesale", but "Social Security". */
const companyHeads = wordSet`Investment Investors Wholesale Retail Markets Security`;

/** "Orsk Valley" of "Orsk Valley Police", "Velmar" of "Velmar County Superior Court". */
function withHead(name: TaggedName, next: readonly TaggedName[]): TaggedName {
  const { passage, to, type } = name;
  const { tokens, titleCase } = passage;
  if ((type !== 'place' && type !== 'organization') || titleCase) return name;
  let end = to;
  while (isPartOfBody(tokens[end]) && end < to + longestRest) end++;
  const head = wordAt(tokens, end - 1);
  const isHead = organizationHeads.has(head) || (type === 'organization' && companyHeads.has(head));
  if (end === to || !isHead) return name;
  const isFree = next.every((each) => each.passage !== passage || each.from >= end);
  if (!isFree) return name;
  return withEnd(name, end);
}

/** The name with a last word that only organisations have. */
const withEnd = (name: TaggedName, to: number): TaggedName => ({
  ...name,
  to,
  type: 'organization',
  confidence: Math.max(name.confidence, headConfidence),
});

const isPartOfBody = (token: Token | undefined): boolean =>
  token?.kind === 'word' && token.capital && token.adjacent && !token.opensSentence && !isAcronym(token.text);

/** "Radio 4", "BBC Radio 2" of which the tagger has the words. */
function isNumberedRadio({ passage: { tokens }, to, type }: TaggedName): boolean {
  const number = tokens[to];
  const isNumber = number?.adjacent === true && /^\d$/.test(number.text);
  return type === 'organization' && tokens[to - 1]?.text === 'Radio' && isNumber;
}

/** Last words that only clubs have. */
const clubHeads = wordSet`Rovers Wanderers Albion Athletic Hotspur`;

/** "[Velmar] Rovers": nobody and no town is called so. "[Velmar] Athletic Director" goes on. */
function isClub({ passage: { tokens, titleCase }, from, to, type }: TaggedName): boolean {
  const [head, behind] = [tokens[to], tokens[to + 1]];
  if (behind?.capital && behind.adjacent && !behind.opensSentence) return false;
  const mayBePart = type === 'person' || type === 'place' || type === 'organization';
  const isNext = head?.adjacent === true && !head.opensSentence && clubHeads.has(head.text);
  return mayBePart && isNext && to - from === 1 && !titleCase;
}

/** "[Velmar] [Group]", "[AB] [Orsk & Sons]": of one the tagger is not sure, and nothing is between them. */
function withRest(name: TaggedName, next: TaggedName | undefined): TaggedName {
  const { passage, to, type, confidence } = name;
  const { tokens, titleCase } = passage;
  const station = stationEnd(name);
  if (station > to) return withEnd(name, station);
  if (isNumberedRadio(name)) return { ...name, to: to + 1 };
  if (isClub(name)) return withEnd(name, to + 1);
  const isNext = next?.passage === passage && next.from === to && tokens[to]?.adjacent === true;
  if (!isNext || type !== 'organization' || next.type !== type || titleCase) return name;
  if (confidence >= doubtfulPart && next.confidence >= doubtfulPart) return name;
  const areListed = [name, next].some(({ from }) => isGazetteerWord(wordAt(tokens, from)));
  return areListed || tokens[to]?.opensSentence ? name : { ...name, to: next.to };
}

/** "Work and [Pensions Committee]", "Culture, Media and [Sport Committee]". */
function withFieldsBefore(name: TaggedName, last: TaggedName | undefined): TaggedName {
  const { passage, to } = name;
  const { tokens } = passage;
  const head = wordAt(tokens, to - 1);
  const isBody = name.type === 'organization' && (organizationHeads.has(head) || head === 'Corporation');
  if (!isBody || to - name.from < 2 || passage.titleCase || !isAnd(tokens[name.from - 1])) return name;
  const least = last?.passage === passage ? last.to : 0;
  const from = fieldsStart(tokens, name.from - 1, least);
  return from === undefined ? name : { ...name, from };
}

/** Where the words begin that stand before the token at `end`; commas may be between them. */
function fieldsStart(tokens: readonly Token[], end: number, least: number): number | undefined {
  let from = end;
  while (from - 1 >= least) {
    if (isField(tokens[from - 1])) from--;
    else if (from < end && tokens[from - 1]?.text === ',' && isField(tokens[from - 2])) from -= 2;
    else break;
  }
  return from < end && from >= least ? from : undefined;
}

/**
 * "[Department of the Environment], Food and Rural Affairs", "[Entertainment] and Leisure Software Publishers
 * Association".
 */
function withFieldsBehind(name: TaggedName, next: readonly TaggedName[]): TaggedName {
  const { passage, from, to, type } = name;
  const { tokens } = passage;
  if (type !== 'organization' || passage.titleCase) return name;
  const isBody = tokens.slice(from, to).some((token, i) => isBodyWith(token, tokens[from + i + 1]));
  const isFirstField = to - from === 1 && isField(tokens[from]);
  const end = isBody ? fieldsEnd(tokens, to) : isAnd(tokens[to]) ? bodyEnd(tokens, to) : undefined;
  if (end === undefined) return name;
  const inside = next.filter((each) => each.passage === passage && each.from < end);
  // "[Orsk Elevators] and Tilde Systems": nothing else than this name explains the capitals behind it.
  if (!isBody && !isFirstField && inside.length > 0) return name;
  // "Entertainment" alone is no name, so what follows is its rest, however sure it is.
  const isDoubtful = isFirstField && name.confidence < doubtfulPart;
  const mayBePart = ({ type: its, confidence }: TaggedName) =>
    its === 'organization'
      ? isDoubtful || confidence < doubtfulPart
      : isBody && fieldTypes.has(its) && confidence < doubtfulPart;
  const areParts = inside.every((each) => mayBePart(each) && each.to <= end);
  return areParts ? { ...name, to: end } : name;
}

const isBodyWith = (body: Token, joint: Token | undefined): boolean =>
  bodies.has(body.text) && /^(?:of|for)$/.test(joint?.text ?? '');

/** Where the body ends whose name goes on with the "and" at `start`; its last word tells that it is one. */
function bodyEnd(tokens: readonly Token[], start: number): number | undefined {
  let at = start + 1;
  while (isField(tokens[at]) && at <= start + longestRest) at++;
  const isWhole = at - start > 2 && organizationHeads.has(wordAt(tokens, at - 1));
  return isWhole ? at : undefined;
}

/** Where the fields end that begin with the comma or the "and" at `start`; an "and" is before the last. */
function fieldsEnd(tokens: readonly Token[], start: number): number | undefined {
  let at = start;
  while (at < start + longestRest) {
    const isLast = isAnd(tokens[at]);
    if (!isLast && tokens[at]?.text !== ',') return undefined;
    const first = at + 1;
    at = first;
    while (isField(tokens[at]) && at < first + longestRest) at++;
    if (at === first) return undefined;
    // One word is a field, such as "Media"; "Ministry of Sport and the Orsk Media" are two bodies.
    if (isLast) return at > first + 1 && organizationHeads.has(wordAt(tokens, at - 1)) ? undefined : at;
  }
  return undefined;
}
