/** The `Objects` port on S3: a bucket with versioning. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { hash } from '../../core/hash.ts';
import type { ObjectInfo, Objects, ObjectVersion, PutInfo, StoredObject } from '../../core/ports/objects.ts';
import type { Page } from '../../core/ports/page.ts';
import {
  decodeKey,
  decodeVersionCursor,
  encodeVersionCursor,
  fromListing,
  fromVersionListing,
  pageOf,
  wholeSeconds,
  withoutQuotes,
} from './listing.ts';
import { decodeMetadata, encodeMetadata } from './metadata.ts';
import { isPastEnd, undefinedIfMissing } from './objectFaults.ts';
import { mergeVersionLists, type VersionPosition } from './versionOrder.ts';

type Body = NonNullable<GetObjectCommandOutput['Body']>;
type GetOptions = NonNullable<Parameters<Objects['get']>[1]>;

/**
 * Reads need `s3:ListBucket` besides `s3:GetObject`, or S3 answers 403 instead of 404 for a missing key.
 * AccessDenied is thrown as it is, unless it concerns the encryption key (ObjectUnreadable).
 */
export class S3Objects implements Objects {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async get(key: string, options: GetOptions = {}): Promise<StoredObject | undefined> {
    const fetched = await this.#fetch(key, options);
    if (fetched === undefined) return undefined;
    const { info, body } = fetched;
    let unread: Body | undefined = body;
    // A body can be read only once; a second read fetches the same version again.
    const takeBody = async (): Promise<Body | undefined> => {
      const taken = unread;
      unread = undefined;
      if (taken !== undefined || body === undefined) return taken;
      const again = await this.#fetch(key, { ...options, version: info.version });
      if (again === undefined)
        throw new Error(`version ${info.version} of ${hash(key)} was removed while it was read`);
      return again.body;
    };
    return {
      ...info,
      bytes: async () => (await takeBody())?.transformToByteArray() ?? new Uint8Array(),
      async *stream() {
        const taken = await takeBody();
        if (taken !== undefined) yield* taken as AsyncIterable<Uint8Array>;
      },
    };
  }

  /** Without a body for a range that begins past the end, which S3 treats as an error. */
  async #fetch(
    key: string,
    { version, range }: GetOptions,
  ): Promise<{ info: ObjectInfo; body?: Body } | undefined> {
    const request = {
      ...this.#target(key, version),
      ...(range && { Range: `bytes=${range.start}-${range.end}` }),
    };
    try {
      const output = await undefinedIfMissing(key, this.#client.send(new GetObjectCommand(request)));
      if (output === undefined) return undefined;
      const fullSize = /\/(\d+)$/.exec(output.ContentRange ?? '')?.[1];
      const info = infoOf(key, output, fullSize === undefined ? output.ContentLength : Number(fullSize));
      return { info, ...(output.Body && { body: output.Body }) };
    } catch (error) {
      if (range === undefined || !isPastEnd(error)) throw error;
      const info = await this.head(key, version);
      return info && { info };
    }
  }

  async head(key: string, version?: string): Promise<ObjectInfo | undefined> {
    const command = new HeadObjectCommand(this.#target(key, version));
    const output = await undefinedIfMissing(key, this.#client.send(command));
    return output && infoOf(key, output, output.ContentLength);
  }

  async put(
    key: string,
    body: Uint8Array | string,
    options: { contentType?: string; metadata?: Record<string, string> } = {},
  ): Promise<PutInfo> {
    const { contentType } = options;
    const metadata = Object.fromEntries(
      Object.entries(options.metadata ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const output = await this.#client.send(
      new PutObjectCommand({
        ...this.#target(key),
        Body: body,
        Metadata: Object.fromEntries(
          Object.entries(metadata).map(([name, value]) => [name, encodeMetadata(value)]),
        ),
        ...(contentType !== undefined && { ContentType: contentType }),
      }),
    );
    return {
      key,
      version: output.VersionId ?? 'null',
      size: Buffer.byteLength(body),
      etag: withoutQuotes(output.ETag),
      ...(contentType !== undefined && { contentType }),
      metadata,
    };
  }

  async delete(key: string, version?: string): Promise<void> {
    await undefinedIfMissing(key, this.#client.send(new DeleteObjectCommand(this.#target(key, version))));
  }

  async list(prefix: string, cursor?: string): ReturnType<Objects['list']> {
    const output = await this.#client.send(
      new ListObjectsV2Command({
        Bucket: this.#bucket,
        Prefix: prefix,
        EncodingType: 'url',
        ...(cursor !== undefined && { ContinuationToken: cursor }),
      }),
    );
    const items = (output.Contents ?? []).map((object) => fromListing(object, output.EncodingType));
    return pageOf(items, output.IsTruncated === true ? output.NextContinuationToken : undefined);
  }

  async listVersions(prefix: string, cursor?: string): Promise<Page<ObjectVersion>> {
    const after = cursor === undefined ? undefined : decodeVersionCursor(cursor);
    const output = await this.#listVersions(prefix, after);
    const { EncodingType: encoding, NextKeyMarker: key, NextVersionIdMarker: version } = output;
    const items = await mergeVersionLists(
      fromVersionListing(output.Versions, encoding, false),
      fromVersionListing(output.DeleteMarkers, encoding, true),
      after,
      async (position) => {
        const next = await this.#listVersions(prefix, position, 1);
        return (next.Versions?.[0] ?? next.DeleteMarkers?.[0])?.VersionId;
      },
    );
    if (output.IsTruncated !== true || key === undefined || version === undefined) return { items };
    return pageOf(items, encodeVersionCursor({ key: decodeKey(key, encoding), version }));
  }

  #listVersions(
    prefix: string,
    after: VersionPosition | undefined,
    limit?: number,
  ): Promise<ListObjectVersionsCommandOutput> {
    return this.#client.send(
      new ListObjectVersionsCommand({
        Bucket: this.#bucket,
        Prefix: prefix,
        EncodingType: 'url',
        ...(after && { KeyMarker: after.key, VersionIdMarker: after.version }),
        ...(limit !== undefined && { MaxKeys: limit }),
      }),
    );
  }

  #target(key: string, version?: string) {
    return { Bucket: this.#bucket, Key: key, ...(version !== undefined && { VersionId: version }) };
  }
}

function infoOf(
  key: string,
  output: GetObjectCommandOutput | HeadObjectCommandOutput,
  size: number | undefined,
): ObjectInfo {
  return {
    key,
    version: output.VersionId ?? 'null',
    size: size ?? 0,
    modified: wholeSeconds(output.LastModified),
    etag: withoutQuotes(output.ETag),
    ...(output.ContentType !== undefined && { contentType: output.ContentType }),
    metadata: Object.fromEntries(
      Object.entries(output.Metadata ?? {}).map(([name, value]) => [
        name.toLowerCase(),
        decodeMetadata(value),
      ]),
    ),
  };
}
