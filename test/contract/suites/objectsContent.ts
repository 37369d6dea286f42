/** What every `Objects` promises of the bytes and of what is said about them. */
import { describe, expect, it } from 'vitest';
import type { Objects } from '../../../core/ports/objects.ts';
import { prefix, textAt } from './prefix.ts';

export function contentContract(objects: () => Objects): void {
  describe('content', () => {
    it('comes back byte by byte, at once and as a stream', async () => {
      const key = `${prefix()}all bytes`;
      const body = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7 + (i >> 8)) % 256);
      await objects().put(key, body);
      const object = await objects().get(key);
      expect(Buffer.from((await object?.bytes()) ?? []).equals(Buffer.from(body))).toBe(true);
      const streamed: Uint8Array[] = [];
      for await (const chunk of (await objects().get(key))?.stream() ?? []) streamed.push(chunk);
      expect(Buffer.concat(streamed).equals(Buffer.from(body))).toBe(true);
    });

    it('may be text, which is UTF-8', async () => {
      const key = `${prefix()}text`;
      const info = await objects().put(key, 'Zoë \u{1F4F0}');
      expect(info.size).toBe(9);
      expect(await textAt(objects(), key)).toBe('Zoë \u{1F4F0}');
    });

    it('may be empty', async () => {
      const key = `${prefix()}empty`;
      expect((await objects().put(key, new Uint8Array())).size).toBe(0);
      expect(await textAt(objects(), key)).toBe('');
      expect((await objects().head(key))?.size).toBe(0);
    });

    it('is what was put, even if the caller changes its buffer later', async () => {
      const key = `${prefix()}kept`;
      const body = new TextEncoder().encode('before');
      await objects().put(key, body);
      body.fill(0);
      expect(await textAt(objects(), key)).toBe('before');
      const first = await (await objects().get(key))?.bytes();
      first?.fill(0);
      expect(await textAt(objects(), key)).toBe('before');
      await objects().put(key, 'as text');
      for (let i = 0; i < 3; i++) {
        const bytes = await (await objects().get(key))?.bytes();
        expect(new TextDecoder().decode(bytes)).toBe('as text');
        bytes?.fill(0);
      }
    });

    it('can be read in part; the range is inclusive, is cut at the end, and is empty past it', async () => {
      const key = `${prefix()}range`;
      await objects().put(key, '0123456789');
      const part = async (start: number, end: number) => {
        const object = await objects().get(key, { range: { start, end } });
        expect(object?.size).toBe(10);
        const streamed = await Array.fromAsync(
          (await objects().get(key, { range: { start, end } }))?.stream() ?? [],
        );
        const bytes = Buffer.from((await object?.bytes()) ?? []);
        expect(Buffer.concat(streamed).equals(bytes)).toBe(true);
        return bytes.toString();
      };
      expect(await part(0, 0)).toBe('0');
      expect(await part(3, 5)).toBe('345');
      expect(await part(8, 100)).toBe('89');
      expect(await part(10, 20)).toBe('');
      await objects().put(`${key} of nothing`, '');
      const none = await objects().get(`${key} of nothing`, { range: { start: 0, end: 99 } });
      expect(await none?.bytes()).toHaveLength(0);
    });

    it('carries what the uploader said of it, names in lower case', async () => {
      const key = `${prefix()}said`;
      await objects().put(key, 'x', {
        contentType: 'text/html; charset=windows-1252',
        metadata: { 'Source-Name': 'Wire & Co', language: 'de' },
      });
      const expected = {
        contentType: 'text/html; charset=windows-1252',
        metadata: { 'source-name': 'Wire & Co', language: 'de' },
      };
      expect(await objects().head(key)).toMatchObject(expected);
      expect(await objects().get(key)).toMatchObject(expected);
    });

    it('carries it in any script, and as long as S3 lets it be', async () => {
      const key = `${prefix()}said`;
      const metadata = {
        byline: 'Zoë \u{1F4F0} Антоній',
        place: '東京'.repeat(150),
        odd: '100%25 =?UTF-8?B?WsO8?= %C3%A9',
      };
      await objects().put(key, 'x', { metadata });
      expect((await objects().head(key))?.metadata).toEqual(metadata);
      expect((await objects().get(key))?.metadata).toEqual(metadata);
    });

    it('is told alike by put, head, get, list and listVersions', async () => {
      const under = prefix();
      const before = Date.now();
      const put = await objects().put(`${under}a`, 'hello', { contentType: 'text/plain' });
      const { key, version, size, etag } = put;
      expect(put).toMatchObject({ key: `${under}a`, size: 5, contentType: 'text/plain', metadata: {} });
      expect(version).not.toBe('');
      expect(etag).not.toBe('');
      const modified = (await objects().head(key))?.modified ?? 0;
      // S3 tells whole seconds.
      expect(modified).toBeGreaterThan(before - 60_000);
      expect(modified).toBeLessThan(Date.now() + 60_000);
      expect(await objects().head(key)).toMatchObject({ ...put, modified });
      expect(await objects().get(key)).toMatchObject({ ...put, modified });
      const listed = { key, size, etag, modified };
      expect((await objects().list(under)).items).toEqual([listed]);
      expect((await objects().listVersions(under)).items).toEqual([
        { ...listed, version, latest: true, deleted: false },
      ]);
    });

    it('has an etag that follows the bytes', async () => {
      const under = prefix();
      const [a, b, c] = [
        await objects().put(`${under}a`, 'same'),
        await objects().put(`${under}b`, 'same'),
        await objects().put(`${under}c`, 'other'),
      ];
      expect(a.etag).toBe(b.etag);
      expect(a.etag).not.toBe(c.etag);
    });
  });
}
