/** Opens the search table of a home folder: a LanceDB table for each epoch. */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../core/ports/clock.ts';
import type { Table } from '../core/ports/table.ts';
import { searchDivision } from '../core/protocol/topology.ts';
import { EpochSearch } from '../runtime/lance/epochSearch.ts';
import { LanceSearch } from '../runtime/lance/search.ts';
import { StartError } from '../runtime/local/faults.ts';
import { BrokenStore } from '../runtime/local/store.ts';

/** @throws StartError if the search table exists but cannot be read; BrokenStore */
export async function openSearchTable(folder: string, table: Table, clock: Clock): Promise<EpochSearch> {
  const removeOthers = async (epoch: string) => {
    for (const name of await readdir(folder).catch(() => []))
      if (name !== epoch) await rm(path.join(folder, name), { recursive: true, force: true });
  };
  try {
    // Rows that LanceDB reads at a time, for which a compaction holds memory; its default is 8,192.
    process.env.LANCE_DEFAULT_BATCH_SIZE ??= '1024';
    const search = await EpochSearch.open({
      table,
      clock,
      open: (epoch) => LanceSearch.open({ uri: path.join(folder, epoch), division: searchDivision.local }),
      create: true,
      removeOthers,
    });
    await search.tokensOf([{ id: 'any row' }]);
    return search;
  } catch (error) {
    if (error instanceof BrokenStore) throw error;
    const damage = new StartError(
      `The search table in ${folder} is damaged; stop Dateline, remove that folder and start again: ` +
        'the sweep fills a new one.',
    );
    damage.cause = error;
    throw damage;
  }
}
