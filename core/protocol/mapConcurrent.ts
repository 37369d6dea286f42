/** Bounded concurrency that waits for every task, even after a failure. */

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
  const all = [...items];
  const waiting = all.entries();
  const results: R[] = [];
  const errors = new Map<number, unknown>();
  const work = async () => {
    for (const [at, item] of waiting) {
      try {
        results[at] = await task(item);
      } catch (error) {
        errors.set(at, error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, all.length) }, work));
  if (errors.size > 0) throw errors.get(Math.min(...errors.keys()));
  return results;
}
