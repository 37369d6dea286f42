/** What the messages of a batch say of one day of an entity, together. */
import { expect, it } from 'vitest';
import { enqueueTallies } from '../../../../core/protocol/messages.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { keys } from '../../../../core/records/keys.ts';
import { indexStage } from '../../../../functions/index/indexStage.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { memoryPorts } from '../../../memoryPorts.ts';

const entity = 'place/london';
const day = '2021-05-03';
const clock = () => 1_000_000_000;

async function desk() {
  const table = new MemoryTable();
  const ports = { ...memoryPorts(clock), table, thresholds: { ...thresholds, shardDocuments: [2, 99] } };
  const post = async (...digits: string[]) => {
    for (const digit of digits) {
      const row = { doc: digit.repeat(32), day, token: 1, title: 'x', source: 'w', form: 'London' };
      await table.put({ ...keys.posting(entity, day, row.doc), ...row, mentions: 1, others: [] });
    }
  };
  /** One batch, with a message for each of these shards. */
  const index = async (...shards: (string | undefined)[]) => {
    const { touched } = ports.queues;
    for (const shard of shards)
      await enqueueTallies(touched, [{ day, entities: [entity], ...(shard !== undefined && { shard }) }]);
    const { batchItemFailures } = await indexStage(ports)({ Records: touched.take(10) });
    expect(batchItemFailures).toEqual([]);
    return (await table.get(keys.entity(entity)))?.documents;
  };
  await post('0', '1', '2');
  expect(await index(undefined)).toBe(3);
  return { post, index };
}

it('the shards that they name are counted, and no others', async () => {
  const { post, index } = await desk();
  await post('a', 'b', 'c');
  expect(await index('a', 'b')).toBe(5);
});

it.each([
  ['first', [undefined, 'a']],
  ['last', ['a', undefined]],
])('the whole day is counted if one of them names no shard, the %s of them', async (_, shards) => {
  const { post, index } = await desk();
  await post('a', 'b', 'c');
  expect(await index(...shards)).toBe(6);
});
