/** Which tallies of an entity differ from its postings, and what is read to know it. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { undated } from '../../../../core/dates/calendar.ts';
import type { AttributeValue, Item } from '../../../../core/ports/table.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { keys, monthPrefix } from '../../../../core/records/keys.ts';
import {
  countedDays,
  differingDays,
  isDayCounted,
  isEntitySummarized,
} from '../../../../functions/index/differingDays.ts';
import { tallyEntity } from '../../../../functions/index/tallies.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const entity = 'place/london';
const days = ['2021-03-31', '2021-04-01', '2021-04-30', '2021-05-01', '2021-05-02', undated];
/** Forms, ten of which take more than a shard keeps of them; all together take less than a day does. */
const long = (n: number) => `London ${n} `.padEnd(120, 'x');

let table: MemoryTable;
/** An entity with closed and open days, one of which is counted by shards of two digits. */
beforeEach(async () => {
  table = new MemoryTable();
  const post = async (day: string, doc: string, form = 'London') => {
    const row = { doc: doc.padEnd(32, '0'), day, token: 1, title: 'x', source: 'w' };
    await table.put({ ...keys.posting(entity, day, row.doc), ...row, form, mentions: 1, others: [] });
  };
  for (const day of days) await post(day, 'a');
  for (let n = 0; n < 16; n++) await post('2021-04-30', `${n.toString(16)}${n}`, long(n));
  for (let n = 20; n < 30; n++) await post('2021-04-30', `c${n}`, long(n));
  const small = { ...thresholds, shardDocuments: [4, 8], openCharacters: 1, openDays: 1 };
  await tallyEntity(
    { table, clock: () => 1_000_000_000, thresholds: small },
    entity,
    new Map(days.map((day) => [day, {}])),
  );
  expect(await differingDays(entity, rows())).toEqual([]);
});

const rows = (prefix = ''): Item[] =>
  [...table.items()].filter(({ pk, sk }) => pk.startsWith('ENT#') && sk.startsWith(prefix));
/** The rows that queries read, without the beginnings of their keys. */
async function readBy(work: () => Promise<unknown>): Promise<string[]> {
  const read: string[] = [];
  const query = vi.spyOn(table, 'query').mockImplementation(async (asked) => {
    const page = await MemoryTable.prototype.query.call(table, asked);
    read.push(...page.items.map(({ sk }) => sk));
    return page;
  });
  await work();
  query.mockRestore();
  return read;
}
const row = (prefix: string): Item => {
  const [first] = rows(prefix);
  if (first === undefined) throw new Error(`There is no ${prefix}`);
  return first;
};

describe('the days that differ', () => {
  it('are those of which a posting is gone, new or another one, and no others', async () => {
    await table.delete(keys.posting(entity, '2021-04-01', 'a'.padEnd(32, '0')));
    const [own] = rows('DAY#2021-05-01');
    await table.put({ ...row('DAY#2021-05-01'), mentions: 7 });
    await table.put({ ...row('DAY#2021-05-02'), gone: true });
    await table.put({
      ...own,
      ...keys.posting(entity, '2021-06-09', 'b'.repeat(32)),
      doc: 'b'.repeat(32),
      day: '2021-06-09',
    } as Item);
    const differing = ['2021-04-01', '2021-05-01', '2021-05-02', '2021-06-09'];
    expect((await differingDays(entity, rows())).sort()).toEqual(differing);
    for (const day of [...days, '2021-06-09'])
      expect([day, await isDayCounted({ table }, entity, day)]).toEqual([day, !differing.includes(day)]);
  });

  it.each(['', 'a'])('are those of which the row of shards below "%s" is lost or wrong', async (above) => {
    const shards = row(keys.shards(entity, '2021-04-30', above).sk);
    const { 0: first, 1: second, ...others } = shards.parts as Record<string, AttributeValue>;
    const known = { ...others, 0: first, 1: second } as Record<string, AttributeValue>;
    const added: AttributeValue = { ...known, [above === '' ? 'x' : 'f']: [1, 1, { London: 1 }] };
    const exchanged = { ...known, 0: second, 1: first } as AttributeValue;
    const { 0: _, ...lacking } = known;
    for (const parts of [{}, lacking, added, exchanged]) {
      await table.put({ ...shards, parts });
      expect(await differingDays(entity, rows())).toEqual(['2021-04-30']);
    }
    await table.delete(shards);
    expect(await differingDays(entity, rows())).toEqual(['2021-04-30']);
    await table.put(shards);
    expect(await differingDays(entity, rows())).toEqual([]);
  });

  it('are one, a closed one, if the sums alone are wrong; the undated, if there is no day', async () => {
    const meta = row('META');
    expect(meta.closedThrough).toBeDefined();
    for (const change of [
      { documents: 1 },
      { last: '2021-05-09' },
      { roles: { mayor: 1 } },
      { settled: 0 },
    ]) {
      await table.put({ ...meta, ...change });
      expect(await differingDays(entity, rows())).toEqual([meta.closedThrough]);
      expect(await isEntitySummarized({ table }, entity)).toBe(false);
    }
    await table.delete(meta);
    expect(await isEntitySummarized({ table }, entity)).toBe(false);
    const { closed: _, closedThrough: __, ...open } = meta;
    const alone = { ...open, days: {} } as Item;
    expect(await differingDays(entity, [alone])).toEqual([undated]);
    expect(await differingDays(entity, [])).toEqual([]);
  });

  it('are its only one if the sums of an entity without closed days are wrong', async () => {
    const paris = 'place/paris';
    const doc = 'c'.repeat(32);
    const place = keys.posting(paris, '2021-05-02', doc);
    await table.put({ ...(row('DAY#2021-05-02') as Item), ...place, doc });
    await tallyEntity({ table, clock: () => 1_000_000_000 }, paris, new Map([['2021-05-02', {}]]));
    await table.update(keys.entity(paris), { mentions: 7 });
    const own = rows().filter(({ pk }) => pk === keys.entity(paris).pk);
    expect(await differingDays(paris, own)).toEqual(['2021-05-02']);
  });
});

