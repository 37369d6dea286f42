/** LanceDB lists a table before it can be opened. */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Connection, connect } from '@lancedb/lancedb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTable } from '../../runtime/lance/openTable.ts';
import { parseMarker } from '../../runtime/lance/parts.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { ids, row } from './suites/searchRows.ts';

const folder = temporaryFolder();

describe('a table that is being created', () => {
  const uri = join(folder, 'search');
  /** Where those of a table are until it has been created. */
  const versions = join(folder, 'versions');
  let name: string;
  let marker: string;
  let connection: Connection;
  beforeEach(async () => {
    const search = await LanceSearch.open({ uri });
    await search.merge([row('june', { text: 'toldword', published: '2021-06-03' })]);
    await search.close();
    connection = await connect(uri);
    const names = await connection.tableNames();
    name = names.find((each) => each.includes('2021-06')) ?? '';
    marker = names.find((each) => parseMarker(each)) ?? '';
  });
  afterEach(() => {
    for (const each of [uri, versions]) rmSync(each, { recursive: true, force: true });
  });

  /** As a table is while it is created: listed, without a version. */
  async function beginCreation(table: string): Promise<() => void> {
    const made = join(uri, `${table}.lance`, '_versions');
    renameSync(made, versions);
    expect(await connection.tableNames()).toContain(table);
    return () => renameSync(versions, made);
  }

  it('is waited for', async () => {
    const finish = await beginCreation(name);
    const opened = openTable(connection, name);
    const asked = LanceSearch.open({ uri }).then((reader) => ids(reader, { words: 'toldword' }));
    await expect(connection.openTable(name)).rejects.toThrow(/was not found/);
    finish();
    expect(await (await opened)?.countRows()).toBe(1);
    expect(await asked).toEqual(['june']);
  });

  it('may be dropped meanwhile', async () => {
    await beginCreation(name);
    const opened = openTable(connection, name);
    rmSync(join(uri, `${name}.lance`), { recursive: true });
    expect(await opened).toBeUndefined();
  });

  it('is waited for as the marker of a layout, too', async () => {
    const search = await LanceSearch.open({ uri });
    const finish = await beginCreation(marker);
    const removed = search.removeOutdated();
    await expect(connection.openTable(marker)).rejects.toThrow(/was not found/);
    finish();
    await removed;
    await search.close();
    expect(await connection.tableNames()).toEqual(expect.arrayContaining([marker, name]));
  });
});

describe('a table that cannot be opened', () => {
  const failing = (error: Error, listed = ['t']) => {
    const open = vi.fn(() => Promise.reject(error));
    return { open, connection: { openTable: open, tableNames: async () => listed } as unknown as Connection };
  };
  afterEach(() => {
    vi.useRealTimers();
  });
  const notFound = new Error("Table 't' was not found\nCaused by: …/t.lance/_versions");

  it('is damaged, if nobody has completed it after two seconds', async () => {
    vi.useFakeTimers();
    const { open, connection } = failing(notFound);
    const opened = openTable(connection, 't');
    const refused = expect(opened).rejects.toThrow(notFound);
    await vi.advanceTimersByTimeAsync(2_000);
    await refused;
    expect(open).toHaveBeenCalledTimes(40);
  });

  it('for any other reason is not tried again', async () => {
    const { open, connection } = failing(new Error('Permission denied'));
    await expect(openTable(connection, 't')).rejects.toThrow('Permission denied');
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('and is not there is no fault', async () => {
    const { open, connection } = failing(notFound, []);
    expect(await openTable(connection, 't')).toBeUndefined();
    expect(open).toHaveBeenCalledTimes(1);
  });
});
