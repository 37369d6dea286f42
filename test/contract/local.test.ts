import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Objects } from '../../core/ports/objects.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { FolderObjects } from '../../runtime/local/objects.ts';
import { SqliteQueue } from '../../runtime/local/queue.ts';
import { objectsContract } from './suites/objects.ts';
import { smallListingsContract } from './suites/objectsPages.ts';
import { queueContract } from './suites/queue.ts';
import { searchContract } from './suites/search.ts';

/** A new folder, and the clean-up that removes it. */
function folder(): {
  at: (name: string) => string;
  closing: (close: () => void | Promise<void>) => () => Promise<void>;
} {
  const made = mkdtempSync(path.join(tmpdir(), 'dateline-contract-'));
  return {
    at: (name) => path.join(made, name),
    closing: (close) => async () => {
      await close();
      rmSync(made, { recursive: true, force: true });
    },
  };
}

objectsContract('FolderObjects', async () => {
  const { at, closing } = folder();
  const objects = new FolderObjects({ folder: at('objects'), clock: Date.now });
  return { objects, close: closing(() => objects.close()) };
});

const closings = new Map<Objects, () => Promise<void>>();
smallListingsContract(
  'FolderObjects',
  (pageItems) => {
    const { at, closing } = folder();
    const objects = new FolderObjects({ folder: at('objects'), clock: Date.now, pageItems });
    closings.set(
      objects,
      closing(() => objects.close()),
    );
    return objects;
  },
  (objects) => closings.get(objects)?.(),
);

queueContract('SqliteQueue', async () => {
  const { at, closing } = folder();
  let now = Date.now();
  const maxReceives = 3;
  const queue = new SqliteQueue({
    database: at('queues.sqlite'),
    name: 'uploads',
    maxReceives,
    visibilitySeconds: 720,
    clock: () => now,
  });
  return {
    queue,
    maxReceives,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    async consume(handler) {
      const records = queue.receive(100);
      if (records.length === 0) return;
      const everything = {
        batchItemFailures: records.map(({ messageId }) => ({ itemIdentifier: messageId })),
      };
      const { batchItemFailures } = await handler({ Records: records }).catch(() => everything);
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      queue.acknowledge(
        records.filter(({ messageId }) => !failed.has(messageId)).map(({ receiptHandle }) => receiptHandle),
      );
      queue.release(
        records.filter(({ messageId }) => failed.has(messageId)).map(({ receiptHandle }) => receiptHandle),
      );
      // The longest delay after a failure.
      if (failed.size > 0) now += 60_000;
    },
    close: closing(() => queue.close()),
  };
});

searchContract('LanceSearch', async () => {
  const { at, closing } = folder();
  const opened: LanceSearch[] = [];
  const another = async () => {
    const search = await LanceSearch.open({ uri: at('search') });
    opened.push(search);
    return search;
  };
  const close = closing(async () => {
    for (const each of opened) await each.close();
  });
  return { search: await another(), another, close };
});
