import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { model } from '../../../../core/entities/annotate.ts';
import { annotationKey, payloadKey } from '../../../../core/records/archive.ts';
import { References } from '../../../../core/records/references.ts';
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

describe('what a row points to', () => {
  it('is kept apart from all else, however many there are', () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(names, names, (pointedTo, others) => {
        const references = new References();
        for (const payload of pointedTo) references.add([from(payload)]);
        for (const payload of pointedTo) expect(references.has(payloadKey(payload))).toBe(true);
        for (const payload of others)
          expect(references.has(payloadKey(payload))).toBe(pointedTo.includes(payload));
        expect(references.has(annotationKey({ payload: pointedTo[0] ?? '', model }))).toBe(true);
        expect(references.has(annotationKey({ payload: pointedTo[0] ?? '', model: 'other' }))).toBe(false);
      }),
    );
  });

  it('is what a live source, what is applied and what is pending name, and no more', () => {
    const references = new References();
    references.add([from('live'), from('marked', true), meta(['pending'], 'applied')]);
    const has = (payload: string) => references.has(payloadKey(payload));
    expect(['live', 'pending', 'applied', 'marked'].map(has)).toEqual([true, true, true, false]);
  });
});

describe('what nothing points to', () => {
  async function archive() {
    const time = { now: 0 };
    const objects = new MemoryObjects(() => time.now);
    for (const payload of ['kept', 'orphan']) {
      await objects.put(payloadKey(payload), payload);
      await objects.put(annotationKey({ payload, model }), payload);
    }
    const references = new References();
    references.add([from('kept')]);
    const sweepAt = (now: number) => {
      time.now = now;
      return removeUnreferenced({ archive: objects, clock: () => time.now }, references, now);
    };
    const keys = async () =>
      (await objects.listVersions('')).items.map(({ key }) => key).filter((key) => !key.startsWith('sweep/'));
    return { objects, time, references, sweepAt, keys };
  }
  const kept = [annotationKey({ payload: 'kept', model }), payloadKey('kept')];

  it('goes in the second sweep that sees it so, an hour after the first', async () => {
    const { sweepAt, keys } = await archive();
    expect(await sweepAt(day + 1)).toEqual({ removed: 0, unreferenced: 2 });
    expect(await sweepAt(day + hour)).toEqual({ removed: 0, unreferenced: 2 });
    expect(await sweepAt(day + hour + 1)).toEqual({ removed: 2, unreferenced: 0 });
    expect(await keys()).toEqual(kept);
    expect(await sweepAt(2 * day)).toEqual({ removed: 0, unreferenced: 0 });
  });

  it('stays where it is young, however often it is seen', async () => {
    const { sweepAt, keys } = await archive();
    for (const now of [0, 2 * hour, 4 * hour, day - 1])
      expect(await sweepAt(now)).toEqual({ removed: 0, unreferenced: 0 });
    expect(await keys()).toHaveLength(4);
  });

  it('stays where something pointed to it in between: the hour begins anew', async () => {
    const { references, objects, time, sweepAt } = await archive();
    await sweepAt(day + 1);
    const meanwhile = new References();
    meanwhile.add([from('kept'), from('orphan')]);
    time.now = day + 2 * hour;
    expect(
      await removeUnreferenced({ archive: objects, clock: () => time.now }, meanwhile, time.now),
    ).toEqual({
      removed: 0,
      unreferenced: 0,
    });
    expect(references.has(payloadKey('orphan'))).toBe(false);
    expect(await sweepAt(day + 3 * hour)).toEqual({ removed: 0, unreferenced: 2 });
  });

  it('put again is another version, which no sweep has seen', async () => {
    const { objects, time, sweepAt } = await archive();
    await sweepAt(day + 1);
    time.now = day + 2;
    const again = await objects.put(payloadKey('orphan'), 'orphan');
    expect(await sweepAt(day + 2 * hour)).toEqual({ removed: 1, unreferenced: 0 }); // its annotation
    expect(await sweepAt(3 * day)).toEqual({ removed: 0, unreferenced: 2 });
    expect((await objects.head(payloadKey('orphan')))?.version).toBe(again.version);
  });
});
