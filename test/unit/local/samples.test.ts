import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endingSamples, Samples } from '../../../local/samples.ts';
import { UploadedFiles } from '../../../local/uploading/uploadedFiles.ts';
import { MemoryObjects } from '../../../runtime/memory/objects.ts';

let folder: string;
let uploaded: UploadedFiles;
let bucket: MemoryObjects;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'dateline-samples-'));
  bucket = new MemoryObjects(() => 0);
  uploaded = new UploadedFiles(path.join(folder, 'uploads.sqlite'));
  for (const name of ['a/1.txt', 'b/2.txt']) await putSample(name);
});
afterEach(() => {
  uploaded.close();
  rmSync(folder, { recursive: true });
});

async function putSample(name: string): Promise<void> {
  await bucket.put(`seeds/${name}`, 'a sample');
  await uploaded.remember('seeds', name, 'print');
}

const keys = async () => (await bucket.list('')).items.map(({ key }) => key);

describe('the sample news', () => {
  it('is deleted before the first own file is put, and never comes again', async () => {
    const samples = new Samples(uploaded, bucket);
    expect([samples.over, samples.shown]).toEqual([false, 2]);
    const seen: string[][] = [];
    const put = bucket.put.bind(bucket);
    bucket.put = async (...given) => {
      seen.push(await keys());
      return put(...given);
    };
    await endingSamples(bucket, samples).put('own.txt', 'mine');
    expect(seen).toEqual([[]]);
    expect([await keys(), samples.over, samples.shown]).toEqual([['own.txt'], true, 0]);
    expect(new Samples(uploaded, bucket).over).toBe(true);
  });

  it('ends with files of another process, or under the folder of the samples', async () => {
    const samples = new Samples(uploaded, bucket);
    await endingSamples(bucket, new Samples(uploaded, bucket)).put('seeds/a/1.txt', 'mine');
    expect([samples.over, await keys()]).toEqual([true, ['seeds/a/1.txt']]);
  });

  it('is ended by the next start if a crash came between', async () => {
    const broken = new Samples(uploaded, {
      ...endingSamples(bucket, new Samples(uploaded, bucket)),
      delete: async (key: string) => {
        if (key.includes('b/')) throw new Error('the process ends here');
        await bucket.delete(key);
      },
    });
    await expect(broken.end()).rejects.toThrow('ends here');
    expect([broken.over, await keys()]).toEqual([true, ['seeds/b/2.txt']]);
    await new Samples(uploaded, bucket).end();
    expect(await keys()).toEqual([]);
  });

  it('comes again after it was only removed', async () => {
    const samples = new Samples(uploaded, bucket);
    await samples.remove();
    expect([samples.over, await keys()]).toEqual([false, []]);
  });

  it('leaves nothing of a sample that was put while the others were deleted', async () => {
    const samples = new Samples(uploaded, bucket);
    const remove = bucket.delete.bind(bucket);
    let once = true;
    bucket.delete = async (key) => {
      await remove(key);
      if (once) await putSample('c/3.txt');
      once = false;
    };
    await Promise.all([samples.end(), samples.end()]);
    expect(await keys()).toEqual([]);
  });
});
