import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { terminalLog } from '../../../runtime/local/log.ts';
import { Uploader } from '../../../runtime/local/uploader.ts';
import { MemoryObjects } from '../../../runtime/memory/objects.ts';

const root = mkdtempSync(path.join(tmpdir(), 'dateline-uploader-'));
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Puts a file into a followed folder some turns of the event loop after it is first watched, and removes it when it is in the bucket. */
async function putAndRemove(turns: number): Promise<void> {
  const folder = path.join(root, `${turns}`);
  mkdirSync(folder);
  for (let i = 0; i < 20; i++) writeFileSync(path.join(folder, `old-${i}.txt`), 'news');
  const bucket = new MemoryObjects(Date.now);
  const uploader = new Uploader({ name: 'inbox', folder, bucket, database: `${folder}.sqlite`, log: terminalLog() });
  await uploader.scan();
  uploader.follow();
  try {
    for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
    writeFileSync(path.join(folder, 'new.txt'), 'news');
    await expect.poll(() => bucket.head('new.txt'), { timeout: 10_000 }).toBeDefined();
    rmSync(path.join(folder, 'new.txt'));
    await expect.poll(() => bucket.head('new.txt'), { timeout: 10_000 }).toBeUndefined();
  } finally {
    await uploader.stop();
  }
}

it('a file that comes while its folder is first being watched is noticed when it goes, at whatever moment it came', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, turns) => putAndRemove(turns)));
});
