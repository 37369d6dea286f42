/** What is taken for a name and is none: "the Bill", "the India-Pakistan talks", "a Welshman". */
import { textBefore } from '../../text/slices.ts';
import { wordSet } from '../../text/wordSet.ts';
import { thingHeads } from '../data/nouns.ts';
import { otherRoles } from '../data/people.ts';
import { compass } from '../data/places.ts';
import { slugs } from '../data/slugs.ts';
import { languages } from '../data/words.ts';
import { gazetteerEntry } from '../gazetteer.ts';
import { hasPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isAnyTitle, isTitle } from '../titles.ts';
import { type Token, wordAt } from '../token.ts';

const hyphen = /[-‐‑]/;
/** Behind two countries, what they have with each other: "the India-Pakistan talks". */
const common = wordSet`
  peace talks war wars border relations conflict match matches series summit trade tensions ties treaty deal
`;
const peers = wordSet`Lord Lady Baron Baroness Viscount Viscountess Earl Countess`;
const articles = new Set(['a', 'an', 'the', 'A', 'An', 'The', 'one', 'another']);
/** "velmar.example", "VELMAR": what stands behind the @ of an address. In "Orsk@Velmar" two teams play. */
const domain = /^(?:[\p{L}\p{N}-]+\.[\p{L}\p{N}]|\p{Lu}{2,}(?![\p{L}\p{N}]))/u;
/** In characters, of its first label and what follows it. */
const maxDomainLength = 65;
/** "A Frenchman", "the Ulsterman": one of a people, without a name. */
const oneOfPeople = /^\p{Lu}\p{Ll}{2,}(?:man|woman)$/u;

/**
 * Whether a name is a part of another one or of a phrase, or a common noun with a capital.
 *
 * @param surnames words of persons' full names in the text
 */
export function isNoName(text: string, name: TaggedName, surnames: ReadonlySet<string>): boolean {
  if (isOfPeer(name) || (name.type === 'place' && isLoneDirection(name))) return true;
  if (isAttached(text, name) || isPair(name) || isGuestInTitle(text, name)) return true;
  return (
    isSport(name) ||
    isLanguage(name) ||
    isLaw(name) ||
    isRole(name, surnames) ||
    isAbstract(name) ||
    isOneOfPeople(name)
  );
}

/** "Lord Orsk of Velmar"; not the company of a lord, nor the place of the Lord Lieutenant of Velmar. */
function isOfPeer({ passage: { tokens }, from, type }: TaggedName): boolean {
  const [of, peer] = [tokens[from - 1], tokens[from - 2]];
  if (type === 'organization' || of?.text !== 'of' || !peer?.capital || isTitle(peer.text)) return false;
  return [3, 4].some((back) => peers.has(wordAt(tokens, from - back)));
}

/** "Central and Eastern Europe". */
function isLoneDirection({ passage: { tokens }, from, to }: TaggedName): boolean {
  const [word, behind] = [wordAt(tokens, from), tokens[to]];
  if (to - from > 1 || !compass.has(word)) return false;
  return /^(?:and|or|,)$/.test(behind?.text ?? '') && compass.has(wordAt(tokens, to + 1));
}

/** "jane.orsk@velmar.example": a part of an address. */
function isAttached(text: string, { passage: { tokens }, from, to }: TaggedName): boolean {
  const { start, end } = tokens[from] as Token;
  const before = textBefore(text, start, 2);
  if (/^[\p{L}\p{N}.]@$/u.test(before)) return domain.test(text.slice(start, start + maxDomainLength));
  return to - from === 1 && text[end] === '@' && /^[\p{L}\p{N}]\.$/u.test(before);
}

/** "India-Pakistan talks": two countries or peoples, no name of one thing. Austria-Hungary was one. */
function isPair({ passage: { tokens }, from, to, type }: TaggedName): boolean {
  const [one = '', two = '', ...more] = wordAt(tokens, from).split(hyphen);
  if (to - from > 1 || (type !== 'place' && type !== 'organization') || two === '' || more.length > 0)
    return false;
  const typeOf = (part: string) => gazetteerEntry(part)?.type;
  const isListed = (part: string) => /^(?:place|group)$/.test(typeOf(part) ?? '');
  return isListed(one) && isListed(two) && common.has(wordAt(tokens, to));
}

