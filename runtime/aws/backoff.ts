/** Waiting before the part of a batch that a service left undone is asked for again. Whole requests are retried by the SDK itself. */
import { setTimeout } from 'node:timers/promises';

export interface Backoff {
  /** Requests, counted from the last that got anything done, before what is left is a fault. */
  attempts: number;
  /** Waits before attempt 1, 2 … */
  pause(attempt: number): Promise<void>;
}

const firstMilliseconds = 50;
const longestMilliseconds = 2_000;

/** Exponential with full jitter, so that the many who were refused at once do not come back at once: 0–50 ms, 0–100 ms … 0–2 s. */
export const patient: Backoff = {
  attempts: 8,
  pause: (attempt) =>
    setTimeout(Math.random() * Math.min(longestMilliseconds, firstMilliseconds * 2 ** (attempt - 1))),
};
