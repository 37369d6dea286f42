/** How well confidences tell what is right. */

/** Mentions by confidence: what they said on average, the share that is right, and how many they are. */
export class Reliability {
  #said = 0;
  #right = 0;
  #mentions = 0;

  add(confidence: number, isRight: boolean): void {
    this.#said += confidence;
    this.#right += Number(isRight);
    this.#mentions++;
  }

  result(): { said: number; right: number; mentions: number } {
    const share = (sum: number) => Math.round((sum / (this.#mentions || 1)) * 1000) / 1000;
    return { said: share(this.#said), right: share(this.#right), mentions: this.#mentions };
  }
}
