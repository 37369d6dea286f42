/** Sends files through all stages in this process, over the stores of a bench. */
import { readObject } from '../core/formats/read.ts';
import { enqueueKeys } from '../core/protocol/messages.ts';
import type { Ports } from '../core/protocol/ports.ts';
import { runStages } from '../functions/runStages.ts';
import { MemoryObjects } from '../runtime/memory/objects.ts';
import { MemorySearch } from '../runtime/memory/search.ts';
import { MemoryTable } from '../runtime/memory/table.ts';
import type { Text } from './cost/texts.ts';
import { errorsOnly } from './errorsOnly.ts';

/** Empty stores in memory, and a reader in this process. */
export function memoryPorts() {
  return {
    inbox: new MemoryObjects(Date.now),
    archive: new MemoryObjects(Date.now),
    table: new MemoryTable(),
    search: new MemorySearch(),
    read: readObject,
    clock: Date.now,
    log: errorsOnly,
  };
}

export async function storeFiles(files: readonly Text[], ports: Omit<Ports, 'queues'>): Promise<void> {
  for (const { key, body } of files) await ports.inbox.put(key, body);
  await runStages(ports, ({ uploads }) =>
    enqueueKeys(
      uploads,
      files.map(({ key }) => key),
    ),
  );
}
