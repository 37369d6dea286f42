/** The words that a document has without a capital, read when they are first asked for. */
export class DocumentWords {
  readonly #text: string;
  #words: ReadonlySet<string> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  has(word: string): boolean {
    this.#words ??= new Set(this.#text.match(/(?<![\p{L}\p{N}])\p{Ll}+(?![\p{L}\p{N}])/gu));
    return this.#words.has(word);
  }
}
