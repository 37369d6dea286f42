/** Finds the names that share tokens with others, in linear time. */
import type { Passage } from '../passages.ts';
import type { TaggedName } from '../tagger/tagger.ts';

type ByToken = Map<Passage, Map<number, TaggedName>>;

export class NamesByToken {
  readonly #names: readonly TaggedName[];
  /** Made when it is first asked: most documents have no tables. */
  #byToken: ByToken | undefined;

  /** @param names no two of which share a token */
  constructor(names: readonly TaggedName[]) {
    this.#names = names;
  }

  /** Those that share a token with the name, in text order. */
  overlapping({ passage, from, to }: TaggedName): TaggedName[] {
    this.#byToken ??= byToken(this.#names);
    const tokens = this.#byToken.get(passage);
    const found = new Set<TaggedName>();
    for (let at = from; at < to && tokens !== undefined; at++) {
      const name = tokens.get(at);
      if (name !== undefined) found.add(name);
    }
    return [...found];
  }
}

function byToken(names: readonly TaggedName[]): ByToken {
  const all: ByToken = new Map();
  for (const name of names) {
    const tokens = all.get(name.passage) ?? new Map<number, TaggedName>();
    for (let at = name.from; at < name.to; at++) tokens.set(at, name);
    all.set(name.passage, tokens);
  }
  return all;
}

/** A name that something else than the tagger tells. @param confidence 0 to 1 */
export const foundName = (
  { passage, from, to }: Pick<TaggedName, 'passage' | 'from' | 'to'>,
  type: TaggedName['type'],
  confidence: number,
): TaggedName => ({ passage, from, to, type, probability: confidence, confidence });

/** The names in text order, with `found` instead of those that share a token with one of it. */
export function withFound(names: readonly TaggedName[], found: readonly TaggedName[]): TaggedName[] {
  if (found.length === 0) return [...names];
  const taken = new NamesByToken(found);
  const start = ({ passage: { tokens }, from }: TaggedName) => tokens[from]?.start ?? 0;
  const kept = names.filter((name) => taken.overlapping(name).length === 0);
  return [...kept, ...found].sort((a, b) => start(a) - start(b));
}
