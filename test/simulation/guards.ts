/**
 * The guards of the protocol, each switched off from outside: a wrapper around the ports of one execution undoes what the guard does,
 * so the stages themselves know nothing of it. Where one is off, the simulation must find a mismatch; else it proves nothing.
 */

import type { Table } from '../../core/ports/table.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import type { MemorySearch } from '../../runtime/memory/search.ts';

export type Guard =
  | 'none'
  | 'fence'
  | 'recheck'
  | 'pending'
  | 'raise'
  | 'tally'
  | 'search token'
  | 'child row order'
  | 'hint after write';

type Switch = (ports: Ports, memory: { search: MemorySearch }) => Ports;

const isMeta = (key: { pk: string; sk: string }, ...kinds: string[]) =>
  key.sk === 'META' && kinds.some((kind) => key.pk.startsWith(kind));

function withTable(ports: Ports, change: (table: Table) => Partial<Table>): Ports {
  const { table } = ports;
  const real: Table = {
    get: (...args) => table.get(...args),
    batchGet: (...args) => table.batchGet(...args),
    put: (...args) => table.put(...args),
    update: (...args) => table.update(...args),
    delete: (...args) => table.delete(...args),
    query: (...args) => table.query(...args),
    scan: (...args) => table.scan(...args),
  };
  return { ...ports, table: { ...real, ...change(real) } };
}

export const guards: Record<Guard, Switch> = {
  /** The control: nothing is switched off, in the weather that the others are tried in. */
  none: (ports) => ports,

  /** Rows are written whatever token is there. */
  fence: (ports) =>
    withTable(ports, (table) => ({
      put: (item, condition) =>
        table.put(item, condition && 'absentOrAtMost' in condition ? undefined : condition),
    })),

  /** The token is raised whether or not somebody else raised it since the truth was read. */
  raise: (ports) =>
    withTable(ports, (table) => ({
      update: (key, set, condition) => {
        const raising =
          isMeta(key, 'OBJ#', 'DOC#') && condition && 'equals' in condition && condition.equals !== set.token;
        return table.update(key, set, raising ? undefined : condition);
      },
    })),

  /** A count is written whether or not somebody else counted since. */
  tally: (ports) =>
    withTable(ports, (table) => ({
      update: (key, set, condition) =>
        table.update(key, set, key.sk.startsWith('TALLY#') ? undefined : condition),
    })),

  /** Whoever raised the claim on a key believes for ever that it is still theirs. */
  recheck: (ports) => {
    const raised = new Map<string, unknown>();
    return withTable(ports, (table) => ({
      async get(key, options) {
        const item = await table.get(key, options);
        return item && raised.has(key.pk) && isMeta(key, 'OBJ#')
          ? { ...item, token: raised.get(key.pk) as number }
          : item;
      },
      async update(key, set, condition) {
        const done = await table.update(key, set, condition);
        if (done && isMeta(key, 'OBJ#')) raised.set(key.pk, set.token);
        return done;
      },
    }));
  },

  /** What is about to be owned is not noted. */
  pending: (ports) =>
    withTable(ports, (table) => ({
      update: (key, set, condition) =>
        table.update(key, 'pending' in set && isMeta(key, 'DOC#') ? { ...set, pending: [] } : set, condition),
    })),

  /** The search table takes any row. */
  'search token': (ports, { search }) => ({
    ...ports,
    search: {
      query: (query) => ports.search.query(query),
      facets: (limit) => ports.search.facets(limit),
      publishedBetween: (days, limit) => ports.search.publishedBetween(days, limit),
      nearDuplicates: (bands, limit) => ports.search.nearDuplicates(bands, limit),
      tokensOf: (ids) => ports.search.tokensOf(ids),
      rows: (ids) => ports.search.rows(ids),
      optimize: () => ports.search.optimize(),
      purge: () => ports.search.purge(),
      async merge(rows) {
        await ports.search.tokensOf([]); // a turn of its own: the write itself comes as late as a real one may
        search.overwrite(rows);
      },
    },
  }),

  /** The FROM row is written first, the child row after it. */
  'child row order': (ports) => {
    const held = new Map<string, Parameters<Table['put']>>();
    return withTable(ports, (table) => ({
      async put(item, condition) {
        if (item.pk.startsWith('OBJ#') && item.sk.startsWith('DOC#') && item.gone !== true) {
          held.set(item.sk.slice('DOC#'.length), [item, condition]);
          return true;
        }
        const done = await table.put(item, condition);
        const child = item.sk.startsWith('FROM#') ? held.get(item.pk.slice('DOC#'.length)) : undefined;
        if (child !== undefined) await table.put(...child);
        return done;
      },
    }));
  },

  /** FROM rows are written when their hint has been sent. */
  'hint after write': (ports) => {
    const held: Parameters<Table['put']>[] = [];
    const changed = withTable(ports, (table) => ({
      async put(item, condition) {
        if (!item.sk.startsWith('FROM#')) return table.put(item, condition);
        held.push([item, condition]);
        return true;
      },
    }));
    const { normalized } = ports.queues;
    const late = {
      depth: () => normalized.depth(),
      async send(bodies: readonly string[]) {
        await normalized.send(bodies);
        for (const put of held.splice(0)) await ports.table.put(...put);
      },
    };
    return { ...changed, queues: { ...ports.queues, normalized: late } };
  },
};

/** All but the control. */
export const needed = (Object.keys(guards) as Guard[]).filter((guard) => guard !== 'none');
