import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fileAuthority } from '../../../../../core/entities/authority/authority.ts';
import { limits } from '../../../../../core/formats/limits.ts';
import { readObject } from '../../../../../core/formats/read.ts';
import { isolatedReader } from '../../../../../runtime/isolated/reader.ts';
import { type Given, stored } from '../upload.ts';

const list = 'id,name,aliases\nplace/pier,Pier,Quay;Jetty\nnonsense,X,\n';
const read = async (body: string | Uint8Array, given: Given = { key: 'authority/piers.csv' }) => {
  const reading = await readObject(stored(body, given));
  if ('code' in reading) return reading;
  return { ...reading, members: await Array.fromAsync(reading.members) };
};

describe('the format of files of the authority', () => {
  it('gives the entries in the compact form, and each bad line as a refused part', async () => {
    const reading = await read(list);
    expect(reading).toMatchObject({
      format: 'authority',
      authority: { entries: 1 },
      members: [{ part: 'line 3', refusal: { code: 'authority.malformed' } }],
    });
    if (!('authority' in reading)) throw new Error('no entries');
    const authority = fileAuthority(() => Buffer.from(reading.authority?.lines ?? []));
    for (const name of ['pier', 'QUAY', 'Jetty'])
      expect(authority.named(name).map(({ id }) => id)).toEqual(['place/pier']);
    expect(authority.entry('place/pier')).toMatchObject({ name: 'Pier', source: 'authority/piers.csv' });
  });

  it('is decided by the key alone, also of what is packed, and not inside archives', async () => {
    expect(await read(gzipSync(list), { key: 'authority/piers.csv.gz' })).toMatchObject({
      authority: { entries: 1 },
    });
    expect(await read(list, { key: 'news/authority/piers.csv' })).not.toHaveProperty('authority');
    expect(
      await read('{"title":"Storm","text":"It came."}\n', { key: 'authority/news.jsonl' }),
    ).toMatchObject({ code: 'authority.malformed' });
  });

  it('has a largest size, also unpacked', async () => {
    const large = Buffer.alloc(limits.single + 1, 'x');
    expect(await read(large)).toMatchObject({ code: 'input.too_large' });
    expect(await read(gzipSync(large))).toMatchObject({ code: 'archive.bomb' });
  });

  it('is read in a process of its own', async () => {
    const isolated = isolatedReader({ most: 1 });
    try {
      const good = await isolated.read(stored(list, { key: 'authority/piers.csv' }));
      expect(good).toMatchObject({ format: 'authority', authority: { entries: 1 } });
      if ('members' in good) expect(await Array.fromAsync(good.members)).toHaveLength(1);
    } finally {
      isolated.close();
    }
  });
});
