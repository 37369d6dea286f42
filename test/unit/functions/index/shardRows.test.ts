/** The rows of shards, each the sum of what is below it, whatever others count at the same time. */
import { beforeEach, expect, it } from 'vitest';
import type { Condition, Key } from '../../../../core/ports/table.ts';
import { isLive } from '../../../../core/protocol/reconcile.ts';
import { type Counts, type Parts, posting } from '../../../../core/records/entity.ts';
import { keys, shardsPrefix } from '../../../../core/records/keys.ts';
import { countPostings } from '../../../../functions/index/counts.ts';
import { countDay, partsOf, prefixOf, ShardTree } from '../../../../functions/index/shards.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const of = { entity: 'place/london', day: '2021-05-03' };
const digits = 3;

/** Between a read and the first write of some rows somebody else writes them. */
class ContendedTable extends MemoryTable {
  contended: string[] = [];
  /** Reads of postings and of rows of shards. */
  reads: string[] = [];

  override async update(key: Key, set: never, condition?: Condition): Promise<boolean> {
    if (this.contended.includes(prefixOf(key)) && key.sk.startsWith(shardsPrefix)) {
      this.contended = this.contended.filter((prefix) => prefix !== prefixOf(key));
      const row = await this.get(key);
      await super.update(key, { token: Number(row?.token ?? 0) + 1 });
    }
    return super.update(key, set, condition);
  }

  override query(asked: Parameters<MemoryTable['query']>[0]) {
    this.reads.push(`${asked.prefix}${asked.consistent === true ? '' : ' stale'}`);
    return super.query({ ...asked, limit: 2 });
  }
}

let table: ContendedTable;
let ports: { table: ContendedTable; clock: () => number };
beforeEach(() => {
  table = new ContendedTable();
  ports = { table, clock: () => 1_000_000_000 };
});

async function post(...shards: string[]): Promise<void> {
  for (const [i, shard] of shards.entries()) {
    const row = { doc: shard.padEnd(32, '0'), day: of.day, token: 1, title: 'x', source: 'w' };
    const key = keys.posting(of.entity, of.day, row.doc);
    await table.put({ ...key, ...row, form: `London ${i}`, mentions: 1 + i, others: [] });
  }
}

const remove = (shard: string) => table.delete(keys.posting(of.entity, of.day, shard.padEnd(32, '0')));

const countsOf = (shard: string): Counts => {
  const rows = [...table.items()].filter(({ sk }) => sk.startsWith('DAY#')).filter(isLive);
  const its = rows.map((row) => posting.parse(row)).filter(({ doc }) => doc.startsWith(shard));
  return countPostings(its);
};

/** Every row has what there is below it, and every posting is in a row of each length. */
function expectRight(parts: Parts): void {
  const rows = [...table.items()].filter(({ sk }) => sk.startsWith(shardsPrefix));
  const all: [prefix: string, parts: Parts][] = [
    ['', parts],
    ...rows.map((row): [string, Parts] => [prefixOf(row), partsOf(row)]),
  ];
  for (const [prefix, its] of all)
    for (const [digit, counts] of Object.entries(its))
      expect([prefix, digit, counts]).toEqual([prefix, digit, countsOf(prefix + digit)]);
  for (let length = 0; length < digits; length++) {
    const sums = all.filter(([prefix]) => prefix.length === length).flatMap(([, its]) => Object.values(its));
    expect(sums.reduce((sum, { documents }) => sum + documents, 0)).toBe(countsOf('').documents);
  }
}

const several = ['000', '001', '01', '0ff', 'a', 'a0a', 'a0b', 'a1c', 'ab', 'f'];

it('all of a day are counted in one read, and written', async () => {
  await post(...several);
  expectRight(await new ShardTree(ports, of, digits).countAll());
  expect([...table.items()].filter(({ sk }) => sk.startsWith(shardsPrefix))).toHaveLength(10);
  const day = [`${shardsPrefix}${of.day}#`, ...Array.from({ length: 5 }, () => `DAY#${of.day}#`)];
  expect(new Set(table.reads)).toEqual(new Set(day));
});

