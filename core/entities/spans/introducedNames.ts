/**
 * Where an organisation's name begins and ends, by the acronym in brackets behind it: "the National
 * Association of Automobile Manufacturers of South Africa (NAAMSA)" is one name.
 */
import type { TaggedName } from '../tagger/tagger.ts';
import { isAcronym, type Token, wordAt } from '../token.ts';

/** Give an acronym no letter, unless they have a capital. */
const small = new Set(['of', 'for', 'the', 'and', 'on', 'in', 'to', '&', ',', '’', "'"]);
/** In tokens: how far behind the beginning of a name its acronym may be. */
const longestName = 14;

/** The names, in text order, with those whole of which the tagger has a part before the acronym. */
export function joinIntroduced(names: readonly TaggedName[]): TaggedName[] {
  const joined: TaggedName[] = [];
  for (const [i, name] of names.entries()) {
    const last = joined.at(-1);
    if (last !== undefined && last.passage === name.passage && last.to > name.from) continue;
    const whole = wholeName(name, names.slice(i + 1, i + longestName), last);
    if (last !== undefined && last.passage === whole.passage && last.to > whole.from) joined.pop();
    joined.push(whole);
  }
  return joined;
}

function wholeName(name: TaggedName, next: readonly TaggedName[], last: TaggedName | undefined): TaggedName {
  const { passage, from, confidence } = name;
  const bracket = bracketBehind(passage.tokens, from);
  const start = bracket === undefined ? undefined : expansionStart(passage.tokens, bracket);
  const to = passage.tokens[(bracket ?? 0) - 1]?.kind === 'word' ? bracket : undefined;
  if (to === undefined || start === undefined || start > from || (start === from && name.to === to))
    return name;
  const least = last?.passage !== passage ? 0 : last.type === 'person' ? last.to : last.from;
  const parts = [name, ...next.filter((each) => each.passage === passage && each.from < to)];
  const isWhole = start >= least && parts.every(({ type }) => type !== 'person' && type !== 'group');
  if (!isWhole) return name;
  const surest = Math.max(confidence, ...parts.map((each) => each.confidence));
  return { ...name, from: start, to, type: 'organization', confidence: surest };
}

/** The first bracket behind the token that has an acronym and nothing else in it. */
function bracketBehind(tokens: readonly Token[], from: number): number | undefined {
  const end = Math.min(tokens.length, from + longestName);
  for (let at = from + 1; at < end; at++)
    if (tokens[at]?.text === '(')
      return isAcronym(wordAt(tokens, at + 1)) && tokens[at + 2]?.text === ')' ? at : undefined;
  return undefined;
}

/** Where the words begin whose first letters are the acronym in the bracket, if there are any. */
function expansionStart(tokens: readonly Token[], bracket: number): number | undefined {
  const letters = wordAt(tokens, bracket + 1);
  let missing = letters.length;
  for (let at = bracket - 1; at >= Math.max(0, bracket - longestName); at--) {
    const { text, capital } = tokens[at] as Token;
    if (capital && text.charAt(0) === letters.charAt(missing - 1)) missing--;
    else if (!small.has(text)) return undefined;
    if (missing === 0) return at;
  }
  return undefined;
}
