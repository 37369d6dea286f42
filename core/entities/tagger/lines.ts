/** A document's paragraphs in the tagger's terms. */
import { entityTypes } from '../annotation.ts';
import { knownAt } from '../gazetteer.ts';
import type { Passage, Token } from '../token.ts';
import type { Line, Run } from './context.ts';
import { hashText } from './hash.ts';
import { type Usage, Usages } from './usage.ts';
import { type Word, wordOf } from './words.ts';

/** Words are worked out once for many places; so many are kept. */
const mostWords = 50_000;

/** The words of a language model, by form. */
export class WordBook<W extends Word> {
  readonly #make: (word: Word) => W;
  readonly #cluster: (hash: number) => number;
  readonly #most: number;
  #words = new Map<string, W>();
  /** What stands before and after a paragraph. */
  readonly edge: W;

  constructor(cluster: (hash: number) => number, make: (word: Word) => W, most = mostWords) {
    this.#most = most;
    this.#cluster = cluster;
    this.#make = make;
    this.edge = make(wordOf('\n', () => 0));
  }

  get(text: string): W {
    const there = this.#words.get(text);
    if (there !== undefined) return there;
    if (this.#words.size >= this.#most) this.#words = new Map();
    const word = this.#make(wordOf(text, this.#cluster));
    this.#words.set(text, word);
    return word;
  }
}

/** The lines of a document; those of a headline after the others tell how words are written without it. */
export function linesOf<W extends Word>(
  text: string,
  passages: Iterable<Passage>,
  book: WordBook<W>,
): Line<W>[] {
  const lines: (Line<W> & { usages: (Usage | undefined)[] })[] = [];
  const usages = new Usages();
  let offset = 0;
  for (const { tokens, titled } of passages) {
    const words = tokens.map(({ text }) => book.get(text));
    lines.push({
      tokens,
      words,
      usages: [],
      titled,
      listed: listedIn(tokens),
      runs: runsIn(tokens),
      offset,
      tails: tokens.map((token, i) => tailOf(text, token, tokens[i + 1])),
    });
    offset += tokens.length;
  }
  for (const { tokens, words, titled, offset, usages: own } of lines) {
    for (let i = 0; i < tokens.length; i++) {
      const [token, word] = [tokens[i] as Token, words[i] as Word];
      if (token.kind !== 'word') {
        own.push(undefined);
        continue;
      }
      const usage = usages.of(word);
      own.push(usage);
      usages.note(
        usage,
        word,
        !token.first && !titled,
        offset + i,
        words[i - 1] ?? book.edge,
        words[i + 1] ?? book.edge,
      );
    }
  }
  return lines;
}

/** A longer run of capitalised words is a headline, a list or a shout, and says nothing. */
const longestRun = 9;
const small = new Set(['of', 'for', 'and', '&', 'the', 'de', 'la', 'del', 'von', 'van', 'al', 'bin']);

/** Capitalised words side by side; small words may stand between them. */
function runsIn(tokens: readonly Token[]): (Run | undefined)[] {
  const runs: (Run | undefined)[] = [];
  for (let from = 0; from < tokens.length; ) {
    let to = from;
    let next = from;
    while (tokens[next]?.capital && (next === from || tokens[next]?.joined)) {
      to = ++next;
      while (next < to + 2 && tokens[next]?.joined && small.has(tokens[next]?.text ?? '')) next++;
    }
    const run = to > from && to - from <= longestRun ? { from, to } : undefined;
    for (const end = Math.max(to, from + 1); from < end; from++) runs.push(run);
  }
  return runs;
}

/** Names that the lists know, from left to right. */
function listedIn(tokens: readonly Token[]): Uint8Array {
  const listed = new Uint8Array(tokens.length);
  for (let i = 0; i < tokens.length; ) {
    const match = tokens[i]?.capital ? knownAt(tokens, i) : undefined;
    if (match === undefined) {
      i++;
      continue;
    }
    const type = 1 + 2 * entityTypes.indexOf(match.known.type);
    listed.fill(type + 1, i, i + match.length);
    listed[i] = type;
    i += match.length;
  }
  return listed;
}

/** «’s», «-based»: what the tokeniser cut off, up to the next token. */
function tailOf(text: string, { end }: Token, next: Token | undefined): number {
  const to = Math.min(next?.start ?? end + 12, end + 12);
  if (to <= end) return 0;
  const code = text.charCodeAt(end);
  if (code === 32 || code === 10) return 0;
  return hashText(text.slice(end, to).trimEnd().toLowerCase(), 4);
}
