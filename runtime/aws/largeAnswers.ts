/**
 * Large answers on AWS: files under `answers/` in the archive bucket, which expire after a day.
 */
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { hash } from '../../core/hash.ts';
import type { PlaceLargeAnswer } from '../../core/ports/largeAnswers.ts';
import { answerPrefix } from '../../core/records/archive.ts';
import { s3Client } from './clients.ts';
import { archiveBucket } from './environment.ts';

/** Long enough to follow a redirect, and to read a large file over a slow line. */
const urlSeconds = 300;

/** Puts answers that are too large for Lambda into the archive, and returns a presigned address of each. */
export function largeAnswersOnS3(client: S3Client, bucket: string): PlaceLargeAnswer {
  return async ({ body, type }) => {
    const object = { Bucket: bucket, Key: `${answerPrefix}${hash(type, body)}` };
    await client.send(
      new PutObjectCommand({
        ...object,
        Body: body,
        ContentType: type,
        CacheControl: 'private, no-store',
      }),
    );
    return getSignedUrl(client, new GetObjectCommand(object), { expiresIn: urlSeconds });
  };
}

/** @throws EnvironmentFault */
export function largeAnswersFromEnvironment(): PlaceLargeAnswer {
  return largeAnswersOnS3(s3Client(), archiveBucket());
}
