/**
 * Organisations that the tagger missed in an English text, and that the authority has exactly as the text
 * writes them: "he joined from Red Star Belgrade". Many names of one word are surnames and common nouns: such
 * a name counts only if its capitals or the words beside it tell.
 */

import { anyOf } from '../../text/anyOf.ts';
import { textBefore } from '../../text/slices.ts';
import type { Mention } from '../annotation.ts';
import { entityId } from '../slug.ts';
import { commonAcronyms } from '../types/commonAcronyms.ts';
import type { Authority } from './authority.ts';
import type { AuthorityEntry } from './entry.ts';
import { sharesWord } from './nameAliases.ts';

/** Words with capitals, with "of", "the", "and", "for" and "&" between; eBay has its capital within. */
const capitalised =
  /(?<![\p{L}\p{N}.@/'’-])\p{Ll}{0,4}\p{Lu}[\p{L}\p{N}&'’-]*(?: (?:(?:of|the|and|for|&) ){0,2}\p{Lu}[\p{L}\p{N}&'’-]*)*/gu;
/** Between a mention and the name behind it: "Aston Villa and Red Star Belgrade". */
const beside = /^ (?:(?:of|the|and|for|&) ){0,2}/;
const article = /^An? /;
/** Two letters stand for too much, and three if the authority has them as another name alone: IMO, SVP. */
const acronym = /^\p{Lu}{3,6}$/u;
const leastOfOtherName = 4;
/** Capitals that no surname and no common noun has, unlike McLaren: WHSmith, CrowdStrike, PwC, H&M. */
const ownCapitals = /^(?!Ma?c\p{Lu})\p{L}*(?:\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}|\p{Lu}&\p{Lu})/u;
const ownedByCompany = anyOf`spokes(?:man|woman|person), shares, shareholders, employees, executives`;
const saidByCompany = `sa(?:id|ys) it (?:${anyOf`would, will, had, has, plans, planned, expects, expected`})`;
const reportedByCompany = '(?:report|post)ed an? (?:[a-z-]+ ){0,3}(?:profit|loss)';
/** Behind a name. */
const behindCompany = new RegExp(
  String.raw`^(?:['’]s? )?(?: ?(?:${ownedByCompany})| ${saidByCompany}| ${reportedByCompany})(?!\p{L})`,
  'u',
);
const ownership = anyOf`
  [Ss]hares in, [Ss]take in, [Tt]akeover of, (?:bought|owned|acquired|made|operated) by, [Oo]wner of,
  [Ww]orkers at, [Ss]taff at
`;
/** Before it. */
const beforeCompany = new RegExp(`(?:${ownership}) $`);
/** In characters, of either. */
const besideLength = { before: 14, behind: 60 };
/** Of 100 such names in the BBC corpus, 96 were right. Not more, since the tagger saw none. */
const confidence = 0.6;

/** The mentions with the missed ones, in text order. */
export function addMissed(
  text: string,
  mentions: readonly Mention[],
  authority: Authority,
  extractor: string,
): Mention[] {
  const missed = [...freeWords(text, mentions)].flatMap((free): Mention[] => {
    const [found] = [free, ...ownedIn(free)].flatMap((each) => {
      const surface = organizationIn(text, each, authority);
      return surface === undefined ? [] : [{ start: each.start, surface }];
    });
    const entity = found && entityId('organization', found.surface);
    if (found === undefined || entity === undefined) return [];
    const { start, surface } = found;
    const span = { start, end: start + surface.length, surface, entity, name: surface };
    return [{ ...span, type: 'organization', confidence, link: { reason: 'same name' }, extractor }];
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
    const [skipped = ''] = (from === index ? article : beside).exec(rest) ?? [];
    const start = from + skipped.length;
    yield { start, words: text.slice(start, end) };
  }
}

/** "SpaceX" of "Elon Musk's SpaceX". */
function ownedIn({ start, words }: FreeWords): FreeWords[] {
  const at = Math.max(words.lastIndexOf("'s "), words.lastIndexOf('’s ')) + "'s ".length;
  return at < "'s ".length ? [] : [{ start: start + at, words: words.slice(at) }];
}

/** What the words are without a possessive ending, if the authority has it so, and as organisations alone. */
function organizationIn(text: string, free: FreeWords, authority: Authority): string | undefined {
  const name = free.words.replace(/['’]s?$/, '');
  const [first, ...others] = name.split(' ');
  const isLone = others.length === 0;
  // "The Tigers" are many clubs.
  if (first === 'The' && others.length === 1) return undefined;
  const isOwn = ownCapitals.test(name);
  const tells = () => acronym.test(name) || isCompany(text, free.start, free.start + name.length);
  if (isLone && !isOwn && !tells()) return undefined;
  const entries = authority.named(name);
  const isAlias = (entry: AuthorityEntry) =>
    entry.aliases.includes(name) &&
    (isLone ? isOwn || name.length >= leastOfOtherName : sharesWord(name.split(' '), entry.name));
  const isListed = entries.some((entry) => entry.name === name || isAlias(entry));
  return isListed && entries.every(({ type }) => type === 'organization') ? name : undefined;
}

/** "Shares in Deliveroo", "Deliveroo said it would". */
function isCompany(text: string, start: number, end: number): boolean {
  const before = textBefore(text, start, besideLength.before);
  return beforeCompany.test(before) || behindCompany.test(text.slice(end, end + besideLength.behind));
}
