/** Pauses before a retry of the unprocessed part of a batch. The SDK itself retries whole requests. */
import { setTimeout } from 'node:timers/promises';

export interface Backoff {
  /** Requests in a row that make no progress before the rest of the batch is a fault. */
  attempts: number;
  /** Waits before attempt 1, 2 … */
  pause(attempt: number): Promise<void>;
}

const firstMilliseconds = 50;
const longestMilliseconds = 2_000;

/**
 * Exponential with full jitter (0–50 ms, 0–100 ms … 0–2 s), so that throttled callers do not return together.
 */
export const jitteredBackoff: Backoff = {
  attempts: 8,
  pause: (attempt) =>
    setTimeout(Math.random() * Math.min(longestMilliseconds, firstMilliseconds * 2 ** (attempt - 1))),
};
