/**
 * Bodies with "and" in their names, of which the tagger has a part: "Department for Trade and Industry",
 * "the Work and Pensions Committee".
 */

import { wordSet } from '../../text/wordSet.ts';
import { kindOfNoun } from '../data/nouns.ts';
import { organizationHeads, organizationStarts } from '../data/organizations.ts';
import { addresses } from '../data/people.ts';
import { isGazetteerWord } from '../gazetteer.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { TagType } from '../tagger/tags.ts';
import { isAcronym, isAnd, type Token } from '../token.ts';
import { withPurposeBefore, withSecondTopic, withTopic } from './bodyTopics.ts';
import { isField } from './capitalWords.ts';
import { lengthened } from './lengthened.ts';

/** First words of bodies that have several fields, before "of" or "for". */
const bodies = wordSet`
  Department Ministry Office Academy Institute Committee Commission Council Association Society Centre
  Federation Confederation Union School College Faculty
`;
/** A part of the rest that the tagger took for an organisation of its own is at most this sure. */
const doubtfulPart = 0.6;
/** What the tagger may take a field for. */
const fieldTypes: ReadonlySet<TagType> = new Set(['event', 'other']);
/** Behind a number, a time of day. */
const zones = new Set(['GMT', 'BST', 'CET', 'EST', 'UTC']);
/** Of members whose body it is: "Actors' Equity Association". */
const membersEnd = /(?:[eo]r|ian|ist|ent)s$/;
/** What ministers and spokesmen are of. */
const portfolios = wordSet`
  Home Foreign Affairs Health Education Justice Transport Trade Defence Environment Culture Energy Pensions
  Work Interior Agriculture Immigration Constitutional Treasury
`;
const minister = /^(?:minister|secretary|commissioner)$/i;
const spokesman = /^(?:spokes(?:man|woman|person)|minister|secretary|commissioner)$/i;
/** In tokens, after the part that the tagger has. */
const longestRest = 9;

/** The names, in text order, with those of bodies whole. */
export function joinBodies(names: readonly TaggedName[]): TaggedName[] {
  return lengthened(names, (name, i, last) => {
    const next = names.slice(i + 1, i + 1 + longestRest);
    const own = withPurposeBefore(withoutCommonNouns(withoutZone(name)), last);
    const begun = withMembersBefore(withFieldsBefore(own, last), last);
    const rest = withPlace(withFirstField(begun, next), next[0]);
    const whole = withSecondTopic(withTopic(withFieldsBehind(rest, next), next), next);
    return withHead(withRest(whole, names[i + 1]), next);
  });
}

/** "Bookmakers Velmar say", "Velmar & Orsk champagne": the nouns beside the name are no part of it. */
function withoutCommonNouns(name: TaggedName): TaggedName {
  const { passage, type } = name;
  const { tokens, titleCase } = passage;
  if (!(type === 'organization' || type === 'person') || titleCase || name.to - name.from < 2) return name;
  const first = tokens[name.from] as Token;
  const isNoun =
    first.opensSentence &&
    !organizationHeads.has(first.text) &&
    !organizationStarts.has(first.text) &&
    kindOfNoun(first.text.toLowerCase()) === 'organization';
  const last = tokens[name.to - 1] as Token;
  const capital = last.text.charAt(0).toUpperCase() + last.text.slice(1);
  // "Labour party" is the party's name.
  const isLower =
    type === 'organization' && /^\p{Ll}{2,}$/u.test(last.text) && !organizationHeads.has(capital);
  const isOfShow = last.text === 'TV' && isShow(tokens, name.to);
  const to = isLower || isOfShow ? name.to - 1 : portfolioStart(name);
  const from = isNoun ? name.from + 1 : name.from;
  return from < to ? { ...name, from, to } : name;
}

/** "The Velmar TV shows", "Velmar TV and movie productions". */
const isShow = (tokens: readonly Token[], at: number): boolean =>
  /^(?:shows?|series|dramas?)$/.test(tokens[at]?.text ?? '') ||
  (tokens[at]?.text === 'and' && /^(?:films?|movies?|radio)$/.test(tokens[at + 1]?.text ?? ''));

/** "[Velmar Party Home Affairs] spokesman", "[Orsk Health] Minister": where the words of the office begin. */
function portfolioStart({ passage: { tokens }, from, to, type }: TaggedName): number {
  let holder = to;
  while (tokens[holder]?.text === 'and' || portfolios.has(tokens[holder]?.text ?? '')) holder++;
  let start = to;
  while (start > from + 1 && portfolios.has(tokens[start - 1]?.text ?? '')) start--;
  // "Velmar Energy spokesman" is the company's.
  const isOf = tokens[to - 1]?.text === 'Affairs' ? spokesman : minister;
  const isOffice = type === 'organization' && isOf.test(tokens[holder]?.text ?? '');
  return isOffice && tokens.slice(from, start).every(({ capital }) => capital) ? start : to;
}

/** "By 1300 GMT Velmar": the zone is the time's. */
function withoutZone(name: TaggedName): TaggedName {
  const { tokens } = name.passage;
  const isTime = zones.has(tokens[name.from]?.text ?? '') && tokens[name.from - 1]?.kind === 'number';
  return isTime && name.to - name.from > 1 ? { ...name, from: name.from + 1 } : name;
}

