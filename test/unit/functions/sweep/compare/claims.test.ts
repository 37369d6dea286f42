/** What a sweep makes of claims that nobody can read, and of those that no handler has filled yet. */
import { beforeEach, expect, it } from 'vitest';
import { keys } from '../../../../../core/records/keys.ts';
import { readMadeBy } from '../../../../../core/records/sweepState.ts';
import { versionsOf } from '../../../../../core/reprocessing/reprocessing.ts';
import { Records, story } from '../records.ts';

let records: Records;
beforeEach(async () => {
  records = new Records();
  await records.put('a.txt', story('Ministers meet in the capital'));
});

it('a claim that cannot be read is reported, and its file is not queued each time', async () => {
  await records.table.update(keys.claim('a.txt'), { token: 'one' });
  expect(await records.sweep()).toMatchObject({ keys: 0, unread: 1 });
});

it('a file counts for the reader that has read it, not before one has, nor after it is deleted', async () => {
  const { reader } = versionsOf(records.ports);
  await records.table.put({ ...keys.claim('acquired.txt'), key: 'acquired.txt', token: 3 });
  await records.put('b.txt', story('A harbour reopens after the storm'));
  await records.inbox.delete('b.txt');
  await records.handle('b.txt');
  await records.sweep();
  expect((await readMadeBy(records.table))?.readers).toEqual({ [reader]: 1 });
});
