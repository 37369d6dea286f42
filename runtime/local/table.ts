/**
 * The `Table` port on SQLite: each item's JSON, and the keys of the table and of its indexes.
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
import { deleteItem, getText, openItems, putText, removeExpiredItems, wholeItems } from './itemRows.ts';
import { parseItem, stringifyItem } from './itemText.ts';
import { afterPrefix, decodeCursor, encodeCursor, limit, type Row, type Store } from './store.ts';
import { callsPerTurn, inTurn } from './turns.ts';

/**
 * A page ends after this many items or, as in DynamoDB, after a megabyte. It takes some 5 milliseconds; a
 * thousand items took 20, so that many are only in a page for which a limit asks.
 */
const pageItems = { usual: 250, most: 1000 };
const pageCharacters = 1024 * 1024;
/** A page counts as this many calls (turns.ts): one of many items takes several milliseconds. */
const queryWeight = 4;

export class SqliteTable implements Table {
  readonly #store: Store;
  readonly #writes: GroupCommit;
  readonly #pageItems: typeof pageItems;

  /** @throws BrokenStore */
  constructor(path: string, options: { pageItems?: number } = {}) {
    this.#pageItems = options.pageItems ? { usual: options.pageItems, most: options.pageItems } : pageItems;
    this.#store = openItems(path);
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
      deleteItem(this.#store, key);
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
    const what =
      query.index === undefined ? `item, pk, sk FROM ${wholeItems}` : `pk, sk, ${pk}, ${sk} FROM keys`;
    const order = sortColumns.map((each) => `${each}${query.descending === true ? ' DESC' : ''}`);
    const sql = `SELECT ${what} WHERE ${clauses.join(' AND ')} ORDER BY ${order} ${limit}`;
    const cursorOf = (row: Row) =>
      encodeCursor(name, query.pk, ...sortColumns.map((each) => String(row[each])));
    return inTurn(queryWeight, () => this.#page(sql, values, query.limit, cursorOf));
  }

  async scan(after: string | Key = { pk: '', sk: '' }): Promise<Page<Item>> {
    const position = typeof after === 'object' ? [after.pk, after.sk] : positionOf(after, 'scan', '', 2);
    const sql = `SELECT item, pk, sk FROM ${wholeItems} WHERE (pk, sk) > (?, ?) ORDER BY pk, sk ${limit}`;
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
    return removeExpiredItems(this.#store, now / 1000);
  }

  /** See `Store.compact`. */
  compact = (): boolean => this.#store.compact();

  releaseMemory = (): void => this.#store.releaseMemory();

  close(): void {
    this.#writes.commit();
    this.#store.close();
  }

  #get(key: Key): Item | undefined {
    const text = getText(this.#store, key);
    return text === undefined ? undefined : parseItem(text, key);
  }

  #put(item: Item): void {
    const expires = typeof item.expires === 'number' ? item.expires : null;
    putText(this.#store, item, stringifyItem(item), {
      expires,
      list: indexKeysOf(item, 'list'),
      source: indexKeysOf(item, 'source'),
    });
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