/** "Department" of "Department for Work and Pensions". */
function withFirstField(name: TaggedName, next: readonly TaggedName[]): TaggedName {
  const { passage, from, to, type } = name;
  const { tokens, titleCase } = passage;
  const isLone = type === 'organization' && to - from === 1 && !titleCase;
  if (!isLone || !isBodyWith(tokens[from] as Token, tokens[to])) return name;
  let end = to + 1;
  while (isField(tokens[end]) && end < to + longestRest) end++;
  const isFree = next.every((each) => each.passage !== passage || each.from >= end);
  return end > to + 1 && isFree ? { ...name, to: end } : name;
}

/** "[Union]" of "the Velmarians' Union", "[Equity Association]" of "the Actors' Equity Association". */
function withMembersBefore(name: TaggedName, last: TaggedName | undefined): TaggedName {
  const { passage, from, to, type } = name;
  const { tokens, titleCase } = passage;
  const [members, sign] = [tokens[from - 2], tokens[from - 1]];
  const isBody = type === 'organization' && organizationHeads.has(tokens[to - 1]?.text ?? '') && !titleCase;
  const areMembers = /^['’]$/.test(sign?.text ?? '') && sign?.start === members?.end && isField(members);
  const isFree = last?.passage !== passage || last.to <= from - 2;
  const isWhole = isBody && areMembers && isFree && membersEnd.test(members?.text ?? '');
  return isWhole ? { ...name, from: from - 2 } : name;
}

/** "Orsk Bank" of "Orsk Bank of Velmar". */
function withPlace(name: TaggedName, next: TaggedName | undefined): TaggedName {
  const { passage, from, to, type, confidence } = name;
  const { tokens, titleCase } = passage;
  const isPart = type === 'organization' && to - from > 1 && confidence < doubtfulPart && !titleCase;
  if (!isPart || !organizationStarts.has(tokens[to - 1]?.text ?? '') || tokens[to]?.text !== 'of')
    return name;
  const isNext = next?.passage === passage && next.from === to + 1 && next.type === 'place';
  return isNext ? { ...name, to: next.to } : name;
}

/** The confidence of an organisation whose last word the tagger left out. */
const headConfidence = 0.7;

/** "Orsk Valley" of "Orsk Valley Police", "Velmar" of "Velmar County Superior Court". */
function withHead(name: TaggedName, next: readonly TaggedName[]): TaggedName {
  const { passage, from, to, type } = name;
  const { tokens, titleCase } = passage;
  if ((type !== 'place' && type !== 'organization') || titleCase) return name;
  let end = to;
  while (isPartOfBody(tokens[end]) && end < to + longestRest) end++;
  if (end === to || !organizationHeads.has(tokens[end - 1]?.text ?? '')) return name;
  const isFree = next.every((each) => each.passage !== passage || each.from >= end);
  if (!isFree || tokens.slice(from, end).some(({ text }) => addresses.has(text))) return name;
  return { ...name, to: end, type: 'organization', confidence: Math.max(name.confidence, headConfidence) };
}

const isPartOfBody = (token: Token | undefined): boolean =>
  token?.kind === 'word' && token.capital && token.adjacent && !token.opensSentence && !isAcronym(token.text);

/** "Radio 4", "BBC Radio 2" of which the tagger has the words. */
function isNumberedRadio({ passage: { tokens }, to, type }: TaggedName): boolean {
  const number = tokens[to];
  const isNumber = number?.adjacent === true && /^\d$/.test(number.text);
  return type === 'organization' && tokens[to - 1]?.text === 'Radio' && isNumber;
}

/** "[Velmar] [Group]", "[AB] [Orsk & Sons]": of one the tagger is not sure, and nothing is between them. */
function withRest(name: TaggedName, next: TaggedName | undefined): TaggedName {
  const { passage, to, type, confidence } = name;
  const { tokens, titleCase } = passage;
  if (isNumberedRadio(name)) return { ...name, to: to + 1 };
  const isNext = next?.passage === passage && next.from === to && tokens[to]?.adjacent === true;
  if (isNext && isCourtOf(name, next)) return { ...next, from: name.from };
  if (!isNext || type !== 'organization' || next.type !== type || titleCase) return name;
  if (confidence >= doubtfulPart && next.confidence >= doubtfulPart) return name;
  const areListed = [name, next].some(({ from }) => isGazetteerWord(tokens[from]?.text ?? ''));
  return areListed || tokens[to]?.opensSentence ? name : { ...name, to: next.to };
}

/** "[Velmar] [County Superior Court]". */
const isCourtOf = (place: TaggedName, { passage: { tokens }, from, to, type }: TaggedName): boolean =>
  place.type === 'place' && type === 'organization' && to - from > 1 && tokens[from]?.text === 'County';

/** "Work and [Pensions Committee]", "Culture, Media and [Sport Committee]". */
function withFieldsBefore(name: TaggedName, last: TaggedName | undefined): TaggedName {
  const { passage, to } = name;
  const { tokens } = passage;
  const head = tokens[to - 1]?.text ?? '';
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
  const isWhole = at - start > 2 && organizationHeads.has(tokens[at - 1]?.text ?? '');
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
    if (isLast) return at > first + 1 && organizationHeads.has(tokens[at - 1]?.text ?? '') ? undefined : at;
  }
  return undefined;
}
