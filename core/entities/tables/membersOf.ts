/**
 * "Ana Velmar (Orsk Rovers), Dara Quelle (Marlbury)": what stands in brackets behind the persons of a
 * document is of one kind, such as clubs or parties, so what the tagger knows there tells what it missed.
 */

import { isCountryAt } from '../gazetteer.ts';
import type { Passage } from '../passages.ts';
import { foundName, NamesByToken, withFound } from '../spans/namesByToken.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { wordAt } from '../token.ts';

/** 0 to 1, set by hand. */
const confidence = 0.6;
/** So many of them are organisations, and such a share. */
const least = { organizations: 3, share: 0.6 };
/** Below it, an organisation is left out unless something supports it. */
const doubtful = 0.5;
/** In tokens. */
const longest = 4;
const moved = /^(?:to|[-–—])$/;

/** The names, in text order, with those organisations. */
export function withMembersOf(names: readonly TaggedName[]): TaggedName[] {
  const brackets = names.filter(({ type }) => type === 'person').flatMap(behind);
  if (brackets.length <= least.organizations) return [...names];
  const tagged = new NamesByToken(names);
  const found = brackets.map((whole) => ({ whole, inside: tagged.overlapping(whole) }));
  const known = found.filter(({ inside }) => inside.length > 0);
  const organizations = known.filter(({ inside }) => inside[0]?.type === 'organization').length;
  if (organizations < least.organizations || organizations < least.share * known.length) return [...names];
  const missed = found.filter(({ whole, inside }) => inside.length === 0 || isMistaken(whole, inside));
  return withFound(
    names,
    missed.map(({ whole }) => whole),
  );
}

/** What begins the brackets behind a person, and where he goes: "(Orsk, loan)", "[Orsk – Marlbury]". */
function behind({ passage, to: end }: TaggedName): TaggedName[] {
  const { tokens } = passage;
  if (!/^[([]$/.test(wordAt(tokens, end))) return [];
  const first = runAt(passage, end + 1);
  if (first === undefined) return [];
  const second = moved.test(wordAt(tokens, first.to)) ? runAt(passage, first.to + 1) : undefined;
  const last = second ?? first;
  return /^[,)\]]$/.test(wordAt(tokens, last.to)) ? [first, second ?? []].flat() : [];
}

function runAt(passage: Passage, from: number): TaggedName | undefined {
  const { tokens } = passage;
  let to = from;
  while (to < from + longest && tokens[to]?.capital && (to === from || tokens[to]?.adjacent)) to++;
  const isCode = to === from + 1 && tokens[from]?.text === tokens[from]?.text.toUpperCase();
  if (to === from || isCode || isCountryAt(tokens, from)) return undefined;
  return foundName({ passage, from, to }, 'organization', confidence);
}

/** Of which the tagger has a part, or that it takes for a place, or doubts. */
function isMistaken(whole: TaggedName, [only, ...others]: readonly TaggedName[]): boolean {
  if (only === undefined || others.length > 0) return false;
  if (only.from < whole.from || only.to > whole.to) return false;
  const isWhole = only.from === whole.from && only.to === whole.to;
  const isDoubtful = only.confidence < (only.type === 'organization' && isWhole ? doubtful : confidence);
  return isDoubtful || (isWhole && only.type === 'place');
}
