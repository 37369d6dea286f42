/** Two handlers count shards of one day at the same time. */
import { expect, it } from 'vitest';
import { type Counts, storeParts } from '../../../../core/records/entity.ts';
import { keys } from '../../../../core/records/keys.ts';
import { addParts } from '../../../../functions/index/counts.ts';
import { countDay, partsOf, ShardTree } from '../../../../functions/index/shards.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const of = { entity: 'place/london', day: '2021-05-03' };
const clock = () => 1_000_000_000;

async function post(table: MemoryTable, ...shards: string[]): Promise<void> {
  for (const shard of shards) {
    const row = { doc: shard.padEnd(32, '0'), day: of.day, token: 1, title: 'x', source: 'w' };
    const key = keys.posting(of.entity, of.day, row.doc);
    await table.put({ ...key, ...row, form: 'London', mentions: 1, others: [] });
  }
}

it('a whole day that was read before another counted a shard does not undo that count', async () => {
  const table = new MemoryTable();
  await post(table, 'a1', 'a2', 'b1');
  const known = await new ShardTree({ table, clock }, of, 2).countAll();
  const query = table.query.bind(table);
  let interrupted = false;
  table.query = async (asked) => {
    const page = await query(asked);
    if (!interrupted && asked.prefix?.startsWith('DAY#')) {
      interrupted = true;
      await post(table, 'a3');
      await new ShardTree({ table, clock }, of, 2).count(['a3'], known);
    }
    return page;
  };
  const parts = await new ShardTree({ table, clock }, of, 2).countAll();
  expect([parts.a?.documents, parts.b?.documents]).toEqual([3, 1]);
  const row = await table.get(keys.shards(of.entity, of.day, 'a'));
  expect(addParts(partsOf(row)).documents).toBe(3);
});

it('a row that is left by a count that others overtook is not added to', async () => {
  const table = new MemoryTable();
  const ports = { table, clock };
  await post(table, 'a1', '07');
  const { shards: counted } = await countDay(ports, of, { digits: 2 });
  // The document goes before that count is written. A later count of the day finds nothing below 0.
  await table.delete(keys.posting(of.entity, of.day, '07'.padEnd(32, '0')));
  const { shards: right } = await countDay(ports, of, { digits: 2 });
  const known = await new ShardTree(ports, of, 2).countAll(right);
  expect(Object.keys(known)).toEqual(['a']);
  const late = storeParts({ 7: counted.get('07') as Counts });
  await table.put({ ...keys.shards(of.entity, of.day, '0'), parts: late, token: 1 });
  await post(table, '0d');
  const parts = await new ShardTree(ports, of, 2).count(['0d'], known);
  expect(parts[0]?.documents).toBe(1);
});
