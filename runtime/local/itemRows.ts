/**
 * The rows of items in SQLite: the text of an item, and its keys in a table of their own, because an index of
 * them would hold each key a second time (docs/adr/0049-a-smaller-home.md).
 */
import type { Key } from '../../core/ports/table.ts';
import { type Row, Store } from './store.ts';

/** The columns of keys that an item may have: those of the table's indexes, and when it expires (seconds). */
export interface OtherKeys {
  expires: number | null;
  list: readonly [string, string] | readonly [null, null];
  source: readonly [string, string] | readonly [null, null];
}

// SQLite compares strings by their UTF-8 bytes, as DynamoDB does.
const schema = `
  CREATE TABLE keys (
    pk TEXT NOT NULL, sk TEXT NOT NULL, id INTEGER NOT NULL, expires REAL,
    listPk TEXT, listSk TEXT, sourcePk TEXT, sourceSk TEXT,
    PRIMARY KEY (pk, sk)
  ) WITHOUT ROWID;
  CREATE TABLE items (id INTEGER PRIMARY KEY, item TEXT NOT NULL);
  CREATE INDEX list ON keys (listPk, listSk, pk, sk) WHERE listPk IS NOT NULL;
  CREATE INDEX source ON keys (sourcePk, sourceSk, pk, sk) WHERE sourcePk IS NOT NULL;
  CREATE INDEX expiring ON keys (expires) WHERE expires IS NOT NULL`;

/**
 * From version 1, whose items have their key in the text as well, version 2, whose text has no codes, and
 * version 3, whose rows have text and keys. Texts are read as they are.
 */
const upgrades = {
  1: '',
  2: '',
  3: `
    DROP INDEX list;
    DROP INDEX source;
    DROP INDEX expiring;
    ALTER TABLE items RENAME TO whole;
    ${schema};
    INSERT INTO items SELECT rowid, item FROM whole;
    INSERT INTO keys SELECT pk, sk, rowid, expires, listPk, listSk, sourcePk, sourceSk FROM whole
      ORDER BY pk, sk;
    DROP TABLE whole`,
};

/** The pages that a document changes are its own few and some of those of its entities. */
const cacheKilobytes = 12_000;

const otherNames = ['expires', 'listPk', 'listSk', 'sourcePk', 'sourceSk'];
const otherColumns = otherNames.join();
const ofKey = 'WHERE pk = ? AND sk = ?';
const keySql = `SELECT id, ${otherColumns} FROM keys ${ofKey}`;
const rekeySql = `UPDATE keys SET (${otherColumns}) = (?, ?, ?, ?, ?) ${ofKey}`;
const addKeySql = `INSERT INTO keys (pk, sk, id, ${otherColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
const textSql = `SELECT item FROM items WHERE id = (SELECT id FROM keys ${ofKey})`;

/** What a query of whole items reads from; the keys come first. */
export const wholeItems = 'keys CROSS JOIN items USING (id)';

/** @throws BrokenStore */
export function openItems(path: string): Store {
  return new Store(path, schema, 4, upgrades, cacheKilobytes);
}

export function getText(store: Store, { pk, sk }: Key): string | undefined {
  const row = store.get(textSql, pk, sk);
  return row && String(row.item);
}

/** Inserts or replaces an item. Within a transaction. */
export function putText(store: Store, { pk, sk }: Key, text: string, others: OtherKeys): void {
  const keys = [others.expires, ...others.list, ...others.source];
  const known = store.get(keySql, pk, sk);
  if (known === undefined) {
    const { last } = store.run('INSERT INTO items (item) VALUES (?)', text);
    store.run(addKeySql, pk, sk, last, ...keys);
    return;
  }
  store.run('UPDATE items SET item = ? WHERE id = ?', text, idOf(known));
  if (otherNames.some((column, i) => known[column] !== keys[i])) store.run(rekeySql, ...keys, pk, sk);
}

/** Within a transaction. */
export function deleteItem(store: Store, { pk, sk }: Key): void {
  const known = store.get(keySql, pk, sk);
  if (known === undefined) return;
  store.run('DELETE FROM items WHERE id = ?', idOf(known));
  store.run(`DELETE FROM keys ${ofKey}`, pk, sk);
}

/** @param now in seconds since 1970 @returns the number of removed items */
export function removeExpiredItems(store: Store, now: number): number {
  return store.transaction(() => {
    store.run('DELETE FROM items WHERE id IN (SELECT id FROM keys WHERE expires < ?)', now);
    return store.run('DELETE FROM keys WHERE expires < ?', now).changes;
  });
}

const idOf = ({ id }: Row): number => Number(id);
