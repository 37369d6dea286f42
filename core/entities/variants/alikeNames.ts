/** Names that may be one, written otherwise. Rough on purpose: a person decides. */
import { areFormsOfOneName } from '../data/givenNameForms.ts';
import { isLongEnough, isSlip } from './slips.ts';
import { spellingKey } from './spelling.ts';

/** In letters: shorter words that differ are mostly different names (Lee and Li, ITF and ITV). */
const shortest = 4;

/**
 * Whether the last words are alike, and each other word of the shorter name is like one of the longer, in
 * their order: "Jevgeni Velmar" and "Yevgeny Velmar", "Dave Quelle" and "David Ross Quelle". Both are folded,
 * and have two words at least.
 */
export function arePersonsAlike(one: string, other: string): boolean {
  const [fewer = [], more = []] = [one.split(' '), other.split(' ')].sort((a, b) => a.length - b.length);
  if (one === other || fewer.length < 2) return false;
  if (!areWordsAlike(fewer.at(-1) ?? '', more.at(-1) ?? '')) return false;
  const given = more.slice(0, -1);
  return fewer.slice(0, -1).every((word) => {
    const at = given.findIndex((each) => areWordsAlike(word, each) || areFormsOfOneName(word, each));
    return at !== -1 && given.splice(0, at + 1).length > 0;
  });
}

/** Whether each word of one folded name is like the word of the other at its place. */
export function areThingsAlike(one: string, other: string): boolean {
  const [words, others] = [one.split(' '), other.split(' ')];
  return (
    one !== other &&
    words.length === others.length &&
    words.every((word, i) => areWordsAlike(word, others[i] ?? ''))
  );
}

function areWordsAlike(one: string, other: string): boolean {
  if (one === other) return true;
  if (/\p{N}/u.test(one)) return false; // 2001 and 2011
  if (isLongEnough(one) && isSlip(one, other)) return true;
  const isShort = Math.min(one.length, other.length) < shortest;
  return !isShort && spellingKey(one) === spellingKey(other);
}
