/** A home folder of an earlier version is changed by nobody while a server runs on it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openHomeFolder } from '../../../local/homeFolder.ts';
import { startPipeline } from '../../../local/pipeline.ts';
import { StartError } from '../../../runtime/local/faults.ts';
import { silentLog as log } from '../../silentLog.ts';
import { earlierQueues } from '../runtime/local/earlierQueues.ts';

let root: string;
let home: string;
beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'dateline-earlier-'));
  home = path.join(root, 'home');
  (await openHomeFolder(home, log)).close();
  makeEarlier();
});
afterEach(() => rmSync(root, { recursive: true }));

const databases = ['table.sqlite', 'queues.sqlite', 'inbox/versions.sqlite', 'archive/versions.sqlite'];

/** Gives the databases the form in which earlier versions wrote them. */
function makeEarlier(): void {
  const earlierBucket = `
    DROP TABLE small; CREATE TABLE small (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
    PRAGMA user_version = 1`;
  const earlierForms: Record<string, string> = {
    'table.sqlite': 'PRAGMA user_version = 2',
    'queues.sqlite': earlierQueues[2],
    'inbox/versions.sqlite': earlierBucket,
    'archive/versions.sqlite': earlierBucket,
  };
  for (const [name, sql] of Object.entries(earlierForms)) inDatabase(name, (database) => database.exec(sql));
}

function inDatabase<T>(name: string, use: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path.join(home, name));
  try {
    return use(database);
  } finally {
    database.close();
  }
}

const formats = () =>
  databases.map((name) =>
    inDatabase(name, (database) => database.prepare('PRAGMA user_version').get()?.user_version),
  );

/** All files of the home with their bytes. */
function content(): Record<string, string> {
  const entries = readdirSync(home, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name));
  return Object.fromEntries(files.map((file) => [file, readFileSync(file, 'hex')]));
}

/** What a server that runs on the home holds. @returns what ends it */
function runAnother(): () => void {
  const lock = new DatabaseSync(path.join(home, 'lock.sqlite'));
  lock.exec('BEGIN EXCLUSIVE');
  return () => lock.close();
}

it('a start that is refused changes no byte', async () => {
  const end = runAnother();
  const before = content();
  const start = startPipeline({ home, inbox: root, seeds: undefined, host: '127.0.0.1', port: 0, log });
  await expect(start).rejects.toThrow(/Another Dateline is running/);
  expect(content()).toEqual(before);
  end();
});

it('of two starts at once, one is refused and the other upgrades', async () => {
  const starts = await Promise.allSettled([
    openHomeFolder(home, log, { alone: true }),
    openHomeFolder(home, log, { alone: true }),
  ]);
  const refused = starts.filter((each) => each.status === 'rejected');
  expect(refused.map(({ reason }) => reason)).toEqual([expect.any(StartError)]);
  expect(formats()).toEqual([3, 4, 2, 2]);
  for (const each of starts) if (each.status === 'fulfilled') each.value.close();
});

it('a command does not upgrade beside a running server, and says so', async () => {
  const end = runAnother();
  const before = content();
  await expect(openHomeFolder(home, log)).rejects.toThrow(
    /of an earlier version .* is running on it; stop it/,
  );
  expect(content()).toEqual(before);
  end();
});

it('a command upgrades what nobody runs on, and lets others start', async () => {
  const opened = await openHomeFolder(home, log);
  expect(formats()).toEqual([3, 4, 2, 2]);
  runAnother()();
  opened.close();
});
