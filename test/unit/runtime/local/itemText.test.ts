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

it.each([
  ['the version before stored without codes', 2, JSON.stringify({ title: 'Storm' })],
  ['the first version stored with their key', 1, JSON.stringify({ ...key, title: 'Storm' })],
])('the table reads items that %s', async (_, version, text) => {
  const file = await tableOfVersion(version, text, { pk: 'SWEEP', sk: 'META' });
  const reopened = new SqliteTable(file);
  expect(await reopened.get(key)).toEqual({ ...key, title: 'Storm' });
  reopened.close();
});

it('a table of the first version, whose records nothing reads any more, is refused and stays', async () => {
  const file = await tableOfVersion(1, '{}');
  expect(() => new SqliteTable(file)).toThrow('its format is 1, this one reads 3');
  const database = new DatabaseSync(file);
  expect(database.prepare('PRAGMA user_version').get()?.user_version).toBe(1);
  database.close();
});

/** A table of an earlier version, with the same text for every item. */
async function tableOfVersion(version: number, text: string, other = key): Promise<string> {
  const file = path.join(folder, `table-${version}-${other.pk}.sqlite`);
  const table = new SqliteTable(file);
  await table.put(item);
  await table.put({ ...item, ...other });
  table.close();
  const earlier = new DatabaseSync(file);
  earlier.prepare('UPDATE items SET item = ?').run(text);
  earlier.exec(`PRAGMA user_version = ${version}`);
  earlier.close();
  return file;
}
