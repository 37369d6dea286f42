import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, expect, it, vi } from 'vitest';
import { exportFilesFromEnvironment } from '../../../../runtime/aws/exports.ts';

vi.stubEnv('AWS_REGION', 'us-east-1');
const calls = mockClient(S3Client);
afterAll(() => {
  vi.unstubAllEnvs();
  // Test files of a worker share the class.
  calls.restore();
});

const file = { name: 'london.csv', mediaType: 'text/csv' };

function archive() {
  calls.reset();
  calls.on(CreateMultipartUploadCommand).resolves({ UploadId: 'upload' });
  calls.on(AbortMultipartUploadCommand).resolves({});
  // The last pieces are copied first.
  calls.on(UploadPartCopyCommand).callsFake(async ({ PartNumber }) => {
    await new Promise((resolve) => setTimeout(resolve, 40 - PartNumber));
    return { CopyPartResult: { ETag: `piece ${PartNumber}` } };
  });
  return exportFilesFromEnvironment({ DATELINE_ARCHIVE_BUCKET: 'archive' });
}

it('joins pieces in their order, and leaves them for another try', async () => {
  const files = archive();
  const numbers = Array.from({ length: 40 }, (_, i) => i + 1);
  await files.join('id', numbers.map(String), file);
  const [completed] = calls.commandCalls(CompleteMultipartUploadCommand);
  expect(completed?.args[0].input).toMatchObject({
    Key: 'exports/id/london.csv',
    MultipartUpload: { Parts: numbers.map((PartNumber) => ({ PartNumber, ETag: `piece ${PartNumber}` })) },
  });
  await files.join('id', ['one'], file);
  expect(calls.commandCalls(CopyObjectCommand)).toHaveLength(1);
  expect(calls.commandCalls(DeleteObjectCommand)).toEqual([]);
  const Body = { transformToString: async () => 'the rest' } as never;
  calls.on(GetObjectCommand, { Key: 'exports/id/pieces/two' }).resolves({ Body });
  expect(await files.get('id', 'two')).toBe('the rest');
  await files.removePieces('id', ['one', 'two']);
  expect(calls.commandCalls(DeleteObjectCommand).map(({ args }) => args[0].input.Key)).toEqual([
    'exports/id/pieces/one',
    'exports/id/pieces/two',
  ]);
});

it('leaves no parts behind if it cannot join them', async () => {
  const files = archive();
  calls.on(UploadPartCopyCommand, { PartNumber: 2 }).rejects(new Error('SlowDown'));
  await expect(files.join('id', ['one', 'two', 'three'], file)).rejects.toThrow('SlowDown');
  expect(calls.commandCalls(AbortMultipartUploadCommand).map(({ args }) => args[0].input)).toEqual([
    { Bucket: 'archive', Key: 'exports/id/london.csv', UploadId: 'upload' },
  ]);
});
