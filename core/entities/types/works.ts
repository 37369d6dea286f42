/**
 * What the tagger takes for an event and is none. Few training texts have labelled events, so it mistakes
 * works and products for events: an event needs a word such as "War" or "Cup". What a text has mostly so is
 * a work wherever it stands.
 */
import { eventFirstWords, eventLastWords } from '../data/events.ts';
import { eventHeads } from '../data/organizations.ts';
import { speaking } from '../data/words.ts';
import { gazetteerMatchAt } from '../gazetteer.ts';
import { formOf } from '../spans/nameWords.ts';
import { isPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { type Token, wordAt } from '../token.ts';

export function isDoubtfulEvent({ passage: { tokens }, from, to, type }: TaggedName): boolean {
  if (type !== 'event' || gazetteerMatchAt(tokens, from)?.known.type === 'event') return false;
  const shows = ({ text }: Token) => eventHeads.has(text) || eventLastWords.has(text);
  const words = tokens.slice(from, to);
  return !words.some(shows) && !eventFirstWords.has(words[0]?.text ?? '');
}

/** "The Salt Road" and "Salt Road" are one work. */
export const titleOf = (name: TaggedName): string => formOf(name).replace(/^(?:The|A|An) (?=\p{Lu})/u, '');

/** Below it, the tagger knows no more than that it is a name. */
const sureWork = 0.6;

/** "BitTorrent", "iPod". Other words alone are names of makers as often as of what they make. */
const brand = /^\p{Ll}|\p{Ll}\p{Lu}/u;
const mayBeWork = (title: string): boolean => title.includes(' ') || brand.test(title);

/** The titles that the text has as works more surely than as names, each without its article. */
export function worksAmong(names: readonly TaggedName[]): ReadonlySet<string> {
  const balance = new Map<string, number>();
  const works = new Set<string>();
  for (const name of names) {
    const isWork = isDoubtfulEvent(name);
    const title = titleOf(name);
    if (isWork && name.confidence >= sureWork && mayBeWork(title)) works.add(title);
    const weight = isWork ? name.confidence : name.type === 'other' ? 0 : -name.confidence;
    balance.set(title, (balance.get(title) ?? 0) + weight);
  }
  return new Set([...works].filter((title) => (balance.get(title) ?? 0) > 0));
}

/** "Mike Velmar's Vera Orsk": whom a person owns by full name is no person, unless he speaks. */
export function worksOfPersons(text: string, names: readonly TaggedName[]): TaggedName[] {
  const isFullName = ({ from, to, type }: TaggedName) => type === 'person' && to - from > 1;
  return names.filter((name, i) => {
    const owner = names[i - 1];
    const isBehind = owner?.passage === name.passage && owner.to === name.from;
    const isSpeaker = speaking.has(wordAt(name.passage.tokens, name.to));
    return isBehind && isFullName(owner) && isFullName(name) && !isSpeaker && isPossessive(text, owner);
  });
}
