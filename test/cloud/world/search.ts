/**
 * The search table as LanceDB on S3 behaves: each merge reads the newest version, writes files and commits.
 * If another merge committed meanwhile it begins again, a few times.
 */
import type { Search, SearchRow } from '../../../core/ports/search.ts';
import type { Random } from '../../../core/random.ts';
import { MemorySearch } from '../../../runtime/memory/search.ts';
import type { Execution } from './execution.ts';

/** Six requests to S3 in a row, and writing the rows. */
const mergeMilliseconds = { commit: 180, row: 0.5 };
const readMilliseconds = 120;
const attempts = 10;

export class CloudSearch extends MemorySearch {
  commits = 0;
  conflicts = 0;
}

/** The port as one execution has it. Reads wait, and cost as much as a look-up by id. */
export function searchOf(table: CloudSearch, execution: () => Execution, random: Random): Search {
  const merge = async (rows: readonly SearchRow[]) => {
    for (let attempt = 1; ; attempt++) {
      const before = table.commits;
      await execution().compute(rows.length * mergeMilliseconds.row);
      await execution().sleep(mergeMilliseconds.commit);
      if (table.commits === before) {
        table.commits++;
        return table.merge(rows);
      }
      table.conflicts++;
      if (attempt >= attempts) throw new Error('Commit conflict: too many concurrent writers.');
      await execution().sleep(random.next() * 200 * attempt);
    }
  };
  return new Proxy(table, {
    get: (target, name) => {
      const value = Reflect.get(target, name, target) as unknown;
      if (name === 'merge') return merge;
      if (typeof value !== 'function') return value;
      return async (...parameters: unknown[]) => {
        await execution().sleep(readMilliseconds);
        return value.apply(target, parameters);
      };
    },
  });
}
