/**
 * The SDK's standard retries: `maxAttempts` of `runtime/aws/clients.ts`, exponential pauses with full jitter,
 * and a budget of retries for each client.
 */
import type { Random } from '../../../core/random.ts';
import { clientSettings } from '../../../runtime/aws/clients.ts';

const firstPause = 1000;
const longestPause = 20_000;
const fullBudget = 500;
const costOfRetry = 5;

export class SdkRetries {
  readonly #random: Random;
  #budget = fullBudget;

  constructor(random: Random) {
    this.#random = random;
  }

  /**
   * @param calls how many calls try again together
   * @returns how long to wait before the next attempt; `undefined` if there is none
   */
  pauseAfter(retry: number, calls = 1): number | undefined {
    const cost = calls * costOfRetry;
    if (retry + 1 >= clientSettings.maxAttempts || this.#budget < cost) return undefined;
    this.#budget -= cost;
    return Math.floor(this.#random.next() * Math.min(longestPause, firstPause * 2 ** retry));
  }

  succeeded(again: boolean, calls = 1): void {
    this.#budget = Math.min(fullBudget, this.#budget + calls * (again ? costOfRetry : 1));
  }
}
