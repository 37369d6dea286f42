/** What nothing refers to is removed, whatever its number; what is young or referred to stays. */
import { beforeEach, describe, expect, it } from 'vitest';
import { hash } from '../../../../../core/hash.ts';
import { thresholds } from '../../../../../core/protocol/thresholds.ts';
import { annotationKey, payloadKey, payloadPrefix, readingKey } from '../../../../../core/records/archive.ts';
import { sweepState } from '../../../../../core/records/sweepState.ts';
import { sweepArchiveSlice } from '../../../../../functions/sweep/compare/archiveSlice.ts';
import type { SweepPass } from '../../../../../functions/sweep/pass/pass.ts';
import { Entries, longestPrefix, writeEntries } from '../../../../../functions/sweep/pass/sliceFiles.ts';
import { type SweepReport, sweep } from '../../../../../functions/sweep/sweep.ts';
import { MemoryObjects } from '../../../../../runtime/memory/objects.ts';
import { Records, story } from '../records.ts';

const hour = 3600_000;
const day = 24 * hour;
const tiny = { ...thresholds, sweepRows: 5, sweepNames: 4 };

let records: Records;
let began: number;
beforeEach(async () => {
  records = new Records();
  began = records.now;
  await records.put('a.txt', story('Ministers meet in the capital'));
});

/** Objects that nothing refers to, as an earlier version of a file leaves them behind. */
async function putOrphans(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const payload = hash(`orphan ${i}`);
    await records.archive.put(payloadKey(payload), '{}');
    await records.archive.put(annotationKey({ payload, model: 'an earlier one' }), '{}');
    await records.archive.put(readingKey(hash(`reading ${i}`)), '{}');
  }
}

/** A pass this long after the beginning. */
async function sweepAt(
  after: number,
  limits = thresholds,
): Promise<Pick<SweepReport, 'removed' | 'unreferenced'>> {
  records.now = began + after;
  const { removed, unreferenced } = await sweep({ ...records.ports, thresholds: limits });
  return { removed, unreferenced };
}

const objects = async () =>
  (await records.archive.listVersions('')).items.filter(({ key }) => !key.startsWith('sweep/')).length;

const state = () => sweepState.parse(records.row(({ pk }) => pk === 'SWEEP'));

describe('an object that nothing refers to', () => {
  it.each([
    ['one slice', thresholds],
    ['many slices of four names', tiny],
  ])('is removed by the second pass that finds it so, an hour after the first: %s', async (_, limits) => {
    await putOrphans(20);
    expect(await sweepAt(day + 1, limits)).toEqual({ removed: 0, unreferenced: 60 });
    expect(await sweepAt(day + hour, limits)).toEqual({ removed: 0, unreferenced: 60 });
    expect(await sweepAt(day + hour + 1, limits)).toEqual({ removed: 60, unreferenced: 0 });
    expect(await objects()).toBe(2);
    expect(await sweepAt(2 * day, limits)).toEqual({ removed: 0, unreferenced: 0 });
    expect(await records.differences()).toEqual([]);
  });

  it('stays while it is young, however many passes find it', async () => {
    await putOrphans(1);
    for (const after of [0, 2 * hour, 4 * hour, day - 1])
      expect(await sweepAt(after)).toEqual({ removed: 0, unreferenced: 0 });
    expect(await objects()).toBe(5);
  });

  it('is old enough when it is a day old, and was there when the first pass began', async () => {
    await putOrphans(1);
    expect(await sweepAt(0)).toEqual({ removed: 0, unreferenced: 0 });
    expect(await sweepAt(day)).toEqual({ removed: 3, unreferenced: 0 });
  });

  it('stays if it came after the first pass began, which cannot have found a reference to it', async () => {
    await sweepAt(0);
    records.now = began + hour;
    await putOrphans(1);
    expect(await sweepAt(day + 2 * hour)).toEqual({ removed: 0, unreferenced: 3 });
    expect(await sweepAt(day + 4 * hour)).toEqual({ removed: 3, unreferenced: 0 });
  });

  it('stays if a pass in between found a reference to it: the hour starts again', async () => {
    await sweepAt(day + 1);
    const [source] = records.rows('DOC#', 'FROM#');
    const [meta] = records.rows('DOC#', 'META');
    if (source === undefined || meta === undefined) throw new Error('no document');
    const hide = async () => {
      await records.remove(source);
      await records.remove(meta);
    };
    const show = async () => {
      await records.table.put(source);
      await records.table.put(meta);
    };
    await hide();
    await sweepAt(day + 2 * hour);
    await show();
    await sweepAt(day + 2.5 * hour);
    await hide();
    expect((await sweepAt(day + 3.1 * hour)).removed).toBe(0);
    expect((await sweepAt(day + 4 * hour)).removed).toBe(0);
    expect((await sweepAt(day + 5 * hour)).removed).toBe(2);
  });

  it('that is put again has a new version, which no pass has found yet', async () => {
    await putOrphans(1);
    await sweepAt(day + 1);
    const again = await records.archive.put(payloadKey(hash('orphan 0')), '{}');
    expect(await sweepAt(day + 2 * hour)).toEqual({ removed: 2, unreferenced: 0 });
    expect((await records.archive.head(payloadKey(hash('orphan 0'))))?.version).toBe(again.version);
    expect((await sweepAt(2 * day)).removed).toBe(0); // it is not yet a day old
    expect((await sweepAt(3 * day)).removed).toBe(2);
  });

  it('stays if one version came after the first pass began; then the oldest goes first', async () => {
    await putOrphans(1);
    await sweepAt(day + 1);
    const key = payloadKey(hash('orphan 0'));
    records.now += hour;
    const { version: newest } = await records.archive.put(key, '{}');
    expect(await sweepAt(2.5 * day)).toEqual({ removed: 2, unreferenced: 2 });
    const remove = records.archive.delete.bind(records.archive);
    records.archive.delete = async (...target) => {
      await remove(...target);
      expect([newest, undefined]).toContain((await records.archive.head(key))?.version);
    };
    expect(await sweepAt(3 * day)).toEqual({ removed: 2, unreferenced: 0 });
  });

  it('stays in an archive whose names are no hashes', async () => {
    await records.archive.put(`${payloadPrefix}a note of the operator.txt`, '');
    await sweepAt(2 * day);
    expect(await sweepAt(3 * day)).toEqual({ removed: 0, unreferenced: 0 });
  });
});

