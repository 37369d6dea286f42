/** The table is lost, or an older copy of it is put back: the search table must agree with it again. */
import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Dateline } from '../../pipeline/dateline.ts';

const story = (title: string, word: string) => `${title}

The foreign minister Antony Blinken arrived in London on 3 May 2021 for talks about ${word}, which go on.
`;

let dateline: Dateline;
beforeEach(() => {
  dateline = new Dateline();
});
afterEach(() => dateline.remove());

/** The titles that a search finds. */
const found = async (word: string): Promise<string[]> =>
  (await dateline.json(`/v1/search?q=${word}`)).items.map(({ title }: { title: string }) => title);

const database = () => path.join(dateline.home, 'table.sqlite');

async function removeTable(): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await rm(`${database()}${suffix}`, { force: true });
}

/** Stores the same file several times, so that its fencing tokens are high. */
async function revise(times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    await dateline.drop('a.txt', story(`Ministers meet, part ${i}`, `subject${i}`));
    await dateline.idle();
  }
}

/** What a sweep says once it has its turn: on a slow machine, that of the start may still be at work. */
async function sweepOutput(): Promise<string> {
  for (;;) {
    const { out } = await dateline.cli('sweep');
    if (!out.startsWith('Another sweep is at work')) return out;
  }
}

it('answers searches right after the table was lost and made again', async () => {
  await dateline.start();
  await revise(4);
  await dateline.stop();
  await removeTable();
  await dateline.start();
  await dateline.idle();
  await dateline.drop('a.txt', story('Ministers part', 'farewell'));
  await dateline.idle();
  expect(await found('farewell')).toEqual(['Ministers part']);
  expect(await found('subject3')).toEqual([]);
  expect(await dateline.cli('verify')).toMatchObject({ status: 0, out: 'No differences; keys read: 1.\n' });
});

it('converges after an older copy of the table was put back and a new epoch was started', async () => {
  await dateline.start();
  await revise(2);
  await dateline.drop('deleted.txt', story('A file that is deleted later', 'deletion'));
  await dateline.idle();
  await dateline.stop();
  const table = new DatabaseSync(database());
  table.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  table.close();
  const copy = path.join(dateline.root, 'copy.sqlite');
  await copyFile(database(), copy);

  await dateline.start();
  await revise(4);
  await dateline.drop('b.txt', story('A file that the copy does not know', 'novelty'));
  await rm(path.join(dateline.inbox, 'deleted.txt'));
  await dateline.idle();
  await dateline.stop();
  await removeTable();
  await copyFile(copy, database());

  expect(await dateline.cli('restored')).toMatchObject({ status: 0 });
  await dateline.start();
  await dateline.idle();
  expect(await found('subject3')).toEqual(['Ministers meet, part 3']);
  expect(await found('novelty')).toEqual(['A file that the copy does not know']);
  expect(await found('deletion')).toEqual([]);
  expect(await sweepOutput()).toMatch(/^Nothing differs\./);
  expect(await dateline.cli('verify')).toMatchObject({ status: 0, out: 'No differences; keys read: 2.\n' });
});

it('fills the bucket and the archive again after both were removed', async () => {
  await dateline.start();
  for (let i = 0; i < 5; i++)
    await dateline.drop(`${i}.txt`, story(`Ministers meet, part ${i}`, `subject${i}`));
  await dateline.drop('long.txt', story('A very long report', 'length '.repeat(12_000)));
  await dateline.idle();
  await dateline.stop();
  for (const name of ['inbox', 'archive'])
    await rm(path.join(dateline.home, name), { recursive: true, force: true });
  await dateline.start();
  await dateline.idle();
  expect(await dateline.all('/v1/documents')).toHaveLength(6);
  expect(await dateline.cli('verify')).toMatchObject({ status: 0, out: 'No differences; keys read: 6.\n' });

  await dateline.stop();
  await rm(path.join(dateline.home, 'archive', 'blobs'), { recursive: true, force: true });
  await dateline.start();
  await dateline.idle();
  expect(await dateline.cli('verify')).toMatchObject({ status: 0, out: 'No differences; keys read: 6.\n' });
  for (const { id } of await dateline.all('/v1/documents'))
    expect((await dateline.get(`/v1/documents/${id}/text`)).status).toBe(200);
});
