/** LanceDB lists a table before it can be opened. */
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, connect } from '@lancedb/lancedb';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTable } from '../../runtime/lance/openTable.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { ids, row } from './suites/searchRows.ts';

const folder = mkdtempSync(join(tmpdir(), 'dateline-creation-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a table that is being created', () => {
  const uri = join(folder, 'search');
  let name: string;
  let connection: Connection;
  beforeEach(async () => {
    const search = await LanceSearch.open({ uri });
    await search.merge([row('june', { text: 'toldword', published: '2021-06-03' })]);
    await search.close();
    connection = await connect(uri);
    name = (await connection.tableNames()).find((each) => each.includes('2021-06')) ?? '';
  });
  afterEach(() => rmSync(uri, { recursive: true, force: true }));

  /** As a table is while it is created: a folder without a version. */
  async function beginCreation(): Promise<() => void> {
    const made = join(uri, `${name}.lance`);
    renameSync(made, join(folder, 'made'));
    mkdirSync(join(made, '_transactions'), { recursive: true });
    expect(await connection.tableNames()).toContain(name);
    return () => {
      rmSync(made, { recursive: true });
      renameSync(join(folder, 'made'), made);
    };
  }

  it('is waited for', async () => {
    const finish = await beginCreation();
    const opened = openTable(connection, name);
    const asked = LanceSearch.open({ uri }).then((reader) => ids(reader, { words: 'toldword' }));
    await expect(connection.openTable(name)).rejects.toThrow(/was not found/);
    finish();
    expect(await (await opened)?.countRows()).toBe(1);
    expect(await asked).toEqual(['june']);
  });

  it('may be dropped meanwhile', async () => {
    await beginCreation();
    const opened = openTable(connection, name);
    rmSync(join(uri, `${name}.lance`), { recursive: true });
    expect(await opened).toBeUndefined();
    rmSync(join(folder, 'made'), { recursive: true });
  });
});

describe('a table that cannot be opened', () => {
  const failing = (error: Error, listed = ['t']) => {
    const open = vi.fn(() => Promise.reject(error));
    return { open, connection: { openTable: open, tableNames: async () => listed } as unknown as Connection };
  };
  const notFound = new Error("Table 't' was not found\nCaused by: …/t.lance/_versions");

  it('is damaged, if nobody has completed it after two seconds', async () => {
    vi.useFakeTimers();
    const { open, connection } = failing(notFound);
    const opened = openTable(connection, 't');
    const refused = expect(opened).rejects.toThrow(notFound);
    await vi.advanceTimersByTimeAsync(2_000);
    await refused;
    expect(open).toHaveBeenCalledTimes(40);
    vi.useRealTimers();
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
