/** The home folder of the local runtime: all its data, opened as the ports that the stages know. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type CursorKeys, cursorKeys } from '../api/http/cursorKeys.ts';
import type { Log } from '../core/ports/log.ts';
import type { Ports } from '../core/protocol/ports.ts';
import { queues as facts, type QueueName, queueNames, visibilitySeconds } from '../core/protocol/topology.ts';
import { isolatedReader } from '../runtime/isolated/reader.ts';
import { LanceSearch } from '../runtime/lance/search.ts';
import { threadedAnnotator } from '../runtime/local/annotator.ts';
import { localCursorSecrets } from '../runtime/local/cursorSecrets.ts';
import { StartFault } from '../runtime/local/faults.ts';
import { FolderObjects } from '../runtime/local/objects.ts';
import { SqliteQueue } from '../runtime/local/queue.ts';
import { BrokenStore } from '../runtime/local/store.ts';
import { SqliteTable } from '../runtime/local/table.ts';
import { makeFolder } from './makeFolder.ts';
import { withNotifications } from './notifications.ts';
import { UploadedFiles } from './uploadedFiles.ts';

export interface Home {
  ports: Ports;
  queues: Record<QueueName, SqliteQueue>;
  /** Sign cursors. */
  cursorKeys: CursorKeys;
  /** Where the uploaders remember what they uploaded. */
  uploads: string;
  /** Takes the home for this process alone, for as long as it lives. @throws StartFault where another one has it */
  lock(): void;
  /**
   * Comes back when no stage is at work any more that was when it was called. Where no other process has the home, none is, and none
   * begins: the home is locked for this one.
   */
  quiet(): Promise<void>;
  /** Writes all files anew, so that what was removed cannot be read from them. @throws StartFault where somebody was reading one all the time */
  compact(): Promise<void>;
  /** Does what DynamoDB's time to live does. */
  removeExpired(): void;
  close(): void;
}

export async function openHome(folder: string, log: Log): Promise<Home> {
  makeHome(folder);
  const inside = (...names: string[]) => path.join(folder, ...names);
  const clock = Date.now;
  const table = new SqliteTable(inside('table.sqlite'));
  const queueOf = (name: QueueName) =>
    new SqliteQueue({
      database: inside('queues.sqlite'),
      name,
      maxReceives: facts[name].maxReceives,
      visibilitySeconds: visibilitySeconds(name),
      clock,
    });
  const queues = Object.fromEntries(queueNames.map((name) => [name, queueOf(name)])) as Record<
    QueueName,
    SqliteQueue
  >;
  const inbox = new FolderObjects({ folder: inside('inbox'), clock });
  const archive = new FolderObjects({ folder: inside('archive'), clock });
  const search = await openSearch(inside('search'));
  const reader = isolatedReader();
  const annotating = threadedAnnotator();
  let lock: DatabaseSync | undefined;
  const takeHome = () => {
    lock = takeLock(inside('lock.sqlite'), folder);
  };
  return {
    ports: {
      inbox: withNotifications(inbox, queues.uploads),
      read: reader.read,
      annotate: annotating.annotate,
      archive,
      table,
      queues,
      search,
      clock,
      log,
    },
    queues,
    cursorKeys: cursorKeys(localCursorSecrets(folder, clock), clock),
    uploads: inside('uploads.sqlite'),
    lock: takeHome,
    quiet: async () => {
      try {
        takeHome();
      } catch (error) {
        if (!(error instanceof StartFault)) throw error;
        await untilDone(Object.values(queues));
      }
    },
    compact: async () => {
      const uploaded = new UploadedFiles(inside('uploads.sqlite'));
      const compacted = [table, inbox, archive, ...Object.values(queues).slice(0, 1), uploaded].map((each) =>
        each.compact(),
      );
      uploaded.close();
      if (compacted.includes(false))
        throw new StartFault(
          'Somebody reads the records all the time, so what was removed may still be in their files; call it once more.',
        );
    },
    removeExpired: () => table.removeExpired(clock()),
    close: () => {
      reader.close();
      annotating.close();
      for (const store of [table, inbox, archive, ...Object.values(queues)]) store.close();
      lock?.close();
    },
  };
}

function makeHome(folder: string): void {
  try {
    makeFolder(folder);
    writeFileSync(path.join(folder, '.writable'), '');
  } catch (error) {
    throw new StartFault(
      `The home folder ${folder} cannot be written to (${(error as NodeJS.ErrnoException).code}); set DATELINE_HOME to one that can.`,
    );
  }
}

/** @throws StartFault where its table is there and cannot be read */
async function openSearch(folder: string): Promise<LanceSearch> {
  const search = await LanceSearch.open({ uri: folder });
  try {
    await search.tokensOf(['a row of any name']);
    return search;
  } catch (error) {
    const damage = new StartFault(
      `The search table in ${folder} is damaged; stop Dateline, remove that folder and start it: the sweep fills a new one.`,
    );
    damage.cause = error;
    throw damage;
  }
}

/** A stage works on messages in hand only, and lets go of them when it ends. */
async function untilDone(queues: readonly SqliteQueue[]): Promise<void> {
  const inHand = () => queues.flatMap((queue) => queue.inHand().map((receipt) => `${queue.name} ${receipt}`));
  for (let left = inHand(); left.length > 0; left = inHand().filter((receipt) => left.includes(receipt)))
    await new Promise((resolve) => setTimeout(resolve, 20));
}

/** An exclusive transaction that is never ended: the operating system lets go of it however the process dies. */
function takeLock(file: string, folder: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== 5)
      throw new BrokenStore(file, 'cannot be used; remove it', error); // 5: SQLITE_BUSY
    throw new StartFault(
      `Another Dateline is running on the home folder ${folder}; stop it first, or set DATELINE_HOME to another folder.`,
    );
  }
  return database;
}
