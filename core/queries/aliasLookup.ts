/** Looks up which entities have a name, in the alias rows. */
import type { Table } from '../ports/table.ts';
import { isLive } from '../protocol/reconcile.ts';
import { aliasPartition } from '../records/keys.ts';

/** Most entities read for one name. A surname with more bearers identifies nobody. */
const maxBearers = 100;

/** Finds the entities of a type with exactly this folded name. `all`: there are no others. */
export type AliasLookup = (folded: string, type: string) => Promise<{ ids: string[]; all: boolean }>;

/** A look-up that reads each name once: entities resolved together often share names. */
export function cachedAliasLookup(table: Table): AliasLookup {
  const cache = new Map<string, ReturnType<AliasLookup>>();
  return (folded, type) => {
    const prefix = `${folded}#${type}/`;
    const answer = cache.get(prefix) ?? readBearers(table, folded, prefix);
    cache.set(prefix, answer);
    return answer;
  };
}

async function readBearers(table: Table, folded: string, prefix: string): ReturnType<AliasLookup> {
  if (folded === '') return { ids: [], all: true };
  const { items, next } = await table.query({ pk: aliasPartition(folded), prefix, limit: maxBearers });
  return { ids: items.filter(isLive).map(({ entity }) => String(entity)), all: next === undefined };
}
