import { expect, it } from 'vitest';
import { searchPrefix } from '../../../../core/records/archive.ts';
import { keys } from '../../../../core/records/keys.ts';
import { erase } from '../../../../functions/erase/erase.ts';
import { isComplete } from '../../../../functions/erase/erasureReceipt.ts';
import { findErasureScope } from '../../../../functions/erase/erasureScope.ts';
import {
  listPendingErasures,
  pendingErasureKey,
  writePendingErasure,
} from '../../../../functions/erase/pendingErasure.ts';
import { feed } from '../portCalls/texts.ts';
import { Records } from '../sweep/records.ts';

it('removes the search files that a compaction replaces before the second search', async () => {
  const records = new Records();
  await records.put(
    'a.txt',
    'Ministers meet in the capital\n\nAntony Blinken arrived in London on Sunday.\n',
  );
  const { ports } = records;
  const { archive, search } = ports;
  const compacted = `${searchPrefix}documents.lance/data/1.lance`;
  await archive.put(compacted, 'before');
  const [purge, tokensOf] = [search.purge.bind(search), search.tokensOf.bind(search)];
  let isPurged = false;
  search.purge = async () => {
    await purge();
    isPurged = true;
  };
  search.tokensOf = async (docs) => {
    if (isPurged) await archive.put(compacted, 'after');
    isPurged = false;
    return tokensOf(docs);
  };
  const context = {
    ports,
    waitForRunningStages: async () => {},
    compact: async () => {},
    beyondReach: [],
  };

  const receipt = await erase(context, 'a.txt', async () => {});

  expect(isComplete(receipt)).toBe(true);
  expect(receipt.archive.searchFiles).toBe(1);
});

it('is not complete while the search table has another row than META says', async () => {
  const records = new Records();
  const text = 'Ministers meet in the capital\n\nAntony Blinken arrived in London on Sunday.\n';
  await records.put('a.txt', text.replace('Sunday', 'Monday'));
  await records.put('a.txt', text);
  await records.put('b.txt', text);
  const { ports } = records;
  const tokensOf = ports.search.tokensOf.bind(ports.search);
  const compact = () => Promise.reject(new Error('It is not complete.'));
  const context = { ports, waitForRunningStages: async () => {}, compact, beyondReach: [] };
  ports.search.tokensOf = async (docs) =>
    new Map([...(await tokensOf(docs))].map(([doc, token]) => [doc, token - 1]));
  const receipt = await erase(context, 'a.txt', async () => {});
  expect(receipt.found).toMatchObject({ searchRows: 1, rows: 0, versions: 0 });
  const { shared } = receipt.archive;
  expect([shared.length, shared]).toEqual([4, shared.toSorted()]);
  expect(isComplete(receipt)).toBe(false);
  expect(await listPendingErasures(records.archive)).toHaveLength(1);
});

it('pauses only where another process still wrote after the second round', async () => {
  const records = new Records();
  await records.put('a.txt', 'Ministers meet in the capital\n\nAntony Blinken arrived in London.\n');
  const { ports } = records;
  const context = { ports, waitForRunningStages: async () => {}, compact: async () => {}, beyondReach: [] };
  let pauses = 0;
  await erase(context, 'a.txt', async () => void pauses++);
  expect(pauses).toBe(0);
});

it('stops with the row that another process keeps writing, after twenty rounds', async () => {
  const records = new Records();
  await records.put('a.txt', 'Ministers meet in the capital\n\nAntony Blinken arrived in London.\n');
  const stray = keys.from(String(records.rows('DOC#', 'META')[0]?.doc), 'a.txt');
  const written = records.row(({ sk }) => sk === stray.sk);
  const writeAgain = () => records.table.put(written);
  const context = {
    ports: records.ports,
    waitForRunningStages: async () => void (await writeAgain()),
    compact: async () => {},
    beyondReach: [],
  };
  let pauses = 0;
  const pause = async () => {
    pauses++;
    await writeAgain();
  };
  await expect(erase(context, 'a.txt', pause)).rejects.toThrow(stray.pk);
  expect(pauses).toBe(19);
});

it('is not complete while compactions replace search files after each search', async () => {
  const records = new Records();
  await records.put('a.txt', 'Ministers meet in the capital\n\nAntony Blinken arrived in London.\n');
  const { ports } = records;
  const compacted = `${searchPrefix}documents.lance/data/1.lance`;
  let searches = 0;
  ports.search.tokensOf = async () => {
    await ports.archive.put(compacted, 'before');
    await ports.archive.put(compacted, 'after');
    searches++;
    return new Map();
  };
  const context = { ports, waitForRunningStages: async () => {}, compact: async () => {}, beyondReach: [] };
  const receipt = await erase(context, 'a.txt', async () => {});
  expect(isComplete(receipt)).toBe(false);
  expect([searches, receipt.found.searchFiles > 0]).toEqual([21, true]);
});

