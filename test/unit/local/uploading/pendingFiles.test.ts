import { expect, it } from 'vitest';
import { PendingFiles } from '../../../../local/uploading/pendingFiles.ts';

it('has so many at most, and knows that a scan must find others', async () => {
  const pending = new PendingFiles(4);
  for (let i = 0; i < 7; i++) pending.mark(`${i}`);
  expect([pending.size, pending.isComplete, pending.hasRoom, pending.shouldScan]).toEqual([
    4,
    false,
    false,
    false,
  ]);
  pending.mark('3');
  expect(pending.size).toBe(4);
  for (const [relative, seen] of pending.entries()) pending.done(relative, seen);
  expect([pending.size, pending.isComplete, pending.shouldScan]).toEqual([0, false, true]);
  await pending.findMissed(async () => {
    for (let i = 4; i < 7; i++) pending.mark(`${i}`);
  });
  expect([pending.size, pending.isComplete, pending.shouldScan]).toEqual([3, true, false]);
});

it('is not complete if more are missed while a scan looks for them', async () => {
  const pending = new PendingFiles(1);
  for (const name of ['a', 'b']) pending.mark(name);
  await pending.findMissed(async () => pending.mark('c'));
  expect(pending.isComplete).toBe(false);
  pending.clear();
  expect([pending.size, pending.isComplete]).toEqual([0, true]);
});

it('keeps a file that was marked again while it was looked at', () => {
  const pending = new PendingFiles();
  pending.mark('a');
  const [first] = [...pending.entries()];
  pending.mark('a');
  pending.done('a', first?.[1] ?? { since: 0 });
  expect(pending.size).toBe(1);
});
