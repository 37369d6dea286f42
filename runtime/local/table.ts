/**
 * The `Table` port on SQLite. A row has the item's JSON, and columns for the keys of the table and of its
 * indexes.
 */
import type { SQLInputValue } from 'node:sqlite';
import { ItemRefused } from '../../core/errors.ts';
import { giveWay } from '../../core/giveWay.ts';
import { groupsOf } from '../../core/groupsOf.ts';
import type { Page } from '../../core/ports/page.ts';
import type {
  AttributeValue,
  Condition,
  IndexName,
  Item,
  Key,
  Query,
  Table,
} from '../../core/ports/table.ts';
import { indexKeys } from '../../core/records/indexes.ts';
import { GroupCommit } from './groupCommit.ts';
import { checkItem, checkKey } from './itemLimits.ts';
import { parseItem, stringifyItem } from './itemText.ts';
import { afterPrefix, decodeCursor, encodeCursor, limit, type Row, Store } from './store.ts';
import { callsPerTurn, inTurn } from './turns.ts';

// SQLite compares strings by their UTF-8 bytes, as DynamoDB does.
const schema = `
  CREATE TABLE items (
    pk TEXT NOT NULL, sk TEXT NOT NULL, item TEXT NOT NULL, expires REAL,
    listPk TEXT, listSk TEXT, sourcePk TEXT, sourceSk TEXT,
    PRIMARY KEY (pk, sk)
  );
  CREATE INDEX list ON items (listPk, listSk, pk, sk) WHERE listPk IS NOT NULL;
  CREATE INDEX source ON items (sourcePk, sourceSk, pk, sk) WHERE sourcePk IS NOT NULL;
  CREATE INDEX expiring ON items (expires) WHERE expires IS NOT NULL`;

/** From version 1, whose items have their key in the text as well, and 2, whose text has no codes. */
const upgrades = { 1: '', 2: '' };
/** Earlier files of version 1 have records of other forms, and not yet the sweep's place among them. */
const readable = { 1: "SELECT 1 FROM items WHERE pk = 'SWEEP'" };

const getSql = 'SELECT item FROM items WHERE pk = ? AND sk = ?';
const putSql = `
  INSERT INTO items (pk, sk, item, expires, listPk, listSk, sourcePk, sourceSk)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (pk, sk) DO UPDATE SET item = excluded.item, expires = excluded.expires,
    listPk = excluded.listPk, listSk = excluded.listSk,
    sourcePk = excluded.sourcePk, sourceSk = excluded.sourceSk`;
const deleteSql = 'DELETE FROM items WHERE pk = ? AND sk = ?';

/**
 * A page ends after this many items or, as in DynamoDB, after a megabyte. It takes some 5 milliseconds; a
 * thousand items took 20, so that many are only in a page for which a limit asks.
 */
const pageItems = { usual: 250, most: 1000 };
const pageCharacters = 1024 * 1024;
/** Of the pages that a document changes, its own few and some of those of its entities. */
const cacheKilobytes = 12_000;
/** A page counts as this many calls (turns.ts): one of many items takes several milliseconds. */
const queryWeight = 4;

export class SqliteTable implements Table {
  readonly #store: Store;
  readonly #writes: GroupCommit;
  readonly #pageItems: typeof pageItems;

  /** @throws BrokenStore */
  constructor(path: string, options: { pageItems?: number; beforeUpgrade?: () => void } = {}) {
    this.#pageItems = options.pageItems ? { usual: options.pageItems, most: options.pageItems } : pageItems;
    const { beforeUpgrade } = options;
    this.#store = new Store(path, schema, { version: 3, upgrades, readable, beforeUpgrade, cacheKilobytes });
    this.#writes = new GroupCommit(this.#store);
  }

  async get(key: Key): Promise<Item | undefined> {
    return inTurn(1, () => this.#get(key));
  }

  async batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    const items: (Item | undefined)[] = [];
    for (const group of groupsOf(keys, callsPerTurn)) {
      const found = await inTurn(group.length, () => group.map((key) => this.#get(key)));
      items.push(...found);
    }
    return items;
  }

  async put(item: Item, condition?: Condition): Promise<boolean> {
    checkItem(item);
    return this.#writes.add(() => {
      if (condition !== undefined && !holds(this.#get(item), condition)) return false;
      this.#put(item);
      return true;
    });
  }

  async update(
    key: Key,
    set: Record<string, AttributeValue | undefined>,
    condition?: Condition,
  ): Promise<boolean> {
    checkKey(key);
    return this.#writes.add(() => {
      const before = this.#get(key);
      if (condition !== undefined && !holds(before, condition)) return false;
      const after: Item = { ...before, pk: key.pk, sk: key.sk };
      for (const [name, value] of Object.entries(set)) {
        if (name === 'pk' || name === 'sk')
          throw new ItemRefused(`${name} cannot be updated: it is the item's key`);
        if (value === undefined) delete after[name];
        else after[name] = value;
      }
      checkItem(after);
      this.#put(after);
      return true;
    });
  }

  async delete(key: Key, condition?: Condition): Promise<boolean> {
    return this.#writes.add(() => {
      if (condition !== undefined && !holds(this.#get(key), condition)) return false;
      this.#store.run(deleteSql, key.pk, key.sk);
      return true;
    });
  }

