/**
 * The accurate tagger: a network and the linear tagger, whose probabilities are multiplied. The network knows
 * more of the language, the linear tagger more of the document and of the lists, and they make different
 * mistakes (docs/adr/0050-an-accurate-tagger.md).
 */

import { type Passage, passagesOf } from '../passages.ts';
import { type BreakFinder, namesApart, type ScoredPassage, type TaggedName } from '../tagger/decoder.ts';
import type { NameTagger, Tagger } from '../tagger/tagger.ts';
import { tagCount } from '../tagger/tags.ts';
import { chosenNames, SameWords } from './nameChoice.ts';
import type { Network, NetworkInput } from './network.ts';
import { possibleNames } from './possibleNames.ts';
import { spellingsOf } from './spellings.ts';
import { windowsOf } from './windows.ts';
import type { WordPieces } from './wordPieces.ts';

/** The network's exponent in the geometric mean of the two; chosen on the dev set. */
const networkShare = 0.6;
/** Added to every probability, so that neither of the two alone makes a tag impossible. */
const leastProbability = 1e-4;

/** On the dev set, of its unsupported places that say .5 to .6, 57 % are right; of the linear one's, 37 %. */
const surer = 0.1;

/** The words of a document, in order. */
interface ReadWords {
  pieces: (readonly number[])[];
  spellings: number[];
  opensSentence: boolean[];
}

export class NetworkTagger {
  readonly #linear: Tagger;
  readonly #pieces: WordPieces;
  readonly #network: Network;

  constructor(linear: Tagger, pieces: WordPieces, network: Network) {
    this.#linear = linear;
    this.#pieces = pieces;
    this.#network = network;
  }

  /**
   * Lets the network read a text. The rest is synchronous, as it is without a network.
   * @returns a tagger for this text only
   */
  async read(text: string): Promise<NameTagger> {
    const scored = await this.score(text);
    return {
      surer,
      tag: (same, passages, breaksIn = () => []) => {
        if (same !== text) throw new Error('the network has read another text');
        return namesIn(scored(passages), breaksIn);
      },
    };
  }

  /** The logarithms of the probabilities of both taggers together, as soon as the passages are given. */
  async score(text: string): Promise<(passages: readonly Passage[]) => ScoredPassage[]> {
    const network = await this.#networkScores(this.#wordsOf(passagesOf(text)));
    return (passages) => this.#together(text, passages, network);
  }

  #wordsOf(passages: readonly Passage[]): ReadWords {
    const words: ReadWords = { pieces: [], spellings: [], opensSentence: [] };
    for (const passage of passages) {
      words.spellings.push(...spellingsOf(passage));
      for (const { text, opensSentence } of passage.tokens) {
        words.pieces.push(this.#pieces.of(text));
        words.opensSentence.push(opensSentence);
      }
    }
    return words;
  }

  /** `tagCount` logarithms per word, up to the last word of the last window. */
  async #networkScores(words: ReadWords): Promise<Float32Array> {
    const lengths = words.pieces.map(({ length }) => length);
    const windows = windowsOf(lengths, words.opensSentence);
    const scores = new Float32Array((windows.at(-1)?.to ?? 0) * tagCount);
    for (const { from, to } of windows)
      scores.set(await this.#network(this.#inputOf(words, from, to)), from * tagCount);
    return scores;
  }

  #inputOf({ pieces, spellings }: ReadWords, from: number, to: number): NetworkInput {
    const input = { pieces: [this.#pieces.opening], spellings: [0], first: [] as number[] };
    for (let i = from; i < to; i++) {
      input.first.push(input.pieces.length);
      for (const piece of pieces[i] ?? []) {
        input.pieces.push(piece);
        input.spellings.push(spellings[i] ?? 0);
      }
    }
    input.pieces.push(this.#pieces.closing);
    input.spellings.push(0);
    return { ...input, shapes: spellings.slice(from, to) };
  }

  #together(text: string, passages: readonly Passage[], network: Float32Array): ScoredPassage[] {
    let offset = 0;
    return this.#linear.tagProbabilities(text, passages).map((linear, i) => {
      const scores = scoresOf(linear, network.subarray(offset, offset + linear.length));
      offset += linear.length;
      return { passage: passages[i] as Passage, scores };
    });
  }
}

function namesIn(lines: readonly ScoredPassage[], breaksIn: BreakFinder): TaggedName[] {
  const possible = lines.map(possibleNames);
  const others = new SameWords(possible.flat());
  const names = possible.map((own) => chosenNames(own, others));
  return namesApart(lines, names, (line) => chosenNames(possibleNames(line), others), breaksIn);
}

/**
 * @param linear probabilities
 * @param network logarithms of probabilities; of words that the network has not read there are none
 */
function scoresOf(linear: Float32Array, network: Float32Array): Float32Array {
  return linear.map((probability, i) => {
    const score = Math.log(probability + leastProbability);
    const other = network[i];
    return other === undefined ? score : networkShare * other + (1 - networkShare) * score;
  });
}
