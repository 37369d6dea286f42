/** What an erasure takes for a trace in each row of a claim, a document, an entity and the log of changes. */
import { describe, expect, it } from 'vitest';
import type { Item } from '../../../../core/ports/table.ts';
import { keys } from '../../../../core/records/keys.ts';
import {
  type TableTraces,
  traceChange,
  traceEntity,
  traceOwnRow,
} from '../../../../functions/erase/tableTraces.ts';

const [doc, other] = ['d'.repeat(32), 'e'.repeat(32)];
const basis = { payload: 'p', model: 'm' };
const provenance = { key: 'a.txt', version: 'v', part: '', format: 'text', charset: 'utf-8', bytes: 1 };
const settled = { token: 3, settled: 3 };
const newTraces = (kept: [string, string | undefined][] = []) => ({
  rows: [] as TableTraces['rows'],
  unfinished: [] as string[],
  miscounted: [] as string[],
  days: [] as TableTraces['days'],
  kept: new Map(kept),
});

describe('a row of a claim or a document', () => {
  const claim = { ...keys.claim('a.txt'), key: 'a.txt', outcome: 'deleted', ...settled };
  const meta = { ...keys.document(doc), doc, pending: [], ...settled };
  const { key: _, ...anonymous } = claim;
  it.each<[string, Item, 'unfinished' | 'removed' | 'emptied' | 'nothing', [string, string][]?]>([
    ['a live child', { ...keys.child('a.txt', doc), token: 1 }, 'unfinished'],
    ['a buried child', { ...keys.child('a.txt', doc), token: 1, gone: true }, 'removed'],
    ['a live source of the key', { ...keys.from(doc, 'a.txt'), token: 1 }, 'unfinished'],
    ['a buried source of the key', { ...keys.from(doc, 'a.txt'), token: 1, gone: true }, 'removed'],
    ['a live source of another key', { ...keys.from(doc, 'b.txt'), token: 1 }, 'nothing'],
    ['a buried source of another key', { ...keys.from(doc, 'b.txt'), token: 1, gone: true }, 'nothing'],
    ['the claim with its key', claim, 'emptied'],
    ['the claim without it', anonymous, 'nothing'],
    ['a claim whose file is there', { ...claim, outcome: 'stored' }, 'unfinished'],
    ['a claim at work', { ...claim, settled: 2 }, 'unfinished'],
    ['META that is emptied', { ...meta, applied: { token: 3 } }, 'nothing'],
    ['META that was never applied', meta, 'nothing'],
    ['META that is applied', { ...meta, applied: { token: 3, basis } }, 'unfinished'],
    ['META with something pending', { ...meta, pending: [basis] }, 'unfinished'],
    ['META at work', { ...meta, settled: 2 }, 'unfinished'],
    [
      'META of a document that another file holds, still of this one',
      { ...meta, applied: { token: 3, basis }, provenance },
      'unfinished',
      [[doc, 'Storm']],
    ],
    [
      'META of a document that another file holds, of that one',
      { ...meta, applied: { token: 3, basis }, provenance: { ...provenance, key: 'b.txt' } },
      'nothing',
      [[doc, 'Storm']],
    ],
    ['META of such a document that says nothing yet', meta, 'unfinished', [[doc, 'Storm']]],
  ])('%s', (_, row, found, kept = []) => {
    const traces = newTraces(kept);
    traceOwnRow(row, { keys: ['a.txt'] }, traces);
    const [first] = traces.rows;
    expect({
      unfinished: traces.unfinished,
      removed: first !== undefined && first.remainder === undefined,
      emptied: first?.remainder !== undefined,
    }).toEqual({
      unfinished: found === 'unfinished' ? [`${row.pk} ${row.sk}`] : [],
      removed: found === 'removed',
      emptied: found === 'emptied',
    });
    if (found === 'emptied') expect(first?.remainder).toEqual(anonymous);
  });
});

