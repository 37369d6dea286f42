/** Bounded concurrency that waits for every task, even after a failure. */
import pLimit from 'p-limit';

/**
 * Runs `task` for every item, at most `concurrency` at a time, and waits until all have ended. Lambda freezes
 * a function when it returns: a write that is still in flight would reach its table when the function thaws,
 * perhaps days later.
 *
 * @returns the results in the order of the items
 * @throws the error of the first item that failed, once nothing is in flight any more
 */
export async function mapConcurrent<T, R>(
  concurrency: number,
  items: Iterable<T>,
  task: (item: T) => Promise<R>,
): Promise<R[]> {
  const limit = pLimit(concurrency);
  const outcomes = await Promise.allSettled([...items].map((item) => limit(task, item)));
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
