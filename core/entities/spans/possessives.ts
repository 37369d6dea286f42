/** Possessive endings, which the tokeniser cuts off: part of "Moody's" and "Howl's Moving Castle". */
import type { Candidate } from '../candidate.ts';
import { gazetteerMatchAt } from '../gazetteer.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { Token } from '../token.ts';

/** In characters: an apostrophe and an s. */
const possessiveLength = 2;

/**
 * Words that cannot begin what is owned. "Moody's has", "Sotheby's and": the ending belongs to the name.
 * "Is" and what may follow it are absent, because 's may be short for it.
 */
const notOwned = new Set(
  (
    'and or but has had have was were will would could may might should which who that said says expects ' +
    'reported reports posted announced unveiled fell rose lost won made cut raised closed opened dropped ' +
    'jumped gained bought sold hopes plans wants declined refused agreed confirmed'
  ).split(' '),
);

/** Whether a possessive ending follows the token. */
export function hasPossessive(text: string, { end }: Token): boolean {
  return /^['’][sS](?![\p{L}\p{N}])/u.test(text.slice(end, end + 3));
}

/**
 * The lone names that are written with a possessive ending and stand like a name of their own at least once:
 * "Moody's has downgraded it". A name that the document also has without the ending is not one of them.
 */
export function possessiveNames(text: string, names: readonly TaggedName[]): Set<string> {
  const without = new Set<string>();
  const own = new Set<string>();
  for (const { passage, from, to, type } of names) {
    const { tokens } = passage;
    const last = tokens[to - 1] as Token;
    const name = textOf(tokens, from, to);
    if (!hasPossessive(text, last)) {
      without.add(name);
      without.add(last.text);
      continue;
    }
    const isListed = gazetteerMatchAt(tokens, from)?.length === to - from;
    if (to - from === 1 && type !== 'group' && !isListed && notOwned.has(tokens[to]?.text ?? ''))
      own.add(name);
  }
  return new Set([...own].filter((name) => !without.has(name)));
}

/**
 * The candidate with the signs that belong to it: possessive endings and quotation marks within the name, and
 * the last ending of a name that is written with it.
 * @param own the names that end with a possessive, from `possessiveNames`
 */
export function withSigns(
  text: string,
  { passage: { tokens }, from, to }: TaggedName,
  candidate: Candidate,
  own: ReadonlySet<string>,
): Candidate {
  const last = tokens[to - 1] as Token;
  const isOwn = hasPossessive(text, last) && own.has(textOf(tokens, from, to));
  const isInner = tokens
    .slice(from, to - 1)
    .some((token) => hasPossessive(text, token) || /["“”]/.test(token.text));
  if (!isOwn && !isInner) return candidate;
  const end = isOwn ? candidate.end + possessiveLength : candidate.end;
  const words = text.slice(candidate.start, end).split(/\s+/);
  return isOwn ? { ...candidate, end, words, type: 'organization' } : { ...candidate, words };
}

function textOf(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ');
}