describe('the rows of an entity', () => {
  const entity = 'person/ada-bell';
  const day = '2021-05-03';
  const posting = (of: string, fields: object = {}): Item => ({
    ...keys.posting(entity, day, of),
    ...{ doc: of, day, token: 1, title: 'x', source: 's', form: 'Ada Bell', mentions: 1, others: [] },
    ...fields,
  });
  const gone = { gone: true };
  const counts = { documents: 0, mentions: 0, names: [], aliases: [], days: {} };
  const meta: Item = {
    ...keys.entity(entity),
    ...{ entity, type: 'person', name: '', ...counts, ...settled },
  };
  const trace = async (rows: Item[], kept: [string, string | undefined][] = [], whole = true) => {
    const traces = newTraces(kept);
    const [touched, metas] = [new Set<string>(), [] as Item[]];
    const partition = { pk: keys.entity(entity).pk, rows, begins: true, ends: whole };
    await traceEntity(partition, { docs: new Set([doc]) }, traces, touched, metas);
    const { rows: found, unfinished, miscounted, days } = traces;
    return {
      found: found.map(({ row }) => row.sk),
      unfinished,
      miscounted,
      days: days.length,
      touched: touched.size,
      metas: metas.length,
    };
  };
  const nothing = { found: [], unfinished: [], miscounted: [], days: 0, touched: 0, metas: 0 };
  const sk = (of: string) => keys.posting(entity, day, of).sk;

  it('a live posting of an erased document is unfinished, unless another file holds it', async () => {
    const { pk, sk: name } = posting(doc);
    expect(await trace([posting(doc)])).toEqual({ ...nothing, unfinished: [`${pk} ${name}`] });
    expect(await trace([posting(doc)], [[doc, 'Storm']])).toEqual(nothing);
    expect(await trace([posting(other)])).toEqual(nothing);
  });

  it('a tombstone of an erased document goes; of another one only with the whole entity', async () => {
    const [own, foreign] = [posting(doc, gone), posting(other, gone)];
    expect(await trace([own, posting(other)], [], false)).toMatchObject({
      found: [sk(doc)],
      days: 1,
      touched: 1,
    });
    expect(await trace([foreign, posting('f'.repeat(32))], [], false)).toEqual(nothing);
    expect(await trace([foreign, meta])).toMatchObject({ found: [sk(other)], days: 1, touched: 1, metas: 1 });
  });

  it('META goes only if it counts nothing, nobody counts, and no posting lives', async () => {
    expect(await trace([meta])).toMatchObject({ metas: 1, touched: 1, miscounted: [] });
    expect((await trace([{ ...meta, settled: 2 }])).metas).toBe(0);
    expect((await trace([{ ...meta, documents: 1 }])).metas).toBe(0);
    const counted = { ...meta, days: { [day]: [1, [1, 1, {}]] } } as unknown as Item;
    expect((await trace([counted])).miscounted).toEqual([entity]);
    expect(await trace([posting(other), meta])).toMatchObject({ metas: 0, miscounted: [] });
    expect(await trace([meta], [], false)).toEqual(nothing);
  });
});

it('a change keeps no title of an erased document, but that of now of one that stays', () => {
  const row: Item = {
    ...keys.change('2021-05-03T10:00:00.000Z', doc),
    doc,
    title: 'Ada speaks',
    reason: 'created',
  };
  const docs = new Set([doc]);
  const title = (found: TableTraces['rows']) => found.map(({ remainder }) => remainder?.title);
  expect(title(traceChange(row, { docs }, new Map()))).toEqual(['']);
  expect(title(traceChange(row, { docs }, new Map([[doc, 'Storm']])))).toEqual(['']);
  expect(traceChange({ ...row, title: 'Storm' }, { docs }, new Map([[doc, 'Storm']]))).toEqual([]);
  expect(traceChange({ ...row, title: '' }, { docs }, new Map())).toEqual([]);
  expect(traceChange(row, { docs: new Set() }, new Map())).toEqual([]);
});
