/** Names that the tagger split: "the North East of England", "Johnson & Johnson". */
import { addresses, givenNames, officeParts, offices, otherRoles } from '../data/people.ts';
import { compass } from '../data/places.ts';
import { calendar } from '../data/words.ts';
import { isGazetteerWord } from '../gazetteer.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { Token } from '../token.ts';

/** Joins the parts of names, in text order. */
export function joinNames(names: readonly TaggedName[]): TaggedName[] {
  const joined = joinPlaceParts(joinPartners(names));
  return joined.map((name, i) => withGivenName(withInitial(name), joined[i - 1]));
}

/** "Dries Mertens" of which the tagger has only Mertens: nothing else explains the capital before it. */
function withGivenName(name: TaggedName, last: TaggedName | undefined): TaggedName {
  const { passage, from, to, type } = name;
  const [before, given, word] = [passage.tokens[from - 2], passage.tokens[from - 1], passage.tokens[from]];
  const isSurname =
    type === 'person' && to - from === 1 && word?.adjacent === true && !givenNames.has(word.text);
  if (!isSurname || passage.titleCase || !isGivenName(given)) return name;
  const isFree = last?.passage !== passage || last.to < from;
  return isFree && before !== undefined && !before.capital ? { ...name, from: from - 1 } : name;
}

function isGivenName(token: Token | undefined): boolean {
  if (token?.kind !== 'word' || !token.capital || token.opensSentence || !token.adjacent) return false;
  const { text } = token;
  const lower = text.toLowerCase().replace(/\.$/, '');
  const isTitle =
    addresses.has(text) || offices.has(lower) || officeParts.has(lower) || otherRoles.has(lower);
  return /^\p{Lu}\p{Ll}{2,}$/u.test(text) && !isTitle && !calendar.has(text) && !isGazetteerWord(text);
}

/** "A Masi" in a line-up: "A" is no article after a comma or a bracket. */
function withInitial(name: TaggedName): TaggedName {
  const { passage, from, to, type } = name;
  const [before, initial] = [passage.tokens[from - 2], passage.tokens[from - 1]];
  const isInitial =
    type === 'person' &&
    to - from === 1 &&
    /^[A-Z]$/.test(initial?.text ?? '') &&
    passage.tokens[from]?.adjacent === true &&
    (before === undefined || /^[,;(]$/.test(before.text));
  return isInitial ? { ...name, from: from - 1 } : name;
}

/** Joins "the North East" and "England" in "the North East of England", which the tagger may split. */
function joinPlaceParts(names: readonly TaggedName[]): TaggedName[] {
  const joined: TaggedName[] = [];
  for (const name of names) {
    const part = joined.at(-1);
    if (part === undefined || !isPartOf(part, name)) {
      joined.push(name);
      continue;
    }
    const confidence = Math.min(part.confidence, name.confidence);
    joined[joined.length - 1] = { ...name, from: part.from, confidence };
  }
  return joined;
}

function isPartOf(part: TaggedName, whole: TaggedName): boolean {
  const { tokens } = part.passage;
  const linked =
    part.passage === whole.passage && part.to + 1 === whole.from && tokens[part.to]?.text === 'of';
  return (
    linked &&
    part.type === 'place' &&
    whole.type === 'place' &&
    tokens.slice(part.from, part.to).every(({ text }) => compass.has(text))
  );
}

/** "Johnson & Johnson" is one organisation, even if the tagger knows only one of the two. */
function joinPartners(names: readonly TaggedName[]): TaggedName[] {
  const joined: TaggedName[] = [];
  const surnames = new Set(names.filter(isFullName).map(({ passage, to }) => passage.tokens[to - 1]?.text));
  for (const name of names) {
    const last = joined.at(-1);
    const isCovered = last !== undefined && last.passage === name.passage && last.to > name.from;
    if (!isCovered)
      joined.push(surnames.has(name.passage.tokens[name.from]?.text) ? name : withPartner(name));
  }
  return joined;
}

function isFullName({ from, to, type }: TaggedName): boolean {
  return type === 'person' && to - from > 1;
}

function withPartner(name: TaggedName): TaggedName {
  const { passage, from, to, type } = name;
  const { tokens } = passage;
  if (type === 'other' || to - from > 1) return name;
  if (isAnd(tokens[to]) && isPart(tokens[to + 1])) return { ...name, to: to + 2, type: 'organization' };
  if (isAnd(tokens[from - 1]) && isPart(tokens[from - 2]))
    return { ...name, from: from - 2, type: 'organization' };
  return name;
}

function isAnd(token: Token | undefined): boolean {
  return token?.text === '&' && token.adjacent;
}

function isPart(token: Token | undefined): boolean {
  return token?.kind === 'word' && token.capital;
}
