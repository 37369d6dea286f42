/**
 * Uploads on AWS: a presigned URL of the inbox bucket. Its signature covers the length, the content type, the
 * metadata and the version that may be replaced, so that the URL is good for nothing else.
 */
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Clock } from '../../core/ports/clock.ts';
import { type CreateUploadTarget, uploadSeconds } from '../../core/ports/uploads.ts';
import { s3Host } from './clients.ts';
import { encodeMetadata } from './metadata.ts';

/** The origin of the addresses that `presignedUploads` gives. */
export function bucketOrigin(bucket: string): string {
  return `https://${bucket}.${s3Host(process.env.AWS_REGION ?? '')}`;
}

/** Presigns uploads to the inbox: length, type and metadata are signed, and no other object is replaced. */
export function presignedUploads(client: S3Client, bucket: string, clock: Clock): CreateUploadTarget {
  return async ({ key, bytes, contentType, metadata, replaces }) => {
    const headers: Record<string, string> =
      replaces === undefined ? { 'if-none-match': '*' } : { 'if-match': `"${replaces}"` };
    if (contentType !== undefined) headers['content-type'] = contentType;
    for (const [name, value] of Object.entries(metadata))
      headers[`x-amz-meta-${name}`] = encodeMetadata(value);
    const Metadata = Object.fromEntries(
      Object.entries(metadata).map(([name, value]) => [name, encodeMetadata(value)]),
    );
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Metadata,
      ContentLength: bytes,
      ...(replaces === undefined ? { IfNoneMatch: '*' } : { IfMatch: `"${replaces}"` }),
      ...(contentType && { ContentType: contentType }),
    });
    // Every client sends the length by itself; a browser does not even let a page set it.
    const names = new Set([...Object.keys(headers), 'content-length']);
    const url = await getSignedUrl(client, command, {
      expiresIn: uploadSeconds,
      signableHeaders: names,
      unhoistableHeaders: names,
    });
    return { url, headers, expires: new Date(clock() + uploadSeconds * 1000).toISOString() };
  };
}
