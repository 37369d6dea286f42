/**
 * Lists of names: "Dell, LG, Samsung and Phillips", a line-up. What most of them are, the others are too.
 */
import type { TaggedName } from '../tagger/tagger.ts';
import type { Token } from '../token.ts';

const joining = new Set([',', ';', 'and', 'or', '&', '"', '“', '”', 'the', 'The', 'both']);
/** In tokens, between two names of a list. */
const maxGap = 4;

/** Groups of two names or more that only commas and conjunctions separate, in text order. */
export function nameLists(names: readonly TaggedName[]): TaggedName[][] {
  const lists: TaggedName[][] = [];
  let list: TaggedName[] = [];
  const close = () => {
    if (list.length > 1) lists.push(list);
  };
  for (const name of names) {
    const last = list.at(-1);
    if (last !== undefined && isJoined(last, name)) {
      list.push(name);
      continue;
    }
    close();
    list = [name];
  }
  close();
  return lists;
}

function isJoined(one: TaggedName, two: TaggedName): boolean {
  if (one.passage !== two.passage || two.from <= one.to || two.from - one.to > maxGap) return false;
  const between = one.passage.tokens.slice(one.to, two.from);
  return (
    between.every(({ text, capital }: Token) => capital || joining.has(text)) &&
    !between.every(({ capital }) => capital)
  );
}
