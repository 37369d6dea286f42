/**
 * What each function may do: the calls that its code makes, on the prefixes, rows and queues where it makes them, and nothing else.
 * (Lambda itself reads the queue on a consumer's behalf and writes its log; those two are granted where they are set up.)
 *
 * `s3:ListBucket` goes with `s3:GetObject` wherever an object may be missing: without it S3 answers 403 where it should say 404.
 */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type FunctionName, type QueueName, queueNames } from '../core/protocol/topology.ts';
import {
  annotationPrefix,
  erasurePrefix,
  exportPrefix,
  payloadPrefix,
  readingPrefix,
  sweepPlaceKey,
  unreferencedKey,
} from '../core/records/archive.ts';
import { apiKeyUses, claims, deadLetters, exportJobs } from '../core/records/keys.ts';
import type { DataStack } from './dataStack.ts';

/** Where LanceDB's table lies in the archive bucket. */
export const searchPrefix = 'search/';

const payloads = `${payloadPrefix}*`;
const annotations = `${annotationPrefix}*`;
const readings = `${readingPrefix}*`;
const erasureNotes = `${erasurePrefix}*`;
const exportFiles = `${exportPrefix}*`;
const searchFiles = `${searchPrefix}*`;

export function permissions(data: DataStack, name: FunctionName): PolicyStatement[] {
  const { inbox, archive, read, table, noted, indexes, send, sendExports, cursorSecret } = statements(data);
  switch (name) {
    case 'normalize':
      return [
        inbox(['s3:GetObject', 's3:GetObjectVersion'], '*'),
        inbox(['s3:ListBucket', 's3:ListBucketVersions']),
        ...read(payloads, readings),
        archive(['s3:PutObject'], payloads, readings),
        table('GetItem', 'PutItem', 'UpdateItem', 'Query'),
        noted(),
        send('normalized'),
      ];
    case 'extract':
      return [
        ...read(payloads, annotations),
        archive(['s3:PutObject'], annotations),
        table('Query'),
        noted(),
        send('extracted'),
      ];
    case 'store':
      return [
        ...read(payloads, annotations),
        archive(['s3:PutObject'], annotations),
        table('GetItem', 'PutItem', 'UpdateItem', 'Query'),
        noted(),
        send('touched'),
      ];
    case 'index':
      return [
        ...read(payloads, annotations, searchFiles),
        archive(['s3:PutObject', 's3:AbortMultipartUpload', 's3:DeleteObject'], searchFiles),
        table('GetItem', 'PutItem', 'UpdateItem', 'Query'),
        noted(),
        send('touched'),
      ];
    case 'sweep':
      return [
        inbox(['s3:GetObject'], '*'),
        inbox(['s3:ListBucket', 's3:ListBucketVersions']),
        // What whoever administers all this has begun to erase, it brings to its end: the versions that the note of it names.
        inbox(['s3:DeleteObjectVersion'], '*'),
        ...read(searchFiles, sweepPlaceKey, unreferencedKey, erasureNotes),
        archive(['s3:PutObject', 's3:AbortMultipartUpload', 's3:DeleteObject'], searchFiles),
        archive(['s3:PutObject'], sweepPlaceKey, unreferencedKey, erasureNotes),
        archive(['s3:ListBucketVersions']),
        archive(['s3:DeleteObjectVersion'], payloads, annotations, readings, searchFiles, erasureNotes),
        table('BatchGetItem', 'GetItem', 'Query', 'Scan', 'PutItem', 'DeleteItem'),
        send('uploads', 'normalized', 'touched'),
      ];
    case 'query':
      return [
        inbox(['s3:GetObject', 's3:GetObjectVersion'], '*'),
        inbox(['s3:ListBucket', 's3:ListBucketVersions']),
        // Whoever has a presigned address of it acts in its name.
        inbox(['s3:PutObject'], '*'),
        ...read(payloads, annotations),
        table('GetItem', 'BatchGetItem', 'Query'),
        spend(data),
        indexes(),
        // A redrive raises the tokens of claims, and sends whatever was given up on.
        unsettle(data),
        send(...queueNames),
        depth(data),
        cursorSecret('GetSecretValue'),
      ];
    case 'search':
      return [
        ...read(payloads, searchFiles, exportFiles),
        table('GetItem', 'BatchGetItem'),
        spend(data),
        onRows(data.table.tableArn, exportJobs, 'PutItem'),
        sendExports(),
        cursorSecret('GetSecretValue'),
      ];
    case 'export':
      return [
        ...read(payloads, annotations, searchFiles, exportFiles),
        archive(['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'], exportFiles),
        table('GetItem', 'BatchGetItem', 'Query'),
        indexes(),
        onRows(data.table.tableArn, exportJobs, 'UpdateItem'),
        sendExports(),
      ];
    case 'rotate':
      // What it makes it may not read.
      return [cursorSecret('DescribeSecret', 'PutSecretValue', 'UpdateSecretVersionStage')];
  }
}

