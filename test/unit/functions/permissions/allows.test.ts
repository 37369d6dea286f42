import { describe, expect, it } from 'vitest';
import {
  handleFailures,
  listInbox,
  onArchive,
  onCursorSecret,
  onInbox,
  onRows,
  onTable,
  queryIndexes,
  readArchive,
  send,
} from '../../../../functions/permission.ts';
import { allows, type Call } from './allows.ts';

const permissions = [
  onInbox('s3:GetObject'),
  listInbox,
  ...readArchive('payloads/*', 'sweep/place.json'),
  onArchive(['s3:PutObject'], 'annotations/*'),
  onTable('GetItem'),
  onRows('DEAD#', 'PutItem', 'Query'),
  queryIndexes('list', 'source'),
  send('normalized'),
  { on: 'queues', actions: ['sqs:GetQueueAttributes'], queues: ['touched'], deadLetters: 'too' } as const,
  ...handleFailures('uploads'),
  onCursorSecret('GetSecretValue'),
];
const table = (action: string, ...partitions: string[]): Call => ({ on: 'table', action, partitions });

describe('permissions allow', () => {
  it.each<[what: string, call: Call]>([
    ['any object of the inbox', { on: 'inbox', action: 's3:GetObject', key: 'a/b.txt' }],
    ['a listing of the bucket', { on: 'inbox', action: 's3:ListBucketVersions' }],
    ['an object under a prefix', { on: 'archive', action: 's3:GetObject', key: 'payloads/x.json' }],
    ['a single object', { on: 'archive', action: 's3:GetObject', key: 'sweep/place.json' }],
    ['any row, if no rows are named', table('dynamodb:GetItem', 'DOC#1')],
    ['the rows that are named', table('dynamodb:PutItem', 'DEAD#1', 'DEAD#2')],
    ['an index', { ...table('dynamodb:Query', 'LIST#0'), index: 'list' } as Call],
    ['a queue', { on: 'queues', action: 'sqs:SendMessage', queue: 'normalized' }],
    [
      'its dead letters',
      { on: 'queues', action: 'sqs:GetQueueAttributes', queue: 'touched', deadLetters: true },
    ],
    [
      'the dead letters alone',
      { on: 'queues', action: 'sqs:SendMessage', queue: 'uploads', deadLetters: true },
    ],
    ['the secret', { on: 'cursorSecret', action: 'secretsmanager:GetSecretValue' }],
  ])('%s', (_, call) => {
    expect(allows(permissions, call)).toBe(true);
  });
});

describe('permissions deny', () => {
  it.each<[what: string, call: Call]>([
    ['another action', { on: 'inbox', action: 's3:GetObjectVersion', key: 'a.txt' }],
    ['another bucket', { on: 'inbox', action: 's3:PutObject', key: 'annotations/x.json' }],
    ['another prefix', { on: 'archive', action: 's3:GetObject', key: 'annotations/x.json' }],
    ['an object on the right to a bucket', { on: 'inbox', action: 's3:ListBucket', key: 'a.txt' }],
    ['a bucket on the right to its objects', { on: 'inbox', action: 's3:GetObject' }],
    [
      'a key that only begins like an object',
      { on: 'archive', action: 's3:GetObject', key: 'sweep/place.json2' },
    ],
    ['rows of another kind', table('dynamodb:PutItem', 'DOC#1')],
    ['one row of another kind among others', table('dynamodb:PutItem', 'DEAD#1', 'DOC#1')],
    ['a call that names no rows', table('dynamodb:Query')],
    ['the table on the right to an index', table('dynamodb:Query', 'LIST#0')],
    ['an index on the right to the table', { ...table('dynamodb:GetItem', 'LIST#0'), index: 'list' } as Call],
    ['another queue', { on: 'queues', action: 'sqs:SendMessage', queue: 'touched' }],
    [
      'the dead letters of a queue that may be sent to',
      { on: 'queues', action: 'sqs:SendMessage', queue: 'normalized', deadLetters: true },
    ],
    [
      'a queue whose dead letters may be sent to',
      { on: 'queues', action: 'sqs:SendMessage', queue: 'uploads' },
    ],
    ['the exports', { on: 'exportQueue', action: 'sqs:SendMessage' }],
    ['writing the secret', { on: 'cursorSecret', action: 'secretsmanager:PutSecretValue' }],
  ])('%s', (_, call) => {
    expect(allows(permissions, call)).toBe(false);
  });
});
