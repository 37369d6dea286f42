import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { constants, DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Item } from '../../../../core/ports/table.ts';
import { unfinishedMessage } from '../../../../core/protocol/stage.ts';
import { FolderObjects } from '../../../../runtime/local/objects.ts';
import { SqliteQueue } from '../../../../runtime/local/queue.ts';
import {
  afterPrefix,
  BrokenStore,
  decodeCursor,
  encodeCursor,
  limit,
  Store,
} from '../../../../runtime/local/store.ts';
import { SqliteTable } from '../../../../runtime/local/table.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dateline-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => path.join(folder, name);

it('copies few megabytes of its log at once, for which every other call waits', () => {
  const store = new Store(at('log.sqlite'), 'CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)');
  for (let i = 0; i < 100; i++) store.run('INSERT INTO row (text) VALUES (?)', 'x'.repeat(150_000));
  // As long as what was copied at once at most: a log begins again at its front.
  expect(statSync(at('log.sqlite-wal')).size).toBeLessThan(5_000_000);
  store.close();
});

it('has the disk write its log before what is copied from it, also on macOS', () => {
  const store = new Store(at('log.sqlite'), 'CREATE TABLE row (id INTEGER PRIMARY KEY)');
  expect(store.get('PRAGMA checkpoint_fullfsync')).toEqual({ checkpoint_fullfsync: 1 });
  store.close();
});

describe('a file that cannot be used', () => {
  const opened: [string, (file: string) => unknown][] = [
    ['the table', (file) => new SqliteTable(file)],
    [
      'a queue',
      (database) =>
        new SqliteQueue({ database, name: 'uploads', maxReceives: 5, visibilitySeconds: 1, clock: Date.now }),
    ],
    ['a bucket', (database) => new FolderObjects({ folder, database, clock: Date.now })],
  ];
  it.each(opened)('is reported in one sentence: %s', (_, open) => {
    writeFileSync(
      at('rubbish.sqlite'),
      'this is not a database, but long enough to be taken for one'.repeat(100),
    );
    const message =
      `The file ${at('rubbish.sqlite')} is not a SQLite database; restore it from a copy, ` +
      'or remove it to rebuild it from the inbox.';
    expect(() => open(at('rubbish.sqlite'))).toThrow(
      expect.objectContaining({ name: 'BrokenStore', message, path: at('rubbish.sqlite') }),
    );
    mkdirSync(at('folder.sqlite'));
    expect(() => open(at('folder.sqlite'))).toThrow(BrokenStore);
  });

  it('may have another format version', () => {
    new Store(at('a.sqlite'), 'CREATE TABLE a (b)', { version: 2 }).close();
    expect(() => new Store(at('a.sqlite'), 'CREATE TABLE a (b)', { version: 1 })).toThrow(
      /another version of Dateline/,
    );
    expect(() => new Store(at('a.sqlite'), 'CREATE TABLE a (b)', { version: 2 }).close()).not.toThrow();
  });

  it('may fail while it is in use', async () => {
    const table = new SqliteTable(at('table.sqlite'));
    for (let i = 0; i < 500; i++) await table.put({ pk: 'a', sk: String(i), text: 'x'.repeat(2_000) });
    table.close();
    truncateSync(at('table.sqlite'), Math.floor(readFileSync(at('table.sqlite')).length / 2));
    const again = () => {
      const broken = new SqliteTable(at('table.sqlite'));
      return broken.scan().finally(() => broken.close());
    };
    await expect((async () => again())()).rejects.toThrow(BrokenStore);
  });

  it('may be written by another process for too long, for which no message is to blame', () => {
    const store = new Store(at('a.sqlite'), 'CREATE TABLE a (b)');
    const other = new DatabaseSync(at('a.sqlite'));
    store.get('PRAGMA busy_timeout = 0'); // instead of ten seconds
    other.exec('BEGIN IMMEDIATE');
    const write = () => store.run('INSERT INTO a VALUES (1)');
    let fault: unknown;
    try {
      write();
    } catch (error) {
      fault = error;
    }
    expect(unfinishedMessage('1', fault)).toMatchObject({
      error: expect.stringContaining(`Another process has been writing to the file ${at('a.sqlite')}`),
      postponeSeconds: expect.any(Number),
    });
    other.exec('ROLLBACK');
    expect(write().changes).toBe(1);
    store.close();
    other.close();
  });
});

