/**
 * The accurate tagger: a network and the linear tagger, whose probabilities are multiplied. The network knows
 * more of the language, the linear tagger more of the document and of the lists, and they make different
 * mistakes (docs/adr/0050-an-accurate-tagger.md).
 */
import { type BreakFinder, NameDecoder, type ScoredLine, type TaggedName } from '../tagger/decoder.ts';
import type { NameTagger, Tagger } from '../tagger/tagger.ts';
import { type TagType, tagCount } from '../tagger/tags.ts';
import { type Passage, passagesOf } from '../token.ts';
import { networkConfidence } from './calibration.ts';
import type { Network, NetworkInput } from './network.ts';
import { spellingsOf } from './spellings.ts';
import { windowsOf } from './windows.ts';
import type { WordPieces } from './wordPieces.ts';

/** The network's exponent in the geometric mean of the two; chosen on the dev set. */
const networkShare = 0.6;
/** Added to every probability, so that neither of the two alone makes a tag impossible. */
const leastProbability = 1e-4;

/** Names of less confidence cost more precision than they add recall, on the dev set. */
const minConfidence = 0.35;
/** Persons of little confidence are right often enough. */
const minPersonConfidence = 0.2;

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
  readonly #decoder = new NameDecoder({
    transitions: new Float32Array(tagCount * tagCount),
    temperature: 1,
    confidence: networkConfidence,
  });

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
    const scores = await this.#networkScores(this.#wordsOf(passagesOf(text)));
    return {
      tag: (same, passages, breaksIn = () => []) => {
        if (same !== text) throw new Error('the network has read another text');
        return this.#tag(text, [...passages], scores, breaksIn);
      },
    };
  }

  #wordsOf(passages: Iterable<Passage>): ReadWords {
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

  #tag(
    text: string,
    passages: readonly Passage[],
    network: Float32Array,
    breaksIn: BreakFinder,
  ): TaggedName[] {
    let offset = 0;
    const lines = this.#linear.tagProbabilities(text, passages).map((linear, i): ScoredLine => {
      const scores = scoresOf(linear, network.subarray(offset, offset + linear.length));
      offset += linear.length;
      const tags = this.#decoder.bestTags(scores, linear.length / tagCount);
      return { passage: passages[i] as Passage, scores, tags };
    });
    return this.#decoder
      .names(lines, breaksIn)
      .filter(({ type, confidence }) => confidence >= leastConfidence(type));
  }
}

function leastConfidence(type: TagType): number {
  return type === 'person' ? minPersonConfidence : minConfidence;
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
