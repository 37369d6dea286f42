/** What keeps the local runtime from starting: one clear sentence, exit status 1. */
export class StartError extends Error {
  override name = 'StartError';
}
