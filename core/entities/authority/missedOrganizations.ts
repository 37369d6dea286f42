/**
 * Organisations that the tagger missed in an English text: those that it found elsewhere in it, and those
 * that the authority has exactly as the text writes them ("he joined from Red Star Belgrade"). Many names of
 * one word are surnames and common nouns. Found elsewhere, such a name counts unless the text has it without
 * a capital too; from the authority, only if its capitals or the words beside it tell.
 */

import { anyOf } from '../../text/anyOf.ts';
import { textBefore } from '../../text/slices.ts';
import { wordSet } from '../../text/wordSet.ts';
import type { Mention } from '../annotation.ts';
import { DocumentWords } from '../documentWords.ts';
import { entityId } from '../slug.ts';
import { commonAcronyms, unnamedAcronyms } from '../types/commonAcronyms.ts';
import type { Authority } from './authority.ts';
import type { AuthorityEntry } from './entry.ts';
import { sharesWord } from './nameAliases.ts';

/** Words with capitals, with "of", "the", "and", "for" and "&" between; eBay has its capital within. */
const capitalised =
  /(?<![\p{L}\p{N}_.@/'’-])\p{Ll}{0,4}\p{Lu}[\p{L}\p{N}&'’-]*(?: (?:(?:of|the|and|for|&) ){0,2}\p{Lu}[\p{L}\p{N}&'’-]*)*/gu;
/** Between a mention and the name behind it: "Aston Villa and Red Star Belgrade". */
const beside = /^ (?:(?:of|the|and|for|&) ){0,2}/;
const article = /^An? /;
/** Words that have a capital where they open a sentence. */
const openers = wordSet`
  The This That But And Or So Yet If When While As Since Although Though Because Before After At By For From
  In Like Of On To Under Unlike With
`;
/** Two letters stand for too much, and three if the authority has them as another name alone: IMO, SVP. */
const acronym = /^\p{Lu}{3,6}$/u;
const leastOfOtherName = 4;
/** Capitals that no surname and no common noun has, unlike McLaren: WHSmith, CrowdStrike, PwC, H&M. */
const ownCapitals = /^(?!Ma?c\p{Lu})\p{L}*(?:\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}|\p{Lu}&\p{Lu})/u;
const hadByCompany = anyOf`spokes(?:man|woman|person), shares, shareholders, employees, executives`;
const saidByCompany = `sa(?:id|ys) it (?:${anyOf`would, will, had, has, plans, planned, expects, expected`})`;
const reportedByCompany = '(?:report|post)ed an? (?:[a-z-]+ ){0,3}(?:profit|loss)';
/** Behind a name: whom and what a company has, what it says of itself, and what it reports. */
const behindCompany = new RegExp(
  String.raw`^(?:['’]s? )?(?: ?(?:${hadByCompany})| ${saidByCompany}| ${reportedByCompany})(?!\p{L})`,
  'u',
);
const companyPhrases = anyOf`
  [Ss]hares in, [Ss]take in, [Tt]akeover of, (?:bought|owned|acquired|made|operated) by, [Oo]wner of,
  [Ww]orkers at, [Ss]taff at
`;
/** Before it: what is a company's, and what is done to one. */
const beforeCompany = new RegExp(`(?:${companyPhrases}) $`);
/** In characters, of either. */
const besideLength = { before: 14, behind: 60 };
/** Of 100 such names in the BBC corpus, 96 were right. Not more, since the tagger saw none. */
const confidence = 0.6;
/** From it on, an organisation of the text is one wherever the text has its name. */
const sure = 0.5;

/** The mentions with the missed ones, in text order. */
export function addMissed(
  text: string,
  mentions: readonly Mention[],
  authority: Authority,
  extractor: string,
): Mention[] {
  const elsewhere = organizationsOf(mentions);
  const words = new DocumentWords(text);
  const missed = [...freeWords(text, mentions)].flatMap((free): Mention[] => {
    const [found] = [free, ...openedBy(free), ...ownedIn(free)].flatMap((each) => {
      const surface = nameOf(each);
      const isElsewhere = elsewhere.has(surface) && !words.has(surface.toLowerCase());
      return isElsewhere || isListed(text, each, authority) ? [{ start: each.start, surface }] : [];
    });
    if (found === undefined) return [];
    const { start, surface } = found;
    const known = elsewhere.get(surface) ?? newMention(surface, extractor);
    return known ? [{ ...known, start, end: start + surface.length, confidence }] : [];
  });
  if (missed.length === 0) return [...mentions];
  const all = [...mentions, ...missed].sort((a, b) => a.start - b.start);
  const things = commonAcronyms(text).union(unnamedAcronyms(text, all));
  const added = new Set(missed);
  return all.filter((each) => !added.has(each) || !things.has(each.surface));
}

/**
 * By what the text writes: the names that are one organisation's wherever the text has them as names. Not
 * short forms: "News" is seldom the Detroit News.
 */
function organizationsOf(mentions: readonly Mention[]): Map<string, Mention> {
  const found = new Map<string, Mention>();
  for (const [surface, its] of Map.groupBy(mentions, (mention) => mention.surface)) {
    const [first] = its;
    const isOne = its.every(({ entity }) => entity === first?.entity);
    const isSure = its.some((each) => each.confidence >= sure);
    const isWhole = first?.link.reason !== 'short form';
    if (first?.entity?.startsWith('organization/') && isOne && isSure && isWhole) found.set(surface, first);
  }
  return found;
}

/** A mention of that name, wherever it is. */
function newMention(name: string, extractor: string): Mention | undefined {
  const entity = entityId('organization', name);
  const link = { reason: 'same name' };
  const span = { start: 0, end: name.length, surface: name };
  if (entity === undefined) return undefined;
  return { ...span, type: 'organization', entity, name, confidence, link, extractor };
}

interface FreeWords {
  start: number;
  words: string;
}

/**
 * The words with capitals that no mention has and none follows, without what is before a mention: that is
 * rather a part of its name. A number behind them makes them a product: "FIFA 2005"; "Facebook.com" is an
 * address, "AU$20" an amount.
 */
function* freeWords(text: string, mentions: readonly Mention[]): Generator<FreeWords> {
  let next = 0;
  for (const { 0: run, index } of text.matchAll(capitalised)) {
    const end = index + run.length;
    while ((mentions[next]?.end ?? end) <= index) next++;
    let from = index;
    for (let i = next; (mentions[i]?.start ?? end) < end; i++) from = mentions[i]?.end ?? end;
    const isFree = from === index || (from < end && text[from] === ' ');
    if (!isFree || /^(?: ?\p{N}|\.\p{Ll}|\p{Sc})/u.test(text.slice(end, end + 2))) continue;
    const rest = text.slice(from, end);
    const [skipped = ''] = (from === index ? article : beside).exec(rest) ?? [];
    const start = from + skipped.length;
    yield { start, words: text.slice(start, end) };
  }
}

/** "World Food Programme" of "The World Food Programme": a name of several words. */
function openedBy({ start, words }: FreeWords): FreeWords[] {
  const [first = '', ...behind] = words.split(' ');
  const others = behind[0] === 'the' ? behind.slice(1) : behind;
  const name = others.join(' ');
  const isOpened = openers.has(first) && others.length > 1;
  return isOpened ? [{ start: start + words.length - name.length, words: name }] : [];
}

/** "SpaceX" of "Elon Musk's SpaceX". */
function ownedIn({ start, words }: FreeWords): FreeWords[] {
  const at = Math.max(words.lastIndexOf("'s "), words.lastIndexOf('’s ')) + "'s ".length;
  return at < "'s ".length ? [] : [{ start: start + at, words: words.slice(at) }];
}

/** Without a possessive ending. */
const nameOf = ({ words }: FreeWords): string => words.replace(/['’]s?$/, '');

/** Whether the authority has the name so, and as organisations alone. */
function isListed(text: string, free: FreeWords, authority: Authority): boolean {
  const name = nameOf(free);
  const [first, ...others] = name.split(' ');
  const isLone = others.length === 0;
  // "The Tigers" are many clubs.
  if (first === 'The' && others.length === 1) return false;
  const isOwn = ownCapitals.test(name);
  const tells = () => acronym.test(name) || isCompany(text, free.start, free.start + name.length);
  if (isLone && !isOwn && !tells()) return false;
  const entries = authority.named(name);
  const isAlias = (entry: AuthorityEntry) =>
    entry.aliases.includes(name) &&
    (isLone ? isOwn || name.length >= leastOfOtherName : sharesWord(name.split(' '), entry.name));
  const isNamed = entries.some((entry) => entry.name === name || isAlias(entry));
  return isNamed && entries.every(({ type }) => type === 'organization');
}

/** "Shares in Deliveroo", "Deliveroo said it would". */
function isCompany(text: string, start: number, end: number): boolean {
  const before = textBefore(text, start, besideLength.before);
  return beforeCompany.test(before) || behindCompany.test(text.slice(end, end + besideLength.behind));
}
