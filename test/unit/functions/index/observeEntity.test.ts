/** What a handler of an entity finds after one that died, and what it is about to write. */
import { beforeEach, expect, it } from 'vitest';
import { type DayTally, storeTally } from '../../../../core/records/entity.ts';
import { keys } from '../../../../core/records/keys.ts';
import { DayCounts } from '../../../../functions/index/dayCounts.ts';
import { observeEntity } from '../../../../functions/index/observeEntity.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const entity = 'place/london';
const tally = (token: number, documents: number, form = 'London'): DayTally => ({
  ...{ token, documents, mentions: documents, forms: { [form]: documents }, also: {}, roles: {} },
});
const meta = {
  ...keys.entity(entity),
  ...{ entity, type: 'place', token: 5, settled: 4, name: 'London', documents: 9, mentions: 9 },
  ...{ aliases: ['zuid-londen', 'london'], closedThrough: '2021-05-02' },
  moving: ['2021-06-01', '2021-05-02', '2021-05-03'],
  days: Object.fromEntries(
    [
      ['2021-05-02', tally(4, 8)], // left by a handler that began before the day was closed
      ['2021-05-03', tally(4, 2)],
      ['2021-05-04', tally(4, 1)],
    ].map(([day, each]) => [day as string, storeTally(each as DayTally)]),
  ),
};
const month = {
  ...keys.tally(entity, '2021-05-01'),
  token: 7,
  d01: storeTally(tally(3, 4)),
  d02: storeTally(tally(3, 5)),
};

let table: MemoryTable;
beforeEach(async () => {
  table = new MemoryTable();
  await table.put(month);
  const posted = [
    ['1', '2021-05-02', 'London'],
    ['2', '2021-05-04', 'London'],
    ['3', '2021-05-04', 'Londinium'],
    ['4', '2021-05-03', 'London'],
  ] as const;
  for (const [digit, day, form] of posted) {
    const row = {
      doc: digit.repeat(32),
      day,
      token: 1,
      title: 'x',
      source: 'w',
      form,
      mentions: 1,
      others: [],
    };
    await table.put({ ...keys.posting(entity, day, row.doc), ...row });
  }
});

it('counts anew what is due and what the one before was about to write, and above every token', async () => {
  const ports = { table, clock: () => 1e12 };
  const counts = new DayCounts(ports, entity, new Map([['2021-05-04', {}]]));
  const observation = await observeEntity(ports, entity, meta, counts);
  const counted = { ...tally(8, 2), forms: { London: 1, Londinium: 1 } };
  const days = { '2021-05-03': storeTally(tally(4, 2)), '2021-05-04': storeTally(counted) };
  expect(observation?.floor).toBe(7);
  expect(observation?.converged).toBeUndefined();
  expect(observation?.intent).toMatchObject({
    ...{ documents: 9, mentions: 9, days, aliases: ['londinium', 'london', 'zuid-londen'] },
    moving: ['2021-05-02', '2021-05-03', '2021-06-01'],
  });
  expect(observation?.desired?.aliases).toEqual({
    wanted: ['londinium', 'london'],
    owned: ['londinium', 'london', 'zuid-londen'],
  });
  expect(observation?.desired?.applied).toMatchObject({
    ...{ documents: 9, days, aliases: ['londinium', 'london'], moving: [], closedThrough: '2021-05-02' },
    closed: {
      documents: 5,
      mentions: 5,
      first: '2021-05-01',
      last: '2021-05-02',
      forms: [['London', 5, '2021-05-01']],
    },
  });
  // The row of June is fenced: the handler before may still write it.
  expect(observation?.desired?.closed).toEqual(
    new Map([
      [keys.tally(entity, '2021-05-02').sk, { d02: storeTally(tally(8, 1)) }],
      [keys.tally(entity, '2021-06-01').sk, {}],
    ]),
  );
});

it('claims with the last closed day that it found: the handler before may have moved it since', async () => {
  const ports = { table, clock: () => 1e12 };
  const counts = new DayCounts(ports, entity, new Map([['2021-05-04', {}]]));
  const observation = await observeEntity(ports, entity, meta, counts);
  expect(observation?.intent).toHaveProperty('closedThrough', '2021-05-02');
});
