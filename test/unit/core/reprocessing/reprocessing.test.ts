/** Which model and reader are wanted, and what a document is made from until this code's are. */
import { describe, expect, it, vi } from 'vitest';
import { modelOf } from '../../../../core/entities/tagger/taggers.ts';
import { readerVersion } from '../../../../core/formats/readerVersion.ts';
import type { DocumentMeta } from '../../../../core/records/document.ts';
import { keys } from '../../../../core/records/keys.ts';
import {
  isWanted,
  type Reprocessing,
  readReprocessing,
  versionsOf,
  versionsWith,
  wantedBasis,
  writeReprocessing,
} from '../../../../core/reprocessing/reprocessing.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const codeVersions = { model: 'tagger-2', reader: 'read-2' };
const ordered: Omit<Reprocessing, 'token'> = {
  ...{ ...codeVersions, state: 'running', began: 5, due: 6, place: { part: 'documents', shard: 3 } },
  ...{ walk: 1, found: 2, files: 3, documents: 4 },
};

async function tableWith(change: Partial<Reprocessing> = {}): Promise<MemoryTable> {
  const table = new MemoryTable();
  expect(await writeReprocessing(table, { ...ordered, ...change }, undefined)).toBe(true);
  return table;
}

describe('what is wanted', () => {
  it('is nothing until it is ordered', async () => {
    expect(await readReprocessing(new MemoryTable())).toBeUndefined();
  });

  it('is read consistently', async () => {
    const table = await tableWith();
    const get = vi.spyOn(table, 'get');
    expect(await readReprocessing(table)).toEqual({ ...ordered, token: 1 });
    expect(get.mock.calls).toEqual([[keys.reprocessing, { consistent: true }]]);
  });

  it('is replaced only by who has read what it is', async () => {
    const table = await tableWith();
    const first = await readReprocessing(table);
    const next = { ...ordered, found: 7 };
    expect(await writeReprocessing(table, next, undefined)).toBe(false);
    expect(await writeReprocessing(table, next, first)).toBe(true);
    expect(await writeReprocessing(table, ordered, first)).toBe(false);
    expect(await readReprocessing(table)).toMatchObject({ token: 2, found: 7 });
  });

  it.each([
    [{}, true, true],
    [{ state: 'done' }, true, true],
    [{ state: 'stopped' }, false, false],
    [{ model: 'tagger-1' }, false, true],
    [{ reader: 'read-1' }, true, false],
  ] as const)('with %o is the model of this code: %s, its reader: %s', async (change, model, reader) => {
    const table = await tableWith(change);
    expect(await isWanted({ table, codeVersions }, 'model')).toBe(model);
    expect(await isWanted({ table, codeVersions }, 'reader')).toBe(reader);
  });

  it('is not what nobody ordered', async () => {
    expect(await isWanted({ table: new MemoryTable(), codeVersions }, 'model')).toBe(false);
  });
});

it('the code has the fast tagger unless it says otherwise', () => {
  expect(versionsWith('accurate')).toEqual({ model: modelOf.accurate, reader: readerVersion });
  expect(versionsOf({})).toEqual({ model: modelOf.fast, reader: readerVersion });
  expect(versionsOf({ codeVersions })).toBe(codeVersions);
});

describe('a document is made', () => {
  const metaOf = (payload: string, model: string) =>
    ({ applied: { basis: { payload, model } } }) as unknown as DocumentMeta;
  const old = { payload: 'p', model: 'tagger-1' };
  const own = { payload: 'p', model: 'tagger-2' };

  it.each([
    ['from the annotation that it has', metaOf('p', 'tagger-1'), {}, old],
    ['anew, once that is wanted', metaOf('p', 'tagger-1'), codeVersions, own],
    ['anew from another payload', metaOf('q', 'tagger-1'), {}, own],
    ['as it is by this model', metaOf('p', 'tagger-2'), {}, own],
    ['for the first time by this model', {} as DocumentMeta, {}, own],
    ['without records by this model', undefined, {}, own],
  ])('%s', async (_, meta, wanted, basis) => {
    const table = await tableWith({ model: 'tagger-1', ...wanted });
    expect(await wantedBasis({ table, codeVersions }, meta, 'p')).toEqual(basis);
  });

  it('without asking what is wanted, if it is by this model already', async () => {
    const table = await tableWith();
    const get = vi.spyOn(table, 'get');
    await wantedBasis({ table, codeVersions }, metaOf('p', 'tagger-2'), 'p');
    await wantedBasis({ table, codeVersions }, metaOf('q', 'tagger-1'), 'p');
    expect(get).not.toHaveBeenCalled();
  });
});
