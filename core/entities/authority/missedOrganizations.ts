/**
 * Organisations that the tagger missed in an English text, and that the authority has exactly as the text
 * writes them: "he joined from Red Star Belgrade". A name of one word counts only if it is an acronym, since
 * others are surnames and common nouns.
 */

import type { Mention } from '../annotation.ts';
import { initialsOf } from '../resolve/acronym.ts';
import { entityId, fold } from '../slug.ts';
import { commonAcronyms } from '../types/commonAcronyms.ts';
import type { Authority } from './authority.ts';
import type { AuthorityEntry } from './entry.ts';
import { sharesWord } from './nameAliases.ts';

/** Words with capitals, with "of", "the", "and" and "for" between. */
const capitalised =
  /(?<![\p{L}\p{N}.@/'’-])\p{Lu}[\p{L}\p{N}&'’-]*(?: (?:(?:of|the|and|for) )?\p{Lu}[\p{L}\p{N}&'’-]*)*/gu;
/** Between a mention and the name behind it: "Aston Villa and Red Star Belgrade". */
const beside = /^ (?:and (?:the )?)?/;
/** Two letters stand for too much, and three if the authority has them as another name alone: IMO, SVP. */
const acronym = /^\p{Lu}{3,6}$/u;
const leastOfOtherName = 4;
/** Of 100 such names in the BBC corpus, 96 were right. Not more, since the tagger saw none. */
const confidence = 0.6;

/** The mentions with the missed ones, in text order. */
export function addMissed(
  text: string,
  mentions: readonly Mention[],
  authority: Authority,
  extractor: string,
): Mention[] {
  const missed = [...freeWords(text, mentions)].flatMap(({ start, words }): Mention[] => {
    const surface = organizationIn(words, authority);
    const entity = surface === undefined ? undefined : entityId('organization', surface);
    if (surface === undefined || entity === undefined) return [];
    const found = { start, end: start + surface.length, surface, entity, name: surface };
    return [{ ...found, type: 'organization', confidence, link: { reason: 'same name' }, extractor }];
  });
  if (missed.length === 0) return [...mentions];
  const common = commonAcronyms(text);
  const own = missed.filter(({ surface }) => !common.has(surface));
  return [...mentions, ...own].sort((a, b) => a.start - b.start);
}

interface FreeWords {
  start: number;
  words: string;
}

/**
 * The words with capitals that no mention has and none follows, without what is before a mention: that is
 * rather a part of its name. A number behind them makes them a product: "FIFA 2005".
 */
function* freeWords(text: string, mentions: readonly Mention[]): Generator<FreeWords> {
  let next = 0;
  for (const { 0: run, index } of text.matchAll(capitalised)) {
    const end = index + run.length;
    while ((mentions[next]?.end ?? end) <= index) next++;
    let from = index;
    for (let i = next; (mentions[i]?.start ?? end) < end; i++) from = mentions[i]?.end ?? end;
    const isFree = from === index || (from < end && text[from] === ' ');
    if (!isFree || /^ ?\p{N}/u.test(text.slice(end, end + 2))) continue;
    const rest = text.slice(from, end);
    const start = from === index ? index : from + (beside.exec(rest)?.[0].length ?? 0);
    yield { start, words: text.slice(start, end) };
  }
}

/** What the words are without a possessive ending, if the authority has it so, and as organisations alone. */
function organizationIn(words: string, authority: Authority): string | undefined {
  const name = words.replace(/['’]s?$/, '');
  const [first, ...others] = name.split(' ');
  const isLone = others.length === 0;
  // "The Tigers" are many clubs.
  if ((first === 'The' && others.length === 1) || (isLone && !acronym.test(name))) return undefined;
  const entries = authority.named(name);
  const isAlias = (entry: AuthorityEntry) =>
    entry.aliases.includes(name) &&
    (isLone ? name.length >= leastOfOtherName : isRelated(entry.name, name.split(' ')));
  const isListed = entries.some((entry) => entry.name === name || isAlias(entry));
  return isListed && entries.every(({ type }) => type === 'organization') ? name : undefined;
}

/** "Man Utd" of Manchester United, "British Telecom" of BT. "An old lady" is hardly ever Juventus. */
function isRelated(own: string, words: readonly string[]): boolean {
  return initialsOf(words).includes(fold(own)) || sharesWord(words, own);
}
