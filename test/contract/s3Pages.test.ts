/** Listings over pages of an item or two: the adapter of S3 before a bucket in memory, and that bucket. */
import {
  DeleteObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { S3Objects } from '../../runtime/aws/objects.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { smallListingsContract } from './suites/objectsPages.ts';

class PagedObjects extends MemoryObjects {
  readonly #pageItems: number;

  constructor(pageItems: number) {
    super(() => 1_600_000_000_000); // all versions have the same time, which makes their order hard to tell
    this.#pageItems = pageItems;
  }

  protected override pageSize(): number {
    return this.#pageItems;
  }
}

smallListingsContract('the bucket in memory', (pageItems) => new PagedObjects(pageItems));

interface ListRequest {
  Prefix?: string;
  ContinuationToken?: string;
  KeyMarker?: string;
  VersionIdMarker?: string;
  MaxKeys?: number;
}

/** The encoding of keys in listings: `+` for a space. */
const encoded = (key: string) => encodeURIComponent(key).replaceAll('%20', '+');

smallListingsContract('the bucket on S3', (pageItems) => {
  const bucket = new MemoryObjects(() => 1_600_000_000_000);
  const s3 = mockClient(S3Client);
  s3.on(PutObjectCommand).callsFake(async ({ Key: key, Body: body }: { Key: string; Body: string }) => ({
    VersionId: (await bucket.put(key, body)).version,
    ETag: '"e"',
  }));
  s3.on(DeleteObjectCommand).callsFake(async ({ Key: key }: { Key: string }) => {
    await bucket.delete(key);
    return {};
  });
  s3.on(ListObjectsV2Command).callsFake(
    async ({ Prefix: prefix = '', ContinuationToken: token }: ListRequest) => {
      const { items } = await bucket.list(prefix);
      const from = Number(token ?? 0);
      const next = from + pageItems;
      return {
        EncodingType: 'url',
        Contents: items.slice(from, next).map(({ key }) => ({ Key: encoded(key), Size: 1, ETag: '"e"' })),
        IsTruncated: next < items.length,
        ...(next < items.length && { NextContinuationToken: String(next) }),
      };
    },
  );
  s3.on(ListObjectVersionsCommand).callsFake(async (request: ListRequest) => {
    const { items } = await bucket.listVersions(request.Prefix ?? '');
    const { KeyMarker: key, VersionIdMarker: version } = request;
    const from = 1 + items.findIndex((item) => item.key === key && item.version === version);
    const page = items.slice(from, from + Math.min(request.MaxKeys ?? pageItems, pageItems));
    const last = page.at(-1);
    const more = from + page.length < items.length;
    const listed = (deleted: boolean) =>
      page
        .filter((item) => item.deleted === deleted)
        .map((item) => ({
          Key: encoded(item.key),
          VersionId: item.version,
          IsLatest: item.latest,
          LastModified: new Date(item.modified),
        }));
    return {
      EncodingType: 'url',
      Versions: listed(false),
      DeleteMarkers: listed(true),
      IsTruncated: more,
      ...(more && last && { NextKeyMarker: encoded(last.key), NextVersionIdMarker: last.version }),
    };
  });
  return new S3Objects(new S3Client({ region: 'us-east-1' }), 'inbox');
});
