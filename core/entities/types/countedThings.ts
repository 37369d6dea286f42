/** Names of what there are several of: "his first ever Oscar". */
import { wordSet } from '../../text/wordSet.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { type Token, wordAt } from '../token.ts';

/** Before a lone name and no noun, these show that there are several such things: "his first ever Oscar". */
const ordinals = new Set(['ever', 'first', 'second', 'third', 'fourth', 'fifth']);
const determiners = new Set(['a', 'an', 'another', 'his', 'her', 'their', 'its', 'two', 'three', 'four']);
const winning = wordSet`won win wins winning nominated awarded received scooped collected`;
const notNouns = wordSet`, . ; ? ! ) for at in from and or on to with last`;

/** "His first ever Oscar", "won an Oscar". */
export function isCounted({ passage: { tokens }, from, to }: TaggedName): boolean {
  const before = wordAt(tokens, from - 1);
  if (to - from > 1 || !notNouns.has(tokens[to]?.text ?? '.')) return false;
  const isWon = determiners.has(before) && tokens.slice(Math.max(0, from - 4), from).some(isWinning);
  return isWon || ordinals.has(before);
}

function isWinning({ text }: Token): boolean {
  return winning.has(text);
}
