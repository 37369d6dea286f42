import { afterAll, describe, expect, it, vi } from 'vitest';
import { s3ClientForUploads } from '../../../../runtime/aws/clients.ts';
import { bucketOrigin, presignedUploads } from '../../../../runtime/aws/uploads.ts';

vi.stubEnv('AWS_REGION', 'us-east-1');
vi.stubEnv('AWS_ACCESS_KEY_ID', 'id');
vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
afterAll(() => vi.unstubAllEnvs());
const client = s3ClientForUploads();
const place = presignedUploads(client, 'inbox', () => 0);
const signedHeaders = (url: string) => new URL(url).searchParams.get('X-Amz-SignedHeaders')?.split(';');

describe('a presigned upload', () => {
  it('is signed for one length, one type, its metadata and a key without a file', async () => {
    const { url, headers } = await place(
      { key: 'a.txt', bytes: 12, contentType: 'text/plain', metadata: { source: 'B\u00fcro' } },
      '',
    );
    expect(signedHeaders(url)).toEqual([
      'content-length',
      'content-type',
      'host',
      'if-none-match',
      'x-amz-meta-source',
    ]);
    expect(headers).toEqual({
      'content-type': 'text/plain',
      'if-none-match': '*',
      'x-amz-meta-source': '=?UTF-8?B?QsO8cm8=?=',
    });
    // No checksum of an empty body is signed, which would refuse every file.
    expect(url).not.toMatch(/checksum-crc/i);
  });

  it('has another signature for another length', async () => {
    const of = async (bytes: number) => (await place({ key: 'a.txt', bytes, metadata: {} }, '')).url;
    const signature = (url: string) => new URL(url).searchParams.get('X-Amz-Signature');
    expect(signature(await of(1))).not.toBe(signature(await of(2)));
  });

  it('replaces only the version that its uploader may replace', async () => {
    const { url, headers } = await place({ key: 'a.txt', bytes: 1, metadata: {}, replaces: 'abc' }, '');
    expect(headers).toEqual({ 'if-match': '"abc"' });
    expect(signedHeaders(url)).toEqual(['content-length', 'host', 'if-match']);
  });
});

it.each(['us-east-1', 'eu-north-1', 'us-gov-west-1', 'cn-north-1', 'eusc-de-east-1'])(
  'in %s, its address is of the origin that the policy of the console names',
  async (region) => {
    vi.stubEnv('AWS_REGION', region);
    const { url } = await presignedUploads(
      s3ClientForUploads(),
      'inbox',
      () => 0,
    )({ key: 'a.txt', bytes: 1, metadata: {} }, '');
    expect(new URL(url).origin).toBe(bucketOrigin('inbox'));
  },
);
