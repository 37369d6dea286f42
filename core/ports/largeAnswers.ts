/** Where an answer lies that is too large for the gateway. */
export interface LargeAnswer {
  body: string;
  /** Its media type. */
  type: string;
}

/** @returns a URL from which anyone who knows it can read the answer for some minutes */
export type PlaceLargeAnswer = (answer: LargeAnswer) => Promise<string>;
