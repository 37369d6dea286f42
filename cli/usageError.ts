/** The command line is invalid. The message is one sentence for the user; the exit status is 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
