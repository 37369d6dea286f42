/**
 * 3,000 random requests for the routes of `/openapi.json`: none is answered with a 5xx, and each answer is as
 * it is described. The seed is the day's; FUZZ_SEED=N sends those of another one.
 */
import { expect, test } from 'vitest';
import { today } from '../../share.ts';
import { fuzzApi } from './fuzzApi.ts';

const seed = Number(process.env.FUZZ_SEED ?? today());

test(`seed ${seed}: every answer is described, and none is a 5xx`, async () => {
  const { faults, answered, operations, statuses } = await fuzzApi(seed, 3_000);
  console.log(`seed ${seed}: ${JSON.stringify(statuses)}`);
  expect(faults).toEqual([]);
  expect(answered).toBe(operations);
});

test('a newsroom that fails is noticed', async () => {
  const { faults } = await fuzzApi(seed, 60, (room) => {
    room.tableError = new Error('the table fails');
  });
  expect(faults.map(({ fault }) => fault).filter((fault) => fault.startsWith('it answers 500'))).not.toEqual(
    [],
  );
});