/** "The BBC's Breakfast with Frost"; a headline in capitals has "Orsk's Talks With Frost". */
function isGuestInTitle(text: string, { passage: { tokens, titleCase }, from, to }: TaggedName): boolean {
  const [owner, title, joint] = [tokens[from - 3], tokens[from - 2], tokens[from - 1]];
  const isTitle = to - from === 1 && title?.capital === true && joint?.text === 'with' && !titleCase;
  return isTitle && owner !== undefined && hasPossessive(text, owner);
}

/** From it, a person is called like a language: "Farsi, the minister". */
const surePerson = 0.7;

/** "Books in Hindi". */
function isLanguage({ passage: { tokens }, from, to, type, confidence }: TaggedName): boolean {
  if (type === 'group' || (type === 'person' && confidence >= surePerson)) return false;
  return to - from === 1 && languages.has(wordAt(tokens, from)) && !tokens[to]?.capital;
}

/** "Rugby: Velmar win": what the text is about. */
function isSport({ passage: { tokens }, from, to }: TaggedName): boolean {
  return from === 0 && tokens[to]?.text === ':' && to === 1 && slugs.includes(wordAt(tokens, 0));
}

/** "The Bill", "the Orskian Quelle Bill", of which the tagger has a given name: persons have no article. */
function isLaw({ passage: { tokens, titleCase }, from, to, type }: TaggedName): boolean {
  const before = tokens[from - 1];
  const isLone = type === 'person' && to - from === 1 && tokens[from]?.adjacent === true && !titleCase;
  if (!isLone || !thingHeads.has(wordAt(tokens, from)) || tokens[to]?.capital) return false;
  return /^[Tt]h(?:e|is)$/.test(before?.text ?? '') || (before?.capital === true && !isTitle(before.text));
}

/** "Sprinter Ana Velmar", "Referee: Ana Orsk": what somebody is, and not the name that follows. */
function isRole(
  { passage: { tokens, titleCase }, from, to, type }: TaggedName,
  surnames: ReadonlySet<string>,
): boolean {
  const [word, behind] = [tokens[from], tokens[to]];
  const isFirst = type === 'person' && to - from === 1 && word?.opensSentence === true && !titleCase;
  if (!isFirst || !otherRoles.has(word.text.toLowerCase())) return false;
  if (behind?.capital) return behind.adjacent;
  // "Lock and striker Ana Orsk met", in a text on Bo Lock.
  return !surnames.has(word.text) && isBeforePerson(tokens, to);
}

/** Roles behind "and" that are no titles elsewhere. */
const makers = wordSet`producer songwriter filmmaker illustrator translator`;

/** "[Screenwriter] and producer Ana Orsk", "[Referee]: Ana Orsk"; not "Lock and lawyers for him". */
function isBeforePerson(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  if (tokens[at]?.text === ':') return next?.capital === true;
  if (tokens[at]?.text !== 'and' || !next || next.capital) return false;
  if (!isAnyTitle(next.text) && !makers.has(next.text)) return false;
  const name = tokens[at + 2];
  return name?.capital === true && name.adjacent;
}

/** "Catholicism"; a person may be called so. */
function isAbstract({ passage: { tokens }, from, to, type }: TaggedName): boolean {
  const word = wordAt(tokens, from);
  if (to - from > 1 || type === 'person' || tokens[to]?.capital) return false;
  return /^\p{Lu}\p{Ll}{2,}ism$/u.test(word);
}

/** An adjective may be between: "a proud Welshman", "the 25-year-old Dubliner". */
function isOneOfPeople({ passage: { tokens }, from, to }: TaggedName): boolean {
  const [article, adjective] = [wordAt(tokens, from - 2), wordAt(tokens, from - 1)];
  const isOne =
    articles.has(adjective) ||
    adjective === 'year-old' ||
    (articles.has(article) && /^\p{Ll}[\p{Ll}-]*$/u.test(adjective));
  const word = wordAt(tokens, from);
  return to - from === 1 && isOne && oneOfPeople.test(word);
}