  async query(query: Query): Promise<Page<Item>> {
    const [pk, sk] = query.index === undefined ? (['pk', 'sk'] as const) : indexKeys[query.index];
    const clauses = [`${pk} = ?`, `${sk} IS NOT NULL`];
    const values: SQLInputValue[] = [query.pk];
    const where = (clause: string, ...bound: string[]) => {
      clauses.push(clause);
      values.push(...bound);
    };
    if (query.prefix !== undefined) {
      const end = afterPrefix(query.prefix);
      where(`${sk} >= ?`, query.prefix);
      if (end !== undefined) where(`${sk} < ?`, end);
    }
    if (query.from !== undefined) where(`${sk} >= ?`, query.from);
    if (query.to !== undefined) where(`${sk} <= ?`, query.to);
    const sortColumns = query.index === undefined ? ['sk'] : [sk, 'pk', 'sk'];
    const name = query.index ?? 'table';
    if (query.cursor !== undefined) {
      where(
        `(${sortColumns}) ${query.descending === true ? '<' : '>'} (${sortColumns.map(() => '?')})`,
        ...positionOf(query.cursor, name, query.pk, sortColumns.length),
      );
    }
    const columns = query.index === undefined ? 'item, pk, sk' : `pk, sk, ${pk}, ${sk}`;
    const order = sortColumns.map((each) => `${each}${query.descending === true ? ' DESC' : ''}`);
    const sql = `SELECT ${columns} FROM items WHERE ${clauses.join(' AND ')} ORDER BY ${order} ${limit}`;
    const cursorOf = (row: Row) =>
      encodeCursor(name, query.pk, ...sortColumns.map((each) => String(row[each])));
    return inTurn(queryWeight, () => this.#page(sql, values, query.limit, cursorOf));
  }

  async scan(after: string | Key = { pk: '', sk: '' }): Promise<Page<Item>> {
    const position = typeof after === 'object' ? [after.pk, after.sk] : positionOf(after, 'scan', '', 2);
    const sql = `SELECT item, pk, sk FROM items WHERE (pk, sk) > (?, ?) ORDER BY pk, sk ${limit}`;
    await giveWay(); // other work runs between the pages
    return this.#page(sql, position, undefined, (row) =>
      encodeCursor('scan', '', String(row.pk), String(row.sk)),
    );
  }

  /**
   * Removes items that expired before `now` (milliseconds since 1970), as DynamoDB does some time later.
   *
   * @returns the number of removed items
   */
  removeExpired(now: number): number {
    return this.#store.run('DELETE FROM items WHERE expires < ?', now / 1000).changes;
  }

  /** See `Store.compact`. */
  compact = (): boolean => this.#store.compact();

  releaseMemory = (): void => this.#store.releaseMemory();

  close(): void {
    this.#writes.commit();
    this.#store.close();
  }

  #get(key: Key): Item | undefined {
    const row = this.#store.get(getSql, key.pk, key.sk);
    return row === undefined ? undefined : parseItem(String(row.item), key);
  }

  #put(item: Item): void {
    const expires = typeof item.expires === 'number' ? item.expires : null;
    this.#store.run(
      putSql,
      item.pk,
      item.sk,
      stringifyItem(item),
      expires,
      ...indexKeysOf(item, 'list'),
      ...indexKeysOf(item, 'source'),
    );
  }

  #page(
    sql: string,
    values: SQLInputValue[],
    limit: number | undefined,
    cursor: (row: Row) => string,
  ): Page<Item> {
    const { usual, most } = this.#pageItems;
    const wanted = Math.min(limit ?? usual, most);
    const items: Item[] = [];
    let characters = 0;
    let last: Row | undefined;
    this.#store.each(sql, [...values, wanted], (row) => {
      const json = row.item;
      items.push(typeof json === 'string' ? parseItem(json, row as unknown as Key) : ({ ...row } as Item));
      characters += typeof json === 'string' ? json.length : 0;
      last = row;
      return characters <= pageCharacters;
    });
    // As in DynamoDB, a full page has a cursor even if nothing follows.
    const full = items.length === wanted || characters > pageCharacters;
    return full && last !== undefined ? { items, next: cursor(last) } : { items };
  }
}

/** The item's keys in an index; nulls if the index does not have it. */
function indexKeysOf(item: Item, index: IndexName): [string, string] | [null, null] {
  const [pk, sk] = [item[indexKeys[index][0]], item[indexKeys[index][1]]];
  return typeof pk === 'string' && typeof sk === 'string' ? [pk, sk] : [null, null];
}

/** @throws RangeError for a cursor of another list */
function positionOf(cursor: string, name: string, pk: string, parts: number): string[] {
  const [cursorName, cursorPk, ...position] = decodeCursor(
    cursor,
    ...Array.from({ length: parts + 2 }, () => 'string' as const),
  );
  if (cursorName !== name || cursorPk !== pk) throw new RangeError('the cursor belongs to another list');
  return position;
}

function holds(item: Item | undefined, condition: Condition): boolean {
  const { attribute } = condition;
  const value = item !== undefined && Object.hasOwn(item, attribute) ? item[attribute] : undefined;
  if ('equals' in condition) return value === condition.equals;
  return value === undefined || (typeof value === 'number' && value <= condition.absentOrAtMost);
}
