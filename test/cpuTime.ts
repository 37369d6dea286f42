/** Judges by processor time, and only by ratios within one process: how fast a machine is does not matter. */

/** Between linear and quadratic, so that no noise decides. */
export const maxGrowth = 10;

/** Less than this, in milliseconds, is too little to be judged. */
const leastMilliseconds = 60;

async function cpuTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * How many times longer the work takes at four times the size: about 4 if linear, 16 if quadratic. It is
 * measured again where noise may have decided; 0 if the work takes no time.
 */
export async function growth(size: number, work: (size: number) => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && least >= maxGrowth; attempt++) {
    const small = await cpuTime(() => work(Math.ceil(size / 4)));
    const large = await cpuTime(() => work(size));
    least = Math.min(least, large < leastMilliseconds ? 0 : large / Math.max(small, 1));
  }
  return least;
}