it('what is gone since leaves empty rows', async () => {
  await post(...several);
  await new ShardTree(ports, of, digits).countAll();
  for (const shard of ['a', 'a0a', 'a0b', 'a1c', 'ab', 'f']) await remove(shard);
  const parts = await new ShardTree(ports, of, digits).countAll();
  expectRight(parts);
  expect(Object.keys(parts)).toEqual(['0', 'a', 'f']);
  await remove('01');
  expectRight(await new ShardTree(ports, of, digits).countAll());
});

it('some are counted alone, with the rows above them', async () => {
  await post(...several);
  const before = await new ShardTree(ports, of, digits).countAll();
  await post('a0c', 'b00');
  await remove('f');
  table.reads = [];
  const known = before;
  const parts = await new ShardTree(ports, of, digits).count(['a0c', 'b00', 'f00'], known);
  expect(Object.keys(parts).sort()).toEqual(['a', 'b', 'f']);
  expectRight({ ...before, ...parts });
  expect(table.reads.filter((read) => read.startsWith('DAY#'))).toEqual(
    ['a0c', 'b00', 'f00'].map((shard) => `DAY#${of.day}#${shard}`),
  );
  const below = await new ShardTree(ports, of, digits).count(['a0a', 'a0c'], {}, 'a0');
  expect(below).toEqual({ a: countsOf('a0a'), c: countsOf('a0c') });
});

it.each([[['a']], [['a0', '0f']], [['a', 'a0', '0']]])(
  'rows that others write meanwhile are counted again: %j',
  async (contended) => {
    await post(...several);
    for (const rows of ['are not there yet', 'are there']) {
      await remove(rows === 'are there' ? 'a0b' : 'none');
      table.contended = [...contended];
      expectRight(await new ShardTree(ports, of, digits).countAll());
      table.contended = [...contended];
      const parts = await new ShardTree(ports, of, digits).countAll();
      expectRight(parts);
      expect(table.contended).toEqual([]);
      table.contended = [...contended];
      const changed = await new ShardTree(ports, of, digits).count(['a0a', '0ff'], parts);
      expectRight({ ...parts, ...changed });
    }
  },
);

it('what was just counted is used where there are no rows yet', async () => {
  await post(...several);
  const counted = (await countDay(ports, of, { digits: 2 })).shards;
  table.reads = [];
  const parts = await new ShardTree(ports, of, 2).countAll(counted);
  expect(parts).toEqual({ '0': countsOf('0'), a: countsOf('a'), f: countsOf('f') });
  expect(table.reads).toEqual([`${shardsPrefix}${of.day}#`]);
  await post('b');
  expect(await new ShardTree(ports, of, 2).countAll(counted)).toMatchObject({ b: countsOf('b') });
  table.reads = [];
  const single = (await countDay(ports, of, { digits: 1 })).shards;
  expect(await new ShardTree(ports, of, 1).countAll(single)).toEqual(Object.fromEntries(single));
});

it('a shard is counted without tombstones, and of a day more names are kept', async () => {
  const long = (i: number) => `${String(i).padStart(3, '0')}`.padEnd(128, 'x');
  for (let i = 0; i < 40; i++) {
    const doc = `${(i % 16).toString(16)}${String(i).padStart(3, '0')}`.padEnd(32, '0');
    const row = {
      doc,
      day: of.day,
      token: 1,
      title: 'x',
      source: 'w',
      form: long(i),
      mentions: 1,
      others: [],
    };
    await table.put({ ...keys.posting(of.entity, of.day, doc), ...row, ...(i === 0 && { gone: true }) });
  }
  const forms = ({ counts }: { counts: Counts }) => Object.keys(counts.forms);
  expect(forms(await countDay(ports, of))).toHaveLength(32);
  expect(forms(await countDay(ports, of, { shard: '0' }))).toEqual([long(16), long(32)]);
});
