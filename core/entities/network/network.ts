/** The port of the network: what runs it is no concern of the core (`runtime/network.ts`). */

/** What the network reads at once: the words of one window. */
export interface NetworkInput {
  /** The numbers of the pieces of all words, between the opening and the closing one. */
  pieces: readonly number[];
  /** The kind of spelling of the word of each piece; 0 for the opening and the closing one. */
  spellings: readonly number[];
  /** Where in `pieces` the first piece of each word is; `shapes` has each word's kind of spelling. */
  first: readonly number[];
  shapes: readonly number[];
}

/** The logarithm of the probability of each tag: `tagCount` values per word, word by word. */
export type Network = (input: NetworkInput) => Promise<Float32Array>;