it('the sums are right if nothing was changed', async () => {
  expect(await isEntitySummarized({ table }, entity)).toBe(true);
  expect(await isEntitySummarized({ table }, 'place/paris')).toBe(false);
  expect(await isDayCounted({ table }, 'place/paris', '2021-05-01')).toBe(true);
});

it('of the rows only months are read to know either, and no others than those of the days', async () => {
  const months = ['2021-03', '2021-04', '2021-05'].map((month) => monthPrefix + month);
  expect(rows(monthPrefix).map(({ sk }) => sk)).toEqual(months);
  expect(await readBy(() => isEntitySummarized({ table }, entity))).toEqual(months);
  const [from, to] = ['2021-04-01', '2021-04-30'];
  expect(await readBy(() => countedDays({ table }, entity, { from, to }))).toEqual([months[1]]);
});

it('counted days are found wherever they are, after one day and up to another', async () => {
  expect(rows(monthPrefix).length).toBeGreaterThan(1);
  const found = async (from: string, to: string) =>
    (await countedDays({ table }, entity, { from, to })).sort();
  expect(await found('', '9999-99-99')).toEqual(days.toSorted());
  expect(await found('2021-03-31', '2021-05-01')).toEqual(['2021-04-01', '2021-04-30', '2021-05-01']);
  expect(await found('2021-04-01', '2021-04-29')).toEqual([]);
  expect(await found('2021-04-01', '2021-04-30')).toEqual(['2021-04-30']);
  expect(await found('2021-05-01', '2021-05-01')).toEqual([]);
  await table.delete(row('META'));
  expect(await countedDays({ table }, 'place/paris', { from: '', to: '9999-99-99' })).toEqual([]);
});

it('a name that links took from all documents is counted again if it has lost its alias', async () => {
  const name = 'person/ada-kellerin';
  const [doc, day] = ['a', '2021-05-01'];
  const place = {
    doc,
    day,
    to: 'person/ada-keller',
    form: 'Ada Kellerin',
    mentions: 1,
    title: '',
    source: '',
  };
  const row = { ...keys.shortName(name, day, doc), token: 1, ...place };
  await table.put(row);
  expect(await differingDays(name, [row])).toEqual([undated]);
  await tallyEntity({ table, clock: () => 1 }, name, new Map([[undated, {}]]));
  const meta = (await table.get(keys.entity(name))) as Item;
  expect(await differingDays(name, [row, meta])).toEqual([]);
  expect(await differingDays(name, [row, { ...meta, aliases: [] }])).not.toEqual([]);
  // The message about its last place may be lost, too.
  expect(await differingDays(name, [{ ...row, gone: true }, meta])).not.toEqual([]);
  expect(await differingDays(name, [meta])).not.toEqual([]);
  // The surname leads to its bearer by itself.
  const lone = { ...row, ...keys.shortName('person/keller', day, doc), form: 'Keller' };
  expect(await differingDays('person/keller', [lone])).toEqual([]);
});

describe('the aliases that META has', () => {
  const bearer = 'person/ada-keller';
  const place = { doc: 'c', day: '2021-05-02', form: 'Ada Kellerin', mentions: 1, title: '', source: '' };
  const placed = { ...keys.shortName(bearer, place.day, place.doc), token: 1, ...place };
  /** The rows of the entity with one document, as it is written there, and META without aliases. */
  async function withoutAliases(fields: object) {
    const own = keys.posting(bearer, '2021-05-01', 'a');
    const source = {
      doc: 'a',
      day: '2021-05-01',
      token: 1,
      title: 'x',
      source: 'w',
      mentions: 1,
      others: [],
    };
    const first = { ...own, ...source, ...fields };
    await table.put(first);
    await tallyEntity({ table, clock: () => 1 }, bearer, new Map([['2021-05-01', {}]]));
    return [first, { ...((await table.get(keys.entity(bearer))) as Item), aliases: [] }];
  }

  it('of an entity under its own name are what its count has left, not all that its days say', async () => {
    const own = await withoutAliases({ form: 'Ada Keller' });
    expect(await differingDays(bearer, [...own, placed])).toEqual([]);
  });

  it('of one that documents only call otherwise are compared if it has a place elsewhere', async () => {
    const other = await withoutAliases({ form: 'Keller', via: 'person/keller' });
    expect(await differingDays(bearer, other)).toEqual([]);
    expect(await differingDays(bearer, [...other, placed])).toEqual(['2021-05-01']);
  });
});

it('an entity in parts has the aliases of the places that links took from it, too', async () => {
  const inflected = 'person/clara-aldovain';
  const place = { doc: 'a'.padEnd(32, '0'), day: '2021-05-03', title: 'x', source: 'w', mentions: 1 };
  const to = 'person/clara-aldovai';
  await tallyEntity({ table, clock: () => 1_000_000_000 }, inflected, new Map([[place.day, {}]]));
  expect(await isEntitySummarized({ table }, inflected)).toBe(true);
  await table.put({
    ...keys.shortName(inflected, place.day, place.doc),
    ...place,
    form: 'Clara Aldovain',
    to,
    token: 1,
  });
  expect(await isEntitySummarized({ table }, inflected)).toBe(false);
  await tallyEntity({ table, clock: () => 1_000_000_000 }, inflected, new Map([[place.day, {}]]));
  expect(await isEntitySummarized({ table }, inflected)).toBe(true);
});
