/**
 * The search table, with an estimate of what its calls cost. LanceDB has a client of its own, which counts
 * nothing.
 */
import { type AwsUsage, noUsage } from '../../core/cost.ts';
import type { Search } from '../../core/ports/search.ts';
import type { UsageMeter } from './usage.ts';

/**
 * The requests to S3 for each part of the search table: the averages of `npm run bench:cost -- --rows` at
 * 1,000 documents a day. What else reads the table finds most of it in memory.
 */
const requestsPerPart: Partial<Record<keyof Search, Partial<AwsUsage>>> = {
  merge: { puts: 6, gets: 30 },
  compact: { puts: 60, gets: 350 },
};

/** The search table, with the requests to S3 that its calls make added to what the execution has used. */
export function meteredSearch(search: Search, usage: Pick<UsageMeter, 'add'>): Search {
  return new Proxy(search, {
    get(target, method: keyof Search) {
      const call = Reflect.get(target, method, target) as unknown;
      if (typeof call !== 'function') return call;
      const requests = requestsPerPart[method];
      if (requests === undefined) return call.bind(target) as unknown;
      return async (...parameters: unknown[]) => {
        const result: unknown = await call.apply(target, parameters);
        // A merge returns the names of the parts.
        usage.add(times(requests, Array.isArray(result) ? result.length : 1));
        return result;
      };
    },
  });
}

function times(usage: Partial<AwsUsage>, factor: number): AwsUsage {
  const product = noUsage();
  for (const [name, value] of Object.entries(usage) as [keyof AwsUsage, number][])
    product[name] = value * factor;
  return product;
}