it('many passes within an hour are compared with all together', async () => {
  await putOrphans(3);
  records.now = began + 2 * day;
  for (let i = 0; i < 5; i++) await sweepAt(2 * day + i * 60_000, tiny);
  expect(state().earlier).toHaveLength(5);
  expect((await sweepAt(2 * day + 2 * hour, tiny)).removed).toBe(9);
  expect(state().earlier).toHaveLength(1);
});

/** What earlier passes found, each under names that begin with many times the same digit. */
async function divided(prefix: string, ...passes: readonly string[]): Promise<boolean> {
  const archive = new MemoryObjects(() => 0);
  for (const [i, digits] of passes.entries()) {
    const entries = new Entries();
    for (const digit of digits) entries.add('a'.repeat(31) + digit, '');
    const folder = { epoch: 'e', pass: `${i}`, kind: 'references' } as const;
    await writeEntries(archive, folder, { step: 0, token: 1, entries });
  }
  const earlier = passes.map((_, i) => ({ id: `${i}` }));
  const lease = { state: { epoch: 'e', earlier }, note: async () => {}, keep: async () => {} };
  const pass = {
    ...{ ports: { archive }, lease, state: { id: 'own' }, sizes: { sweepNames: 2 } },
    ...{ faults: { unread: 1 }, report: {}, shouldStop: false },
  } as unknown as SweepPass;
  return (await sweepArchiveSlice(pass, prefix)) === 'divide';
}

it('a slice is divided if earlier passes found too many names, but for the longest prefix', async () => {
  const prefix = 'a'.repeat(longestPrefix - 1);
  for (const passes of [['012'], ['01', '12']]) {
    expect(await divided(prefix, ...passes)).toBe(true);
    expect(await divided(`${prefix}a`, ...passes)).toBe(false);
  }
  expect(await divided(prefix, '01', '01')).toBe(false);
});

it('a slice that takes long renews the lease, so that no other sweep may begin', async () => {
  await putOrphans(5);
  const list = records.archive.listVersions.bind(records.archive);
  let lapsed = 0;
  records.archive.listVersions = async (prefix, cursor) => {
    if (!prefix.startsWith(payloadPrefix)) return list(prefix, cursor);
    const { items } = await list(prefix);
    const at = Number(cursor ?? 0);
    records.now += 2 * 60_000;
    if (state().until <= records.now) lapsed++;
    return { items: items.slice(at, at + 1), ...(at + 1 < items.length && { next: String(at + 1) }) };
  };
  expect((await sweep(records.ports)).outcome).toBe('done');
  expect(lapsed).toBe(0);
});
