/** What may happen at a call instead of its answer. */
export type Fault =
  | 'crash'
  | 'crash after the effect'
  | 'throttle'
  | 'throttle after the effect'
  /** The answer of a write is lost, and the SDK makes it once more; its condition may fail then. */
  | 'retry'
  /** A duplicate of a write lands later. */
  | 'late duplicate'
  /** The SDK gives up waiting for an answer; a write lands later, while its execution goes on. */
  | 'late effect';

class Throttled extends Error {
  override name = 'ThrottlingException';
}

/** Thousands of calls are throttled, and where their executions wait is of no interest. */
export function throttled(name: string): Throttled {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const error = new Throttled(name);
  Error.stackTraceLimit = stackTraceLimit;
  return error;
}
