/** What keeps the local runtime from starting: one clear sentence, exit status 1. */
export class StartFault extends Error {
  override name = 'StartFault';
}
