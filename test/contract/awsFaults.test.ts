/**
 * How the adapters handle faults of S3, SQS and DynamoDB that no stand-in server produces.
 * Longer than 250 lines: each service needs its own mock, and the faults are one subject.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import {
  type BatchResultErrorEntry,
  SendMessageBatchCommand,
  type SendMessageBatchCommandOutput,
  type SendMessageBatchRequestEntry,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { BatchGetCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { ItemRefused, ObjectUnreadable, TransientFault } from '../../core/errors.ts';
import { isServiceFault } from '../../core/protocol/serviceFault.ts';
import type { Backoff } from '../../runtime/aws/backoff.ts';
import { S3Objects } from '../../runtime/aws/objects.ts';
import { MessageRefused, SqsQueue } from '../../runtime/aws/queue.ts';
import { DynamoTable } from '../../runtime/aws/table.ts';

const pauses: number[] = [];
const backoff: Backoff = {
  attempts: 4,
  pause: async (attempt) => {
    pauses.push(attempt);
  },
};
beforeEach(() => {
  pauses.length = 0;
});

describe('SQS', () => {
  const sqs = mockClient(SQSClient);
  const queue = new SqsQueue(
    new SQSClient({ region: 'us-east-1' }),
    { url: 'https://sqs.invalid/1/q' },
    backoff,
  );
  const sent = () =>
    sqs.commandCalls(SendMessageBatchCommand).map((call) => call.args[0].input.Entries ?? []);
  const bodiesSent = () => sent().map((entries) => entries.map((entry) => entry.MessageBody));
  beforeEach(() => {
    sqs.reset();
  });

  /** Answers each request with the faults that `failing` returns for its entries. */
  function answer(
    failing: (
      entry: SendMessageBatchRequestEntry,
      request: number,
    ) => Partial<BatchResultErrorEntry> | undefined,
  ): void {
    let requests = 0;
    sqs
      .on(SendMessageBatchCommand)
      .callsFake(({ Entries: entries }: { Entries: SendMessageBatchRequestEntry[] }) => {
        const request = ++requests;
        const output: Pick<SendMessageBatchCommandOutput, 'Successful' | 'Failed'> = {
          Successful: [],
          Failed: [],
        };
        for (const entry of entries) {
          const fault = failing(entry, request);
          if (fault === undefined)
            output.Successful?.push({ Id: entry.Id, MessageId: `m${entry.Id}`, MD5OfMessageBody: '' });
          else output.Failed?.push({ Id: entry.Id, Code: 'InternalError', SenderFault: false, ...fault });
        }
        return output;
      });
  }

  it('gets only the failed messages again', async () => {
    answer(({ MessageBody: body }, request) => (body === 'b' && request < 3 ? {} : undefined));
    await queue.send(['a', 'b', 'c'], { delaySeconds: 5 });
    expect(bodiesSent()).toEqual([['a', 'b', 'c'], ['b'], ['b']]);
    expect(
      sent()
        .flat()
        .every((entry) => entry.DelaySeconds === 5),
    ).toBe(true);
    expect(pauses).toEqual([1, 2]);
  });

  it('that keeps failing is a transient fault, and the other batches are sent', async () => {
    answer(({ MessageBody: body }) => (body === '3' ? {} : undefined));
    const bodies = Array.from({ length: 25 }, (_, i) => String(i));
    await expect(queue.send(bodies)).rejects.toThrow(TransientFault);
    expect(new Set(bodiesSent().flat())).toEqual(new Set(bodies));
    expect(bodiesSent().filter((batch) => batch.length === 1)).toHaveLength(3);
  });

  it('gets more attempts while it makes progress', async () => {
    answer(({ Id: id }, request) => (Number(id) >= request ? {} : undefined));
    await queue.send(Array.from({ length: 10 }, (_, i) => String(i)));
    expect(sent().map((entries) => entries.length)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('that blames the sender gets no retry', async () => {
    answer(({ MessageBody: body }) =>
      body === 'bad' ? { SenderFault: true, Code: 'InvalidMessageContents' } : undefined,
    );
    await expect(queue.send(['good', 'bad'])).rejects.toThrow(MessageRefused);
    expect(sent()).toHaveLength(1);
  });

  it('that throttles gets a retry, even if it blames the sender', async () => {
    answer((_, request) => (request === 1 ? { SenderFault: true, Code: 'RequestThrottled' } : undefined));
    await queue.send(['a']);
    expect(sent()).toHaveLength(2);
  });

  it('that refuses a whole request throws', async () => {
    sqs
      .on(SendMessageBatchCommand)
      .rejects(named('AccessDenied', 'not authorized to perform: sqs:sendmessage'));
    await expect(queue.send(['a'])).rejects.toThrow('sqs:sendmessage');
  });

  it('gets batches of at most ten messages and 256 KB of UTF-8', async () => {
    answer(() => undefined);
    await queue.send([
      ...Array.from({ length: 23 }, () => 'x'),
      ...Array.from({ length: 5 }, () => 'é'.repeat(60_000)),
    ]);
    const batches = bodiesSent();
    expect(batches.map((batch) => batch.length)).toEqual([10, 10, 5, 2, 1]);
    for (const batch of batches) expect(Buffer.byteLength(batch.join(''))).toBeLessThanOrEqual(262_144);
  });

  it('gets nothing if one message is too large', async () => {
    answer(() => undefined);
    await expect(queue.send(['a', 'x'.repeat(262_145)])).rejects.toThrow(MessageRefused);
    expect(sent()).toEqual([]);
  });

  it('throws if depth needs a dead-letter URL that is missing', async () => {
    await expect(queue.depth()).rejects.toThrow('dead-letter queue');
  });
});

describe('DynamoDB', () => {
  const dynamo = mockClient(DynamoDBDocumentClient);
  const table = new DynamoTable(new DynamoDBClient({ region: 'us-east-1' }), 'dateline', backoff);
  const keys = Array.from({ length: 150 }, (_, i) => ({ pk: 'p', sk: String(i) }));
  const asked = () =>
    dynamo
      .commandCalls(BatchGetCommand)
      .map((call) => call.args[0].input.RequestItems?.dateline?.Keys?.length);
  beforeEach(() => {
    dynamo.reset();
  });

  /** Processes `most` keys of each request and returns the rest as unprocessed. */
  function answer(most: (request: number) => number): void {
    let requests = 0;
    dynamo
      .on(BatchGetCommand)
      .callsFake(
        ({ RequestItems: { dateline } }: { RequestItems: { dateline: { Keys: { sk: string }[] } } }) => {
          const count = most(++requests);
          const left = dateline.Keys.slice(count);
          return {
            ...(count > 0 && {
              Responses: { dateline: dateline.Keys.slice(0, count).map((key) => ({ ...key, is: key.sk })) },
            }),
            UnprocessedKeys: left.length === 0 ? {} : { dateline: { Keys: left } },
          };
        },
      );
  }

  it('gets unprocessed keys again', async () => {
    answer((request) => [40, 0, 0, 100, 100][request - 1] ?? 0);
    expect((await table.batchGet(keys)).map((item) => item?.is)).toEqual(keys.map(({ sk }) => sk));
    expect(asked()).toEqual([100, 60, 60, 60, 50]);
    expect(pauses).toEqual([1, 2, 3]);
  });

  it('that keeps leaving keys unprocessed is a transient fault', async () => {
    answer((request) => (request === 1 ? 40 : 0));
    await expect(table.batchGet(keys)).rejects.toThrow(TransientFault);
    expect(asked()).toEqual([100, 60, 60, 60]);
  });

  it('gets a duplicate key only once', async () => {
    answer(() => 100);
    expect(await table.batchGet([keys[0], keys[0]].filter((key) => key !== undefined))).toHaveLength(2);
    expect(asked()).toEqual([1]);
  });

  it('returns false for a failed condition and throws a fault', async () => {
    dynamo
      .on(PutCommand)
      .rejectsOnce(named('ConditionalCheckFailedException', 'no'))
      .rejects(named('AccessDeniedException', 'not yours'));
    const condition = { attribute: 'token', equals: 1 };
    expect(await table.put({ pk: 'p', sk: 's' }, condition)).toBe(false);
    await expect(table.put({ pk: 'p', sk: 's' }, condition)).rejects.toThrow('not yours');
  });

  it('refuses an item only if it says that the item, or a key, is too large', async () => {
    const errors = [
      named('ValidationException', 'Item size has exceeded the maximum allowed size'),
      named('ValidationException', 'The number of conditions on the keys is invalid'),
      named('InternalServerError', 'The size is unknown'),
    ];
    for (const error of errors) {
      dynamo.on(PutCommand).rejects(error);
      const outcome = await table.put({ pk: 'p', sk: 's' }).catch((thrown: unknown) => thrown);
      if (error === errors[0]) expect(outcome).toBeInstanceOf(ItemRefused);
      else expect(outcome).toBe(error);
    }
  });

  it('is not asked with a cursor that is none of its own', async () => {
    for (const cursor of [null, 'text', { sk: 's' }, { pk: 'p', sk: 7 }])
      await expect(table.scan(Buffer.from(JSON.stringify(cursor)).toString('base64url'))).rejects.toThrow(
        'not a cursor of this table',
      );
    const ofAnother = Buffer.from(JSON.stringify({ pk: 'q', sk: 's' })).toString('base64url');
    await expect(table.query({ pk: 'p', cursor: ofAnother })).rejects.toThrow('belongs to another query');
  });

  it('gets names and values only as placeholders', async () => {
    dynamo.on(PutCommand).resolves({});
    await table.put({ pk: 'p', sk: 's' }, { attribute: 'x) OR (y', absentOrAtMost: 3 });
    expect(dynamo.commandCalls(PutCommand)[0]?.args[0].input).toMatchObject({
      ConditionExpression: 'attribute_not_exists(#0) OR #0 <= :1',
      ExpressionAttributeNames: { '#0': 'x) OR (y' },
      ExpressionAttributeValues: { ':1': 3 },
    });
  });
});

describe('S3', () => {
  const s3 = mockClient(S3Client);
  const objects = new S3Objects(new S3Client({ region: 'us-east-1' }), 'inbox');
  beforeEach(() => {
    s3.reset();
  });

  it.each([
    ['no such key', 'NoSuchKey', 404],
    ['no such version', 'NoSuchVersion', 404],
    ['a delete marker, asked for by its version', 'MethodNotAllowed', 405],
    ['a HEAD that found nothing', 'NotFound', 404],
  ])('has no object: %s', async (_, name, status) => {
    s3.on(GetObjectCommand).rejects(refused(name, status));
    s3.on(HeadObjectCommand).rejects(refused(name, status));
    expect(await objects.get('a', { version: 'v' })).toBeUndefined();
    expect(await objects.head('a', 'v')).toBeUndefined();
  });

  it('names no key if a version was removed while it was read', async () => {
    const body = { transformToByteArray: async () => new Uint8Array() } as never;
    s3.on(GetObjectCommand)
      .resolvesOnce({ Body: body, VersionId: 'v', LastModified: new Date(0) })
      .rejects(refused('NoSuchVersion', 404));
    const object = await objects.get('wire/quokka.txt');
    await object?.bytes();
    await expect(object?.bytes()).rejects.toThrow(/^version v of [0-9a-f]{8,} was removed/);
  });

  it.each([
    ['archived', 'InvalidObjectState', 403, "The operation is not valid for the object's storage class"],
    [
      'denied',
      'AccessDenied',
      403,
      'User: arn:x is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext',
    ],
    ['denied', 'AccessDenied', 403, 'The ciphertext refers to a customer master key that does not exist'],
    ['denied', 'KMS.DisabledException', 400, 'arn:x is disabled.'],
    ['denied', 'KMS.KMSInvalidStateException', 400, 'arn:x is pending deletion.'],
  ])('has an unreadable object, %s: %s', async (why, name, status, message) => {
    s3.on(GetObjectCommand).rejects(refused(name, status, message));
    const reading = objects.get('a');
    await expect(reading).rejects.toThrow(ObjectUnreadable);
    await expect(reading).rejects.toMatchObject({ reason: why });
  });

  it.each([
    ['AccessDenied', 403, 'Access Denied'],
    ['NoSuchBucket', 404, 'The specified bucket does not exist'],
    ['InternalError', 500, 'We encountered an internal error'],
    ['TimeoutError', undefined, 'no answer'],
  ])('throws %s', async (name, status, message) => {
    const error = refused(name, status, message);
    s3.on(GetObjectCommand).rejects(error);
    await expect(objects.get('a')).rejects.toBe(error);
  });

  it.each([
    ['KMS.ThrottlingException', 400],
    ['KMS.InternalException', 500],
  ])('postpones what it is asked for at %s', async (name, status) => {
    s3.on(GetObjectCommand).rejects(refused(name, status, 'Reduce the frequency of your calls.'));
    const fault = await objects.get('a').catch((error: unknown) => error);
    expect(isServiceFault(fault)).toBe(true);
  });

  it('is asked for the order of a version and a delete marker of the same second', async () => {
    const [at, older] = [new Date('2021-05-03T10:00:00Z'), new Date('2021-05-03T09:59:59Z')];
    s3.on(ListObjectVersionsCommand).resolves({
      EncodingType: 'url',
      Versions: [
        { Key: 'a+b%2B', VersionId: 'v3', LastModified: at, IsLatest: true },
        { Key: 'a+b%2B', VersionId: 'v2', LastModified: at },
        { Key: 'a+b%2B', VersionId: 'v1', LastModified: older },
      ],
      DeleteMarkers: [
        { Key: 'a+b%2B', VersionId: 'd2', LastModified: at },
        { Key: 'a+b%2B', VersionId: 'd1', LastModified: at },
      ],
    });
    const askedAfter = (version: string, next: object) =>
      s3
        .on(ListObjectVersionsCommand, { KeyMarker: 'a b+', VersionIdMarker: version, MaxKeys: 1 })
        .resolves(next);
    askedAfter('v3', { DeleteMarkers: [{ Key: 'a+b%2B', VersionId: 'd2' }] });
    askedAfter('d2', { Versions: [{ Key: 'a+b%2B', VersionId: 'v2' }] });
    const { items, next } = await objects.listVersions('a');
    expect(items.map(({ version }) => version)).toEqual(['v3', 'd2', 'v2', 'd1', 'v1']);
    expect(items.every(({ key }) => key === 'a b+')).toBe(true);
    expect(next).toBeUndefined();
    expect(s3.commandCalls(ListObjectVersionsCommand)).toHaveLength(3);
  });
});

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function refused(name: string, status: number | undefined, message = name): S3ServiceException {
  return new S3ServiceException({
    name,
    message,
    $fault: 'client',
    $metadata: status === undefined ? {} : { httpStatusCode: status },
  });
}
