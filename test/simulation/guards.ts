/**
 * Switches off one guard of the protocol: a wrapper around the ports of an execution undoes what the guard
 * does, so the stages do not know about it. With any guard off, the simulation must find a mismatch;
 * otherwise it proves nothing.
 * Longer than 250 lines: all guards are in one place.
 */
import type { Table } from '../../core/ports/table.ts';
import { decisionPartition, keys } from '../../core/records/keys.ts';
import { type StaleGuard, staleGuards } from './staleGuards.ts';
import { type Switch, withTable } from './switch.ts';

export type Guard =
  | 'none'
  | 'fence'
  | 'again'
  | 'change time'
  | 'pending'
  | 'acquire'
  | 'tally'
  | 'shard'
  | 'closed days'
  | 'moving'
  | 'unverified aliases'
  | 'search token'
  | 'search days'
  | 'child row order'
  | 'hint after write'
  | 'place last'
  | 'relink'
  | 'things'
  | 'linking'
  | 'deciding'
  | 'apply decision'
  | 'decision number'
  | StaleGuard;

const isMeta = (key: { pk: string; sk: string }, ...kinds: string[]) =>
  key.sk === 'META' && kinds.some((kind) => key.pk.startsWith(kind));

export const guards: Record<Guard, Switch> = {
  ...staleGuards,

  /** The control: no guard is off, but the faults are those of the other cases. */
  none: (ports) => ports,

  /** Writes rows whatever token they have. */
  fence: (ports) =>
    withTable(ports, (table) => ({
      put: (item, condition) =>
        table.put(item, condition && 'absentOrAtMost' in condition ? undefined : condition),
    })),

  /** Increments the token even if another handler did so since the desired state was read. */
  acquire: (ports) =>
    withTable(ports, (table) => ({
      update: (key, set, condition) => {
        const acquires =
          isMeta(key, 'OBJ#', 'DOC#') && condition && 'equals' in condition && condition.equals !== set.token;
        return table.update(key, set, acquires ? undefined : condition);
      },
    })),

  /** Writes a count even if another handler has counted since. */
  tally: (ports) =>
    withTable(ports, (table) => ({
      update: (key, set, condition) => table.update(key, set, isMeta(key, 'ENT#') ? undefined : condition),
    })),

  /** Writes the counts of shards even if another handler has counted since. */
  shard: (ports) =>
    withTable(ports, (table) => ({
      update: (key, set, condition) =>
        table.update(key, set, key.sk.startsWith('SHARD#') ? undefined : condition),
    })),

  /** Writes closed days even if another handler of the entity has written them since. */
  'closed days': (ports) =>
    withTable(ports, (table) => ({
      update: (key, set, condition) =>
        table.update(key, set, key.sk.startsWith('TALLY#') ? undefined : condition),
    })),

  /** Does not note which closed days it is about to write. */
  moving: (ports) =>
    withTable(ports, (table) => ({
      update: (key, set, condition) =>
        table.update(key, 'moving' in set && isMeta(key, 'ENT#') ? { ...set, moving: [] } : set, condition),
    })),

  /** Does not note that it is about to write alias rows. */
  'unverified aliases': (ports) =>
    withTable(ports, (table) => ({
      update: (key, set, condition) =>
        table.update(key, 'unverified' in set ? { ...set, unverified: undefined } : set, condition),
    })),

  /** A superseded handler of a key does not have it handled again (`consumer.ts`). */
  again: (ports) => ports,

  /** A change has its place in the log by the clock of its writer. */
  'change time': (ports) =>
    withTable(ports, (table) => ({
      put: (item, condition) => {
        if (!item.pk.startsWith('CHANGES#')) return table.put(item, condition);
        const time = new Date(ports.clock()).toISOString();
        return table.put({ ...item, ...keys.change(time, String(item.doc)), time }, condition);
      },
    })),

  /** Does not record the intent in META. */
  pending: (ports) =>
    withTable(ports, (table) => ({
      update: (key, set, condition) =>
        table.update(key, 'pending' in set && isMeta(key, 'DOC#') ? { ...set, pending: [] } : set, condition),
    })),

  /** The search table accepts rows with older tokens. */
  'search token': (ports, { search }) => ({
    ...ports,
    search: {
      query: (query) => ports.search.query(query),
      sample: (where, options) => ports.search.sample(where, options),
      census: () => ports.search.census(),
      summarizeDays: (options) => ports.search.summarizeDays(options),
      dayWords: (days) => ports.search.dayWords(days),
      dayStories: (days, most) => ports.search.dayStories(days, most),
      publishedBetween: (days, limit) => ports.search.publishedBetween(days, limit),
      nearDuplicates: (bands, limit) => ports.search.nearDuplicates(bands, limit),
      tokensOf: (rows) => ports.search.tokensOf(rows),
      rows: (rows) => ports.search.rows(rows),
      scan: (after) => ports.search.scan(after),
      parts: () => ports.search.parts(),
      compact: (part) => ports.search.compact(part),
      declareComplete: () => ports.search.declareComplete(),
      removeOutdated: () => ports.search.removeOutdated(),
      purge: () => ports.search.purge(),
      async merge(rows) {
        await ports.search.tokensOf([]); // a port call, so that the write may be as late as a real one
        return search.overwrite(rows);
      },
    },
  }),

  /** META does not say under which days the search table may have rows. */
  'search days': (ports) =>
    withTable(ports, (table) => ({
      update: (key, set, condition) =>
        table.update(key, 'searchDays' in set ? { ...set, searchDays: undefined } : set, condition),
    })),

  /** Writes the FROM row before the child row. */
  'child row order': (ports) => {
    const delayed = new Map<string, Parameters<Table['put']>>();
    return withTable(ports, (table) => ({
      async put(item, condition) {
        if (item.pk.startsWith('OBJ#') && item.sk.startsWith('DOC#') && item.gone !== true) {
          delayed.set(item.sk.slice('DOC#'.length), [item, condition]);
          return true;
        }
        const done = await table.put(item, condition);
        const child = item.sk.startsWith('FROM#') ? delayed.get(item.pk.slice('DOC#'.length)) : undefined;
        if (child !== undefined) await table.put(...child);
        return done;
      },
    }));
  },

  /** Notes the place up to which a key's rows are written, and its documents queued, before they are. */
  'place last': (ports) => {
    const delayed: (() => Promise<unknown>)[] = [];
    const flush = async () => {
      for (const call of delayed.splice(0)) await call();
    };
    const changed = withTable(ports, (table) => ({
      async put(item, condition) {
        if (!item.sk.startsWith('FROM#') || item.gone === true) return table.put(item, condition);
        delayed.push(() => table.put(item, condition));
        return true;
      },
      async update(key, set, condition) {
        const notes = set.place !== undefined;
        if (!notes) await flush();
        const done = await table.update(key, set, condition);
        if (notes) await flush();
        return done;
      },
    }));
    const { normalized } = ports.queues;
    const late = {
      depth: () => normalized.depth(),
      send: async (bodies: readonly string[]) => void delayed.push(() => normalized.send(bodies)),
    };
    return { ...changed, queues: { ...ports.queues, normalized: late } };
  },

  /** Does not have documents stored again whose surnames alone belong elsewhere now. */
  relink: (ports, { name }) => {
    if (name !== 'index') return ports;
    const { extracted } = ports.queues;
    const none = { depth: () => extracted.depth(), send: async () => {} };
    return { ...ports, queues: { ...ports.queues, extracted: none } };
  },

  /** Does not have documents stored again whose lone names are things' now (`consumer.ts`). */
  things: (ports) => ports,

  /** META does not say which postings by links may have been written. */
  linking: (ports) =>
    withTable(ports, (table) => ({
      update: (key, set, condition) =>
        table.update(
          key,
          isMeta(key, 'DOC#') && set.applied === undefined ? { ...set, linking: undefined } : set,
          condition,
        ),
    })),

  /** META does not say which rows decisions may have made. */
  deciding: (ports) =>
    withTable(ports, (table) => ({
      update: (key, set, condition) =>
        table.update(
          key,
          isMeta(key, 'DOC#') && set.applied === undefined ? { ...set, deciding: undefined } : set,
          condition,
        ),
    })),

  /** Knows of no decision when documents are counted: none is applied to what is stored. */
  'apply decision': (ports, { name }) =>
    name !== 'index'
      ? ports
      : withTable(ports, (table) => ({
          query: async (query) => (query.pk === decisionPartition ? { items: [] } : table.query(query)),
        })),

  /** Two people may take one number in the log of decisions. */
  'decision number': (ports) =>
    withTable(ports, (table) => ({
      put: (item, condition) => table.put(item, item.pk === decisionPartition ? undefined : condition),
    })),

  /** Writes FROM rows after their message is sent. */
  'hint after write': (ports) => {
    const delayed: Parameters<Table['put']>[] = [];
    const changed = withTable(ports, (table) => ({
      async put(item, condition) {
        if (!item.sk.startsWith('FROM#')) return table.put(item, condition);
        delayed.push([item, condition]);
        return true;
      },
    }));
    const { normalized } = ports.queues;
    const late = {
      depth: () => normalized.depth(),
      async send(bodies: readonly string[]) {
        await normalized.send(bodies);
        for (const put of delayed.splice(0)) await ports.table.put(...put);
      },
    };
    return { ...changed, queues: { ...ports.queues, normalized: late } };
  },
};

/** All guards without the control. */
export const protocolGuards = (Object.keys(guards) as Guard[]).filter((guard) => guard !== 'none');
