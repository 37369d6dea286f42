/** What several entities of a batch ask about the same name is asked once. */
import { expect, it, vi } from 'vitest';
import { keys } from '../../../../core/records/keys.ts';
import { Relinking } from '../../../../functions/index/relink.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

it('of the surname of both, and of what may be forms of it', async () => {
  const table = new MemoryTable();
  for (const entity of ['person/berlen', 'person/eva-berlen']) {
    const form = { entity, folded: 'be~berlen', token: 1 };
    await table.put({ ...keys.alias(form.folded, entity), ...form });
  }
  const query = vi.spyOn(table, 'query');
  const relinking = new Relinking({ table, queues: { extracted: new MemoryQueue() } });
  const asked = async (entity: string, day: string) => {
    query.mockClear();
    await relinking.relink(entity, [day]);
    return query.mock.calls.map(([{ pk }]) => pk).filter((pk) => pk.startsWith('ENT#'));
  };
  const partitions = (...ids: string[]) => ids.map((id) => `ENT#person/${id}`);
  expect(new Set(await asked('person/max-berl', '2021-05-03'))).toEqual(
    new Set(partitions('berl', 'm-berl', 'berlen', 'eva-berlen')),
  );
  expect(await asked('person/otto-berl', '2021-05-03')).toEqual(partitions('o-berl'));
  // Another month has other evidence.
  expect(await asked('person/otto-berl', '2020-01-03')).toEqual(
    expect.arrayContaining(partitions('berlen', 'eva-berlen')),
  );
});
