/** Tables that are created at the same time. */
import * as lancedb from '@lancedb/lancedb';
import { expect, it } from 'vitest';
import { completeMarker } from '../../runtime/lance/parts.ts';
import { Tables } from '../../runtime/lance/tables.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const folder = temporaryFolder();

it('the first tables of a folder mark their layout once', async () => {
  const created: string[] = [];
  const connect = async (uri: string, options: object) => {
    const connection = await lancedb.connect(uri, options);
    const create = connection.createEmptyTable.bind(connection);
    connection.createEmptyTable = (name: string, ...rest: never[]) => {
      created.push(name);
      return (create as (...all: unknown[]) => ReturnType<typeof create>)(name, ...rest);
    };
    return connection;
  };
  const lance = { ...lancedb, connect } as unknown as typeof lancedb;
  const division = { period: 'month', slices: 1, spread: 1, undatedSpread: 1 } as const;
  const tables = await Tables.open(lance, folder, undefined, division, async () => true);
  const periods = ['2021-05', '2021-06', '2021-07', 'undated'];
  await Promise.all(periods.map((period) => tables.create({ layout: tables.layout, period, slot: 0 })));
  expect(created.filter((name) => name === completeMarker(tables.layout))).toHaveLength(1);
  expect(created).toHaveLength(1 + periods.length);
});
