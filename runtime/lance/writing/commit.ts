/** Repeats what fails because another process committed to the table, or removed earlier versions of it. */
import { LostRace } from '../../../core/protocol/reconcile.ts';

const attempts = 6;
/** Before the first repetition; each further one waits up to twice as long. */
const firstPauseMilliseconds = 50;

export interface Pauses {
  random(): number;
  sleep(milliseconds: number): Promise<void>;
}

const realPauses: Pauses = {
  random: Math.random,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/**
 * @param commit runs again, after a random pause, each time that it conflicts or misses such a file
 * @throws LostRace if it conflicts six times: the message that wanted it is postponed
 */
export async function retryCommit<T>(
  commit: () => Promise<T>,
  { random, sleep }: Pauses = realPauses,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await commit();
    } catch (error) {
      if (!isConflict(error) && !missesFile(error)) throw error;
      if (attempt === attempts) throw isConflict(error) ? lostRace(error) : error;
      await sleep(random() * firstPauseMilliseconds * 2 ** attempt);
    }
  }
}

const lostRace = (cause: unknown): LostRace =>
  new LostRace('Other writers of the search table kept committing first.', { cause });

/** LanceDB has no error classes in Node; its messages name the kind. */
export function isConflict(error: unknown): boolean {
  return error instanceof Error && /commit conflict|concurrent|conflicting|Retryable/i.test(error.message);
}

/**
 * Whether a file of a version was not found: while LanceDB reads the list of the versions, another process
 * may remove the earlier ones. Six times in a row, it is lost.
 */
function missesFile(error: unknown): boolean {
  return (
    error instanceof Error && /\/(?:_versions|_transactions|data)\/[^\s/]+ not found/.test(error.message)
  );
}
