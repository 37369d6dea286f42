/** The `Objects` port on S3: a bucket with versioning switched on. */
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
import type { ObjectInfo, Objects, ObjectVersion, PutInfo, StoredObject } from '../../core/ports/objects.ts';
import type { Page } from '../../core/ports/page.ts';
import { decodeMetadata, encodeMetadata } from './metadata.ts';
import { found, isPastEnd } from './objectFaults.ts';
import { inOrder, type Place } from './versionOrder.ts';

type Body = NonNullable<GetObjectCommandOutput['Body']>;
type GetOptions = NonNullable<Parameters<Objects['get']>[1]>;

/**
 * Reading a key that is not there needs `s3:ListBucket`, or S3 answers 403 instead of 404. AccessDenied is thrown, unless it is the key
 * of the encryption that is denied (ObjectUnreadable).
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
    // A body can be read once; whoever reads again gets the same version once more.
    const take = async (): Promise<Body | undefined> => {
      const taken = unread;
      unread = undefined;
      if (taken !== undefined || body === undefined) return taken;
      const again = await this.#fetch(key, { ...options, version: info.version });
      if (again === undefined)
        throw new Error(`version ${info.version} of ${key} went away while it was read`);
      return again.body;
    };
    return {
      ...info,
      bytes: async () => (await take())?.transformToByteArray() ?? new Uint8Array(),
      async *stream() {
        const taken = await take();
        if (taken !== undefined) yield* taken as AsyncIterable<Uint8Array>;
      },
    };
  }

  /** Without a body where the range begins past the end: S3 calls that an error. */
  async #fetch(
    key: string,
    { version, range }: GetOptions,
  ): Promise<{ info: ObjectInfo; body?: Body } | undefined> {
    const request = {
      ...this.#at(key, version),
      ...(range && { Range: `bytes=${range.start}-${range.end}` }),
    };
    try {
      const output = await found(key, this.#client.send(new GetObjectCommand(request)));
      if (output === undefined) return undefined;
      const whole = /\/(\d+)$/.exec(output.ContentRange ?? '')?.[1];
      const info = infoOf(key, output, whole === undefined ? output.ContentLength : Number(whole));
      return { info, ...(output.Body && { body: output.Body }) };
    } catch (error) {
      if (range === undefined || !isPastEnd(error)) throw error;
      const info = await this.head(key, version);
      return info && { info };
    }
  }

  async head(key: string, version?: string): Promise<ObjectInfo | undefined> {
    const output = await found(key, this.#client.send(new HeadObjectCommand(this.#at(key, version))));
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
        ...this.#at(key),
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
      etag: etagOf(output.ETag),
      ...(contentType !== undefined && { contentType }),
      metadata,
    };
  }

  async delete(key: string, version?: string): Promise<void> {
    await found(key, this.#client.send(new DeleteObjectCommand(this.#at(key, version))));
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
    const items = (output.Contents ?? []).map((object) => listed(object, output.EncodingType));
    return page(items, output.IsTruncated === true ? output.NextContinuationToken : undefined);
  }

  async listVersions(prefix: string, cursor?: string): Promise<Page<ObjectVersion>> {
    const after = cursor === undefined ? undefined : fromCursor(cursor);
    const output = await this.#versions(prefix, after);
    const { EncodingType: encoding, NextKeyMarker: key, NextVersionIdMarker: version } = output;
    const items = await inOrder(
      versionsOf(output.Versions, encoding, false),
      versionsOf(output.DeleteMarkers, encoding, true),
      after,
      async (place) => {
        const { Versions: [next] = [], DeleteMarkers: [marker] = [] } = await this.#versions(
          prefix,
          place,
          1,
        );
        return (next ?? marker)?.VersionId;
      },
    );
    if (output.IsTruncated !== true || key === undefined || version === undefined) return { items };
    return page(items, toCursor({ key: decoded(key, encoding), version }));
  }

  #versions(
    prefix: string,
    after: Place | undefined,
    most?: number,
  ): Promise<ListObjectVersionsCommandOutput> {
    return this.#client.send(
      new ListObjectVersionsCommand({
        Bucket: this.#bucket,
        Prefix: prefix,
        EncodingType: 'url',
        ...(after && { KeyMarker: after.key, VersionIdMarker: after.version }),
        ...(most !== undefined && { MaxKeys: most }),
      }),
    );
  }

  #at(key: string, version?: string) {
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
    modified: seconds(output.LastModified),
    etag: etagOf(output.ETag),
    ...(output.ContentType !== undefined && { contentType: output.ContentType }),
    metadata: Object.fromEntries(
      Object.entries(output.Metadata ?? {}).map(([name, value]) => [
        name.toLowerCase(),
        decodeMetadata(value),
      ]),
    ),
  };
}

interface Listed {
  Key?: string | undefined;
  Size?: number | undefined;
  LastModified?: Date | undefined;
  ETag?: string | undefined;
}

function listed(
  object: Listed,
  encoding: string | undefined,
): Pick<ObjectInfo, 'key' | 'size' | 'modified' | 'etag'> {
  return {
    key: decoded(object.Key ?? '', encoding),
    size: object.Size ?? 0,
    modified: seconds(object.LastModified),
    etag: etagOf(object.ETag),
  };
}

function versionsOf(
  versions: readonly (Listed & { VersionId?: string | undefined; IsLatest?: boolean | undefined })[] = [],
  encoding: string | undefined,
  deleted: boolean,
): ObjectVersion[] {
  return versions.map((version) => ({
    ...listed(version, encoding),
    version: version.VersionId ?? 'null',
    latest: version.IsLatest === true,
    deleted,
  }));
}

/** Keys may hold characters that XML cannot, so listings are asked for in the encoding of forms: `+` for a space. */
function decoded(key: string, encoding: string | undefined): string {
  return encoding === 'url' ? decodeURIComponent(key.replaceAll('+', ' ')) : key;
}

/** S3 puts them in quotes. */
function etagOf(etag: string | undefined): string {
  return (etag ?? '').replaceAll('"', '');
}

/** Headers tell whole seconds; listings are cut to the same, so that a time can be compared wherever it was read. */
function seconds(date: Date | undefined): number {
  return Math.floor((date?.getTime() ?? 0) / 1000) * 1000;
}

function page<T>(items: T[], next: string | undefined): Page<T> {
  return next === undefined ? { items } : { items, next };
}

function toCursor({ key, version }: Place): string {
  return Buffer.from(JSON.stringify([key, version])).toString('base64url');
}

function fromCursor(cursor: string): Place {
  try {
    const [key, version] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    if (typeof key === 'string' && typeof version === 'string') return { key, version };
  } catch {
    // said below
  }
  throw new RangeError('not a cursor of this listing');
}
