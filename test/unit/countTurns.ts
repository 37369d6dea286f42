/** How many turns of the event loop there are while some work is done: how often other work could run. */
export async function countTurns<T>(work: Promise<T>): Promise<{ result: T; turns: number }> {
  let turns = 0;
  let ended = false;
  const count = () => {
    turns++;
    if (!ended) setImmediate(count);
  };
  setImmediate(count);
  const result = await work;
  ended = true;
  return { result, turns };
}
