/** What a pass collects of a document, to compare it with the search table and the archive. */
import { expect, it } from 'vitest';
import type { Item } from '../../../../../core/ports/table.ts';
import { isLive } from '../../../../../core/protocol/reconcile.ts';
import { annotationKey, payloadKey } from '../../../../../core/records/archive.ts';
import { keys } from '../../../../../core/records/keys.ts';
import { undatedDay } from '../../../../../core/search/searchDay.ts';
import { noDocument } from '../../../../../functions/sweep/compare/archiveSlice.ts';
import { sweepDocument } from '../../../../../functions/sweep/compare/documents.ts';
import type { SweepPass } from '../../../../../functions/sweep/pass/pass.ts';
import { nameOfObject, placedToken } from '../../../../../functions/sweep/pass/sliceFiles.ts';
import { MemoryQueue } from '../../../../../runtime/memory/queue.ts';
import { key, RepairedRecords } from './repairing.ts';

const doc = 'd'.repeat(32);
const meta = (fields: object): Item => ({
  ...{ ...keys.document(doc), doc, token: 3, settled: 3, pending: [] },
  ...fields,
});

async function collected(...rows: Item[]) {
  const found: [kind: string, name: string, value: unknown][] = [];
  const calls: string[] = [];
  const queue = new MemoryQueue();
  const pass = {
    ports: { queues: { normalized: queue }, codeVersions: { model: 'model-2', reader: 'reader-2' } },
    report: { documents: 0 },
    collect: (kind: string, name: string, value: string) =>
      found.push([kind, name, kind === 'documents' ? placedToken(value) : value]),
    countDocument: (model: string) => calls.push(`counts ${model}`),
    remember: (id: string, token: number) => calls.push(`remembers ${id} ${token}`),
    comparesPostings: () => false,
    batchGet: async (asked: { sk: string }[]) => asked.map((key) => ({ ...key, token: 1 })),
  };
  await sweepDocument(pass as unknown as SweepPass, keys.document(doc).pk, rows);
  return { found, calls, queued: queue.take(9).length, documents: pass.report.documents };
}

it('of one that is gone: its token, under each day that it may have rows of, or as undated', async () => {
  const place = (day: string) => ['documents', doc, { token: 3, day, gone: false }];
  for (const [searchDays, days] of [
    [undefined, [undatedDay]],
    [[], [undatedDay]],
    [
      ['2021-05-03', '2021-05-04'],
      ['2021-05-03', '2021-05-04'],
    ],
  ] as const)
    expect(await collected(meta({ applied: { token: 3 }, ...(searchDays && { searchDays }) }))).toEqual({
      ...{ found: days.map(place), calls: [], queued: 0, documents: 0 },
    });
});

it('of one that was never stored: nothing', async () => {
  expect(await collected(meta({}))).toEqual({ found: [], calls: [], queued: 0, documents: 0 });
  expect(await collected()).toEqual({ found: [], calls: [], queued: 0, documents: 0 });
});

it('of one that is there: what it refers to, and that its postings carry its token', async () => {
  const basis = { payload: 'a'.repeat(32), model: 'model-1' };
  const fields = { applied: { token: 3, basis }, searchDays: ['2021-05-03'] };
  const references = [
    ['references', nameOfObject(payloadKey(basis.payload)), doc],
    ['references', nameOfObject(annotationKey(basis)), doc],
  ];
  const { found, calls, queued } = await collected(meta(fields));
  expect(found.filter(([kind]) => kind === 'references')).toEqual(expect.arrayContaining(references));
  expect(calls).toEqual(['counts model-1', `remembers ${doc} 3`]);
  expect(queued).toBe(1); // it has no source
  const unsettled = await collected(meta({ ...fields, settled: 2 }));
  expect(unsettled).toMatchObject({ calls: ['counts model-1'], queued: 1, documents: 1 });
});

it('of a source: its payload, and the annotation that it may have as that of no document', async () => {
  const payload = 'b'.repeat(32);
  const source = { key: 'a.txt', version: 'v', part: '', format: 'plain', charset: 'utf-8', bytes: 9 };
  const row = { ...keys.from(doc, 'a.txt'), ...source, payload, modified: 1, token: 1 };
  const { found, queued } = await collected(row);
  expect(found).toEqual([
    ['references', nameOfObject(payloadKey(payload)), doc],
    ['references', nameOfObject(annotationKey({ payload, model: 'model-2' })), noDocument],
  ]);
  expect(queued).toBe(1);
});

it('a source whose child row is buried is listed again by its claim', async () => {
  const records = await RepairedRecords.open();
  const child = keys.child(key, records.doc);
  await records.table.put({ ...child, token: 1, gone: true });
  const rows = records.rows(keys.document(records.doc).pk);
  const { keys: queued, messages } = await records.repaired((pass) => {
    const known = { collect() {}, countDocument() {}, remember() {}, comparesPostings: () => false };
    const batchGet: SweepPass['batchGet'] = (asked) => records.table.batchGet(asked);
    return sweepDocument(Object.assign(pass, known, { batchGet }), keys.document(records.doc).pk, rows);
  });
  expect({ queued, messages }).toEqual({ queued: 1, messages: [{ hint: 'key/1', key }] });
  expect(isLive(records.rowAt(child))).toBe(true);
});