describe('writes in one commit', () => {
  it('fail alone if one is refused', async () => {
    const table = new SqliteTable(at('table.sqlite'));
    const big = 'x'.repeat(250_000);
    await table.put({ pk: 'a', sk: 'full', big });
    const done = await Promise.allSettled([
      table.put({ pk: 'a', sk: '1' }),
      table.update({ pk: 'a', sk: 'full' }, { more: big }),
      table.put({ pk: 'a', sk: '2' }, { attribute: 'token', equals: 1 }),
      table.put({ pk: 'a', sk: '3' }),
      table.delete({ pk: 'a', sk: '1' }),
    ]);
    expect(done.map((each) => (each.status === 'fulfilled' ? each.value : each.reason.name))).toEqual([
      true,
      'ItemRefused',
      false,
      true,
      true,
    ]);
    expect((await table.query({ pk: 'a' })).items.map((item) => item.sk)).toEqual(['3', 'full']);
    table.close();
  });

  it('are visible to another connection when they resolve', async () => {
    const [one, two] = [new SqliteTable(at('table.sqlite')), new SqliteTable(at('table.sqlite'))];
    await one.put({ pk: 'a', sk: 'b', token: 1 });
    expect(await two.get({ pk: 'a', sk: 'b' })).toEqual({ pk: 'a', sk: 'b', token: 1 });
    const won = await Promise.all(
      [one, two].map((table) =>
        table.update({ pk: 'a', sk: 'b' }, { token: 2 }, { attribute: 'token', equals: 1 }),
      ),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    one.close();
    two.close();
  });

  it('survive closing the table at once', async () => {
    const table = new SqliteTable(at('table.sqlite'));
    const writing = table.put({ pk: 'a', sk: 'b' });
    table.close();
    expect(await writing).toBe(true);
    const again = new SqliteTable(at('table.sqlite'));
    expect(await again.get({ pk: 'a', sk: 'b' })).toEqual({ pk: 'a', sk: 'b' });
    again.close();
  });
});

it('removeExpired removes expired items only', async () => {
  const table = new SqliteTable(at('table.sqlite'));
  const items: Item[] = [
    { pk: 'a', sk: '1', expires: 1_000 },
    { pk: 'a', sk: '2', expires: 2_000 },
    { pk: 'a', sk: '3' },
  ];
  for (const item of items) await table.put(item);
  expect(table.removeExpired(1_500_000)).toBe(1);
  expect((await table.query({ pk: 'a' })).items).toEqual(items.slice(1));
  table.close();
});

describe('afterPrefix', () => {
  it('bounds the range of a prefix, for any string', () => {
    const text = fc.string({ unit: 'binary', maxLength: 5 });
    fc.assert(
      fc.property(text, text, (prefix, other) => {
        const end = afterPrefix(prefix);
        const within = (each: string) =>
          Buffer.compare(Buffer.from(each), Buffer.from(prefix)) >= 0 &&
          (end === undefined || Buffer.compare(Buffer.from(each), Buffer.from(end)) < 0);
        expect(within(prefix + other)).toBe(true);
        expect(within(other)).toBe(other.startsWith(prefix));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['', undefined],
    ['\u{10FFFF}', undefined],
    ['a\u{10FFFF}', 'b'],
    ['\uD7FF', '\uE000'],
    ['\uFFFF', '\u{10000}'],
  ])('of %j is %j', (prefix, end) => {
    expect(afterPrefix(prefix)).toBe(end);
  });
});

describe('cursors', () => {
  it('round-trip', () => {
    expect(decodeCursor(encodeCursor('\u{1F600}#/', 7), 'string', 'number')).toEqual(['\u{1F600}#/', 7]);
  });
  it.each(['', 'x', encodeCursor('a'), encodeCursor('a', 'b'), encodeCursor(1, 2), encodeCursor('a', 1, 2)])(
    'are checked: %j',
    (cursor) => {
      expect(() => decodeCursor(cursor, 'string', 'number')).toThrow(RangeError);
    },
  );
});

describe('a limit', () => {
  const timesPrepared = (end: string) => {
    const database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE words (word TEXT PRIMARY KEY)');
    const query = database.prepare(`SELECT word FROM words WHERE word > ? ORDER BY word ${end}`);
    let times = 0;
    // SQLite asks once for each access that it compiles.
    database.setAuthorizer((action) => {
      if (action === constants.SQLITE_SELECT) times++;
      return constants.SQLITE_OK;
    });
    query.all('a', 5); // It is prepared for the authorizer.
    const before = times;
    for (const most of [5, 5, 7]) query.all('a', most);
    return times - before;
  };
  it('does not have a query prepared again', () => {
    expect(timesPrepared(limit)).toBe(0);
    expect(timesPrepared('LIMIT ?')).toBe(3);
  });
});
