/**
 * The search table as LanceDB on S3 behaves: in tables of which each merge reads the newest version,
 * writes files and commits. If another merge committed to it meanwhile, it begins again.
 */

import { latency } from '../../../bench/aws/facts.ts';
import type { Search, SearchRow } from '../../../core/ports/search.ts';
import { LostRace } from '../../../core/protocol/reconcile.ts';
import { searchDivision } from '../../../core/protocol/topology.ts';
import type { Random } from '../../../core/random.ts';
import { searchDay } from '../../../core/search/searchDay.ts';
import { partName, partOf } from '../../../runtime/lance/parts.ts';
import { rowShape } from '../../../runtime/lance/rows.ts';
import { MemorySearch } from '../../../runtime/memory/search.ts';
import type { Execution } from './execution.ts';

/** Two PUTs and six reads in a row for each table, tables side by side; and processor time for each row. */
const merging = {
  milliseconds: 2 * latency.s3.put + 6 * latency.s3.get,
  atOnce: 8,
  row: 0.5,
};
const layout = { shape: rowShape, ...searchDivision.aws };
const readMilliseconds = latency.s3.list;
/** LanceDB begins a merge again this often before it fails. */
const attempts = 10;

export class CloudSearch extends MemorySearch {
  /** By table. */
  readonly commits = new Map<string, number>();
  merges = 0;
  conflicts = 0;
  /** Rows of every merge. */
  merged = 0;
}

/** The port as one execution has it. */
export function searchOf(table: CloudSearch, execution: () => Execution, random: Random): Search {
  const merge = async (rows: readonly SearchRow[]) => {
    const parts = [
      ...new Set(rows.map(({ id, published }) => partName(partOf(layout, searchDay(published), id)))),
    ];
    for (let attempt = 1; ; attempt++) {
      const versions = parts.map((part) => table.commits.get(part) ?? 0);
      await execution().compute(rows.length * merging.row);
      await execution().sleep(merging.milliseconds * Math.ceil(parts.length / merging.atOnce));
      if (parts.every((part, i) => (table.commits.get(part) ?? 0) === versions[i])) {
        for (const part of parts) table.commits.set(part, (table.commits.get(part) ?? 0) + 1);
        table.merges++;
        table.merged += rows.length;
        return table.merge(rows);
      }
      table.conflicts++;
      if (attempt >= attempts) throw new LostRace('Commit conflict: too many concurrent writers.');
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