function statements({ inbox, archive, table, queues, exports, cursorSecret }: DataStack) {
  const allow = (actions: string[], resources: string[]) => new PolicyStatement({ actions, resources });
  return {
    /** Without prefixes: on the bucket itself. */
    inbox: (actions: string[], ...prefixes: string[]) =>
      allow(
        actions,
        prefixes.length === 0 ? [inbox.bucketArn] : prefixes.map((prefix) => inbox.arnForObjects(prefix)),
      ),
    archive: (actions: string[], ...prefixes: string[]) =>
      allow(
        actions,
        prefixes.length === 0 ? [archive.bucketArn] : prefixes.map((prefix) => archive.arnForObjects(prefix)),
      ),
    /** From the archive. */
    read: (...prefixes: string[]) => [
      allow(
        ['s3:GetObject'],
        prefixes.map((prefix) => archive.arnForObjects(prefix)),
      ),
      allow(['s3:ListBucket'], [archive.bucketArn]),
    ],
    table: (...actions: string[]) =>
      allow(
        actions.map((action) => `dynamodb:${action}`),
        [table.tableArn],
      ),
    /** What a consumer gives up on is recorded, and leaves quarantine when it succeeds: those rows and no others. */
    noted: () => onRows(table.tableArn, deadLetters, 'BatchGetItem', 'PutItem', 'DeleteItem'),
    indexes: () =>
      allow(['dynamodb:Query'], [`${table.tableArn}/index/list`, `${table.tableArn}/index/source`]),
    cursorSecret: (...actions: string[]) =>
      allow(
        actions.map((action) => `secretsmanager:${action}`),
        [cursorSecret.secretArn],
      ),
    sendExports: () => allow(['sqs:SendMessage'], [exports.queue.queueArn]),
    send: (...names: QueueName[]) =>
      allow(
        ['sqs:SendMessage'],
        names.map((name) => queues[name].queue.queueArn),
      ),
  };
}

/** Notes what was asked with a key of the API; nothing else in the table is theirs to write. */
function spend({ table }: DataStack): PolicyStatement {
  return onRows(table.tableArn, apiKeyUses, 'UpdateItem');
}

function unsettle({ table }: DataStack): PolicyStatement {
  return onRows(table.tableArn, claims, 'UpdateItem');
}

/** How much is waiting and how much was given up on, for `/v1/health`. */
function depth({ queues }: DataStack): PolicyStatement {
  const resources = Object.values(queues).flatMap(({ queue, deadLetters }) => [
    queue.queueArn,
    deadLetters.queueArn,
  ]);
  return new PolicyStatement({ actions: ['sqs:GetQueueAttributes'], resources });
}

/** On the rows whose partition begins with this, and on no others. */
function onRows(tableArn: string, prefix: string, ...actions: string[]): PolicyStatement {
  return new PolicyStatement({
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${prefix}*`] } },
  });
}
