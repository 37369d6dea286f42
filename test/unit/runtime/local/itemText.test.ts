import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { parseItem, stringifyItem } from '../../../../runtime/local/itemText.ts';
import { SqliteTable } from '../../../../runtime/local/table.ts';
import { temporaryFolder } from '../../../temporaryFolder.ts';

const folder = temporaryFolder();

const key = { pk: 'DOC#1', sk: 'META' };
const item = { ...key, title: 'Storm', n: 1, packed: Uint8Array.from([0, 255]), more: { pk: 'another' } };

it('has no key, and gives the item back with it', () => {
  const text = stringifyItem(item);
  expect(text).not.toContain('DOC#1');
  expect(parseItem(text, key)).toEqual(item);
});

it('the table reads items that an earlier version stored with their key', async () => {
  const file = path.join(folder, 'table.sqlite');
  const table = new SqliteTable(file);
  await table.put(item);
  table.close();
  const earlier = new DatabaseSync(file);
  const text = JSON.stringify({ ...key, title: 'Storm' });
  earlier.prepare('UPDATE items SET item = ?').run(text);
  earlier.exec('PRAGMA user_version = 1');
  earlier.close();
  const reopened = new SqliteTable(file);
  expect(await reopened.get(key)).toEqual({ ...key, title: 'Storm' });
  reopened.close();
});
