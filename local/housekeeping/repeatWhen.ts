/**
 * Repeats a piece of work as long as it may be done, one piece at a time.
 *
 * @param mayWork asked at each check: whether nothing else comes first
 * @param every milliseconds between two checks; none while a piece is in progress
 * @param work a short piece, so that new files hardly wait
 * @param onError gets what a check or a piece failed with; the next check goes on
 * @returns what stops it, and waits for the piece in progress
 */
export function repeatWhen(
  mayWork: () => boolean,
  every: number,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let piece: Promise<void> | undefined;
  const check = async () => {
    try {
      if (mayWork()) await work();
    } catch (error) {
      onError(error);
    }
  };
  const timer = setInterval(() => {
    piece ??= check().finally(() => {
      piece = undefined;
    });
  }, every);
  return async () => {
    clearInterval(timer);
    await piece;
  };
}
