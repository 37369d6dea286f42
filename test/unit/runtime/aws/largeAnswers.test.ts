import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, expect, it, vi } from 'vitest';
import { largeAnswersOnS3 } from '../../../../runtime/aws/largeAnswers.ts';

vi.stubEnv('AWS_REGION', 'us-east-1');
vi.stubEnv('AWS_ACCESS_KEY_ID', 'id');
vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
afterAll(() => vi.unstubAllEnvs());

it('a large answer is a file that expires, behind a signed URL of five minutes', async () => {
  const client = new S3Client({});
  const calls = mockClient(client).on(PutObjectCommand).resolves({});
  const url = new URL(
    await largeAnswersOnS3(client, 'archive')({ body: '{"text":"long"}', type: 'application/json' }),
  );
  const put = calls.commandCalls(PutObjectCommand)[0]?.args[0].input;
  expect(put).toMatchObject({
    Bucket: 'archive',
    Body: '{"text":"long"}',
    ContentType: 'application/json',
    CacheControl: 'private, no-store',
  });
  expect(url.pathname).toBe(`/${put?.Key}`);
  expect(put?.Key).toMatch(/^answers\/[0-9a-f]{32,64}$/);
  expect(url.searchParams.get('X-Amz-Expires')).toBe('300');
  expect(url.searchParams.get('x-id')).toBe('GetObject');
});
