/** Work side by side that is over when it is over: nothing goes on behind the back of whoever waited for it. */
import pLimit from 'p-limit';

/**
 * Does the work for every item, at most `atOnce` at a time, and waits for all of it, also where some fails: a Lambda function is frozen
 * when it has answered, and a write left in flight would be made whenever it thaws, perhaps days later.
 *
 * @throws the first failure, when nothing is in flight any more
 */
export async function mapConcurrent<T, R>(
  atOnce: number,
  items: Iterable<T>,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const limit = pLimit(atOnce);
  const outcomes = await Promise.allSettled([...items].map((item) => limit(work, item)));
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
