/** A sweep finds what is stored otherwise than people decided, and decisions that were not applied. */
import { beforeEach, expect, it } from 'vitest';
import type { Item } from '../../../../../core/ports/table.ts';
import { thresholds } from '../../../../../core/protocol/thresholds.ts';
import { keys } from '../../../../../core/records/keys.ts';
import { sweep } from '../../../../../functions/sweep/sweep.ts';
import { DecidedArchive } from '../../../core/decisions/decidedArchive.ts';

const story = (day: number, who: string) =>
  ` date 2021-05-0${day} Talks in Lerwick\n\n${who} met the mayor of Lerwick on Monday. ` +
  `The talks between ${who} and the council of Norway went on until the evening, officials said.`;
const [first, second] = ['person/maria-okoye', 'person/mary-okoye-brown'];

let archive: DecidedArchive;
beforeEach(async () => {
  archive = new DecidedArchive();
  await archive.put('a.txt', story(3, 'Maria Okoye'));
  await archive.put('b.txt', story(4, 'Mary Okoye Brown'));
  await archive.decide({ action: 'merge', entity: second, into: first });
  expect(await sweep(archive.ports)).toMatchObject({ documents: 0 });
});

async function postingOf(entity: string, day: string): Promise<Item> {
  const { items } = await archive.ports.table.query({ pk: keys.entity(entity).pk, prefix: `DAY#${day}` });
  if (items[0] === undefined) throw new Error('no posting');
  return items[0];
}

it('a posting that was written under another decision', async () => {
  const { ports } = archive;
  const posting = await postingOf(first, '2021-05-04');
  await ports.table.put({ ...posting, by: ['0123456789ab'] });
  expect(await sweep(ports)).toMatchObject({ documents: 1 });
  expect(archive.room.queues.normalized.take(10).map(({ body }) => JSON.parse(body).doc)).toEqual([
    posting.doc,
  ]);
});

it('a posting of a large archive, in the pass that compares its share', async () => {
  const ports = { ...archive.ports, thresholds: { ...thresholds, sweepShareDocuments: 0.1 } };
  const posting = await postingOf(first, '2021-05-04');
  await ports.table.put({ ...posting, by: ['0123456789ab'] });
  const queued: number[] = [];
  for (let pass = 0; pass < 16; pass++) queued.push((await sweep(ports)).documents);
  expect(queued.toSorted()).toEqual([...Array(15).fill(0), 1]);
});

it('a decision whose message is lost, and one that was not applied to the end', async () => {
  const { table } = archive.ports;
  const key = keys.appliedDecision(1);
  const { done: _, ...row } = (await table.get(key)) as Item;
  for (const damage of [() => table.delete(key), () => table.put({ ...row, ...key })]) {
    await damage();
    expect(await sweep(archive.ports)).toMatchObject({ documents: 1 });
    await archive.work();
    expect(await table.get(key)).toHaveProperty('done');
  }
});
