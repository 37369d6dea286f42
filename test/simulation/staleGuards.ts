/**
 * Guards whose loss makes reads of some rows inconsistent: they may then answer with any state of the last
 * seconds.
 */
import type { Key, Query } from '../../core/ports/table.ts';
import type { FunctionName } from '../../core/protocol/topology.ts';
import { type Switch, withTable } from './switch.ts';

/**
 * The rows that are read inconsistently, and by which function. `sk` is the beginning of the sort key;
 * without one, a partition is listed. The rows that hold a token, such as claims, are not among them where
 * they are read to acquire it: whatever changes their meaning acquires a new token, so the conditional write
 * after a stale read fails and the row is read again. There `consistent` only saves lost races.
 */
const rows = {
  'consistent children': { pk: 'OBJ#', sk: '' },
  'consistent sources': { pk: 'DOC#', sk: 'FROM#' },
  'consistent META for search': { pk: 'DOC#', sk: 'META', by: 'index' },
  'consistent postings': { pk: 'ENT#', sk: 'DAY#' },
  'consistent months': { pk: 'ENT#', sk: 'TALLY#' },
} as const satisfies Record<string, { pk: string; sk: string; by?: FunctionName }>;

export type StaleGuard = keyof typeof rows | 'consistent anything';

function inconsistent(affects: (pk: string, sk: string, kind: 'get' | 'query') => boolean): Switch {
  return (ports) =>
    withTable(ports, (table) => ({
      get: (key: Key, options) =>
        table.get(key, affects(key.pk, key.sk, 'get') ? { consistent: false } : options),
      query: (query: Query) =>
        table.query(
          affects(query.pk, query.prefix ?? query.from ?? '', 'query')
            ? { ...query, consistent: false }
            : query,
        ),
    }));
}

const one =
  ({ pk, sk, by }: { pk: string; sk: string; by?: FunctionName }): Switch =>
  (ports, world) =>
    by !== undefined && by !== world.name
      ? ports
      : inconsistent(
          (ofPk, ofSk, kind) => ofPk.startsWith(pk) && ofSk.startsWith(sk) && (sk !== '' || kind === 'query'),
        )(ports, world);

export const staleGuards = {
  ...(Object.fromEntries(Object.entries(rows).map(([name, which]) => [name, one(which)])) as Record<
    keyof typeof rows,
    Switch
  >),
  'consistent anything': inconsistent(() => true),
} satisfies Record<StaleGuard, Switch>;
