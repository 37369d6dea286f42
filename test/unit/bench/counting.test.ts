import { expect, it } from 'vitest';
import { countEntityDay } from '../../../bench/counting/entityDay.ts';
import { Random } from '../../../core/random.ts';

it('charges an entity for its own rows, and each batch for what it reads once for all entities', async () => {
  const arrival = { windowSeconds: 60, batchesAtOnce: 2 };
  // META, and the postings of the day.
  expect(await countEntityDay(1, 6, arrival, new Random(1))).toMatchObject({
    readUnits: 2,
    readUnitsOfBatch: 1,
  });
});
