import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SqliteTable } from '../../runtime/local/table.ts';
import { tableContract } from './suites/table.ts';
import { consistentReadsContract } from './suites/tableConsistent.ts';
import { smallPagesContract } from './suites/tablePages.ts';

const open = async (pageItems?: number) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline-contract-'));
  const options = pageItems === undefined ? {} : { pageItems };
  const table = new SqliteTable(path.join(folder, 'table.sqlite'), options);
  const close = async () => {
    table.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { table, close };
};

tableContract('SqliteTable', () => open());
consistentReadsContract('SqliteTable', () => open());
smallPagesContract('SqliteTable', open);