it('is not complete while rows are written that name the file, live ones and tombstones', async () => {
  const records = new Records();
  await records.put('a.txt', 'Ministers meet in the capital\n\nAntony Blinken arrived in London.\n');
  const { ports } = records;
  const purge = ports.search.purge.bind(ports.search);
  let purges = 0;
  ports.search.purge = async () => {
    purges++;
    await purge();
    const child = (digit: string) => keys.child('a.txt', digit.repeat(32));
    await records.table.put({ ...child('a'), token: 9, digest: 'd' });
    await records.table.put({ ...child('b'), token: 9, gone: true });
  };
  const context = { ports, waitForRunningStages: async () => {}, compact: async () => {}, beyondReach: [] };
  const receipt = await erase(context, 'a.txt', async () => {});
  expect(receipt.found).toMatchObject({ rows: 2, versions: 0, searchRows: 0 });
  expect(purges).toBe(3);
});

it('removes what another process has counted again meanwhile', async () => {
  const records = new Records();
  await records.put('a.txt', 'Ministers meet in the capital\n\nAntony Blinken arrived in London.\n');
  const { ports } = records;
  const { pk, sk } = keys.entity('person/antony-blinken');
  const counted = records.row((row) => row.pk === pk && row.sk === sk);
  const purge = ports.search.purge.bind(ports.search);
  let purges = 0;
  ports.search.purge = async () => {
    await purge();
    if (purges++ === 0)
      await records.table.put({ ...counted, documents: 0, mentions: 0, days: {}, token: 50, settled: 50 });
  };
  const context = { ports, waitForRunningStages: async () => {}, compact: async () => {}, beyondReach: [] };
  let pauses = 0;
  const receipt = await erase(context, 'a.txt', async () => void pauses++);
  expect([isComplete(receipt), purges, pauses]).toEqual([true, 2, 1]);
  expect(records.rows(pk, sk)).toEqual([]);
});

it('removes what was put since an erasure of the file died', async () => {
  const records = new Records();
  await records.put('a.txt', 'Ministers meet in the capital\n\nAntony Blinken arrived in London.\n');
  const scope = await findErasureScope(records.ports, ['a.txt']);
  const { items: versions } = await records.inbox.listVersions('a.txt');
  const archiveKey = pendingErasureKey(['a.txt']);
  await writePendingErasure(records.archive, { archiveKey, scope, versions });
  await records.inbox.put('a.txt', 'Ministers meet again\n\nAntony Blinken arrived in London.\n');
  const { ports } = records;
  const context = { ports, waitForRunningStages: async () => {}, compact: async () => {}, beyondReach: [] };
  const receipt = await erase(context, 'a.txt', async () => {});
  expect(isComplete(receipt)).toBe(true);
  expect((await records.inbox.listVersions('')).items).toEqual([]);
});

it('names what it has kept and removed in order', async () => {
  const records = new Records();
  const items = [...'123456'].map((id): [string, string] => [id, `Report ${id} of the ministers.`]);
  await records.put('b.json', feed(...items.slice(3)));
  // No stage has seen it, so its documents are found in the order of the file.
  await records.inbox.put('a.json', feed(...items));
  const { ports } = records;
  const context = { ports, waitForRunningStages: async () => {}, compact: async () => {}, beyondReach: [] };
  const { documents } = await erase(context, 'a.json', async () => {});
  const { removed, kept } = documents;
  expect([removed.length, kept.length]).toEqual([3, 3]);
  expect(documents).toEqual({ removed: removed.toSorted(), kept: kept.toSorted() });
});

it('counts the versions of each of its files, and needs no META of a document in the end', async () => {
  const records = new Records();
  const report = (text: string) => feed(['1', `${text} of the ministers.`]);
  for (const text of ['Report', 'New report']) await records.put('a.json', report(text));
  await records.put('b.json', report('Report'));
  const { ports } = records;
  const purge = ports.search.purge.bind(ports.search);
  ports.search.purge = async () => {
    await purge();
    for (const row of records.rows('DOC#', 'META')) await records.table.delete(row);
  };
  const context = { ports, waitForRunningStages: async () => {}, compact: async () => {}, beyondReach: [] };
  const target = String(records.rows('DOC#', 'META')[0]?.doc);
  const receipt = await erase(context, target, async () => {});
  expect(isComplete(receipt)).toBe(true);
  expect(receipt.keys.toSorted((a, b) => (a.key < b.key ? -1 : 1))).toEqual([
    { key: 'a.json', versions: 2, deleteMarkers: 0 },
    { key: 'b.json', versions: 1, deleteMarkers: 0 },
  ]);
});
