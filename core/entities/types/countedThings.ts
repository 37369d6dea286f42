/** Names of what there are several of: "his first ever Oscar", "a Frenchman". */
import { wordSet } from '../../text/wordSet.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { Token } from '../token.ts';

/** Before a lone name and no noun, these show that there are several such things: "his first ever Oscar". */
const ordinals = new Set(['ever', 'first', 'second', 'third', 'fourth', 'fifth']);
const determiners = new Set(['a', 'an', 'another', 'his', 'her', 'their', 'its', 'two', 'three', 'four']);
const winning = wordSet`won win wins winning nominated awarded received scooped collected`;
const notNouns = wordSet`, . ; ? ! ) for at in from and or on to with last`;

/** "His first ever Oscar", "won an Oscar". */
export function isCounted({ passage: { tokens }, from, to }: TaggedName): boolean {
  const before = tokens[from - 1]?.text ?? '';
  if (to - from > 1 || !notNouns.has(tokens[to]?.text ?? '.')) return false;
  const isWon = determiners.has(before) && tokens.slice(Math.max(0, from - 4), from).some(isWinning);
  return isWon || ordinals.has(before);
}

function isWinning({ text }: Token): boolean {
  return winning.has(text);
}

const articles = new Set(['a', 'an', 'the', 'A', 'An', 'The', 'one', 'another']);
/** "A Frenchman", "the Ulsterman": one of a people, without a name. */
const oneOfPeople = /^\p{Lu}\p{Ll}{2,}(?:man|woman)$/u;

/** An adjective may be between: "a proud Welshman", "the 25-year-old Dubliner". */
export function isOneOfPeople({ passage: { tokens }, from, to }: TaggedName): boolean {
  const [article, adjective] = [tokens[from - 2]?.text ?? '', tokens[from - 1]?.text ?? ''];
  const isOne =
    articles.has(adjective) ||
    adjective === 'year-old' ||
    (articles.has(article) && /^\p{Ll}[\p{Ll}-]*$/u.test(adjective));
  const word = tokens[from]?.text ?? '';
  return to - from === 1 && isOne && oneOfPeople.test(word);
}
