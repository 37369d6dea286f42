import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { model } from '../../../../core/entities/annotate.ts';
import { annotationKey, payloadKey } from '../../../../core/records/archive.ts';
import { ReferencedKeys } from '../../../../core/records/archiveReferences.ts';
import { removeUnreferenced } from '../../../../functions/sweep/unreferenced.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';

const hour = 3600_000;
const day = 24 * hour;

const from = (payload: string, gone = false) => ({
  pk: 'DOC#d',
  sk: `FROM#${payload}`,
  token: 1,
  key: 'a.txt',
  version: 'v1',
  part: '',
  format: 'text',
  charset: 'utf-8',
  bytes: 1,
  payload,
  modified: 0,
  gone,
});
const meta = (pending: string[], applied?: string) => ({
  pk: 'DOC#d',
  sk: 'META',
  doc: 'd',
  token: 1,
  pending: pending.map((payload) => ({ payload, model })),
  ...(applied !== undefined && { applied: { token: 1, basis: { payload: applied, model } } }),
});

describe('the archive objects that a row refers to', () => {
  it('are distinguished from all others, however many there are', () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(names, names, (pointedTo, others) => {
        const references = new ReferencedKeys();
        for (const payload of pointedTo) references.add([from(payload)]);
        for (const payload of pointedTo) expect(references.has(payloadKey(payload))).toBe(true);
        for (const payload of others)
          expect(references.has(payloadKey(payload))).toBe(pointedTo.includes(payload));
        expect(references.has(annotationKey({ payload: pointedTo[0] ?? '', model }))).toBe(true);
        expect(references.has(annotationKey({ payload: pointedTo[0] ?? '', model: 'other' }))).toBe(false);
      }),
    );
  });

  it('are those of live sources, of the applied basis and of pending ones, and no more', () => {
    const references = new ReferencedKeys();
    references.add([from('live'), from('buried', true), meta(['pending'], 'applied')]);
    const has = (payload: string) => references.has(payloadKey(payload));
    expect(['live', 'pending', 'applied', 'buried'].map(has)).toEqual([true, true, true, false]);
  });
});

describe('an unreferenced object', () => {
  async function archive() {
    const time = { now: 0 };
    const objects = new MemoryObjects(() => time.now);
    for (const payload of ['kept', 'orphan']) {
      await objects.put(payloadKey(payload), payload);
      await objects.put(annotationKey({ payload, model }), payload);
    }
    const references = new ReferencedKeys();
    references.add([from('kept')]);
    const sweepAt = (now: number) => {
      time.now = now;
      return removeUnreferenced({ archive: objects, clock: () => time.now }, references, {
        epoch: 'e',
        began: now,
      });
    };
    const keys = async () =>
      (await objects.listVersions('')).items.map(({ key }) => key).filter((key) => !key.startsWith('sweep/'));
    return { objects, time, references, sweepAt, keys };
  }
  const kept = [annotationKey({ payload: 'kept', model }), payloadKey('kept')];

  it('is removed by the second sweep that finds it unreferenced, an hour after the first', async () => {
    const { sweepAt, keys } = await archive();
    expect(await sweepAt(day + 1)).toEqual({ removed: 0, unreferenced: 2 });
    expect(await sweepAt(day + hour)).toEqual({ removed: 0, unreferenced: 2 });
    expect(await sweepAt(day + hour + 1)).toEqual({ removed: 2, unreferenced: 0 });
    expect(await keys()).toEqual(kept);
    expect(await sweepAt(2 * day)).toEqual({ removed: 0, unreferenced: 0 });
  });

  it('stays while it is young, however many sweeps find it', async () => {
    const { sweepAt, keys } = await archive();
    for (const now of [0, 2 * hour, 4 * hour, day - 1])
      expect(await sweepAt(now)).toEqual({ removed: 0, unreferenced: 0 });
    expect(await keys()).toHaveLength(4);
  });

  it('stays if something referred to it in between: the hour starts again', async () => {
    const { references, objects, time, sweepAt } = await archive();
    await sweepAt(day + 1);
    const meanwhile = new ReferencedKeys();
    meanwhile.add([from('kept'), from('orphan')]);
    time.now = day + 2 * hour;
    expect(
      await removeUnreferenced({ archive: objects, clock: () => time.now }, meanwhile, {
        epoch: 'e',
        began: time.now,
      }),
    ).toEqual({
      removed: 0,
      unreferenced: 0,
    });
    expect(references.has(payloadKey('orphan'))).toBe(false);
    expect(await sweepAt(day + 3 * hour)).toEqual({ removed: 0, unreferenced: 2 });
  });

  it('that is put again has a new version, which no sweep has found yet', async () => {
    const { objects, time, sweepAt } = await archive();
    await sweepAt(day + 1);
    time.now = day + 2;
    const again = await objects.put(payloadKey('orphan'), 'orphan');
    expect(await sweepAt(day + 2 * hour)).toEqual({ removed: 1, unreferenced: 0 }); // its annotation
    expect(await sweepAt(3 * day)).toEqual({ removed: 0, unreferenced: 2 });
    expect((await objects.head(payloadKey('orphan')))?.version).toBe(again.version);
  });
});
