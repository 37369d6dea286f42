/** Repeats commits that LanceDB refuses because another writer of the table committed first. */
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
 * @param commit runs again, after a random pause, each time that it conflicts
 * @throws LostRace if it conflicts six times: the message that wanted it is postponed
 */
export async function retryCommit(
  commit: () => Promise<void>,
  { random, sleep }: Pauses = realPauses,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await commit();
      return;
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (attempt === attempts)
        throw new LostRace('Other writers of the search table kept committing first.', { cause: error });
      await sleep(random() * firstPauseMilliseconds * 2 ** attempt);
    }
  }
}

/** LanceDB has no error classes in Node; its messages name the kind. */
export function isConflict(error: unknown): boolean {
  return error instanceof Error && /commit conflict|concurrent|conflicting|Retryable/i.test(error.message);
}
