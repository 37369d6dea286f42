/** What a function may do, as plain data. `infra/permissions.ts` turns it into IAM policy statements. */
import type { IndexName } from '../core/ports/table.ts';
import type { QueueName } from '../core/protocol/topology.ts';
import { deadLetterPrefix } from '../core/records/keys.ts';

export type Permission =
  | {
      on: 'inbox' | 'archive';
      actions: readonly string[];
      /** Objects whose keys match one of these; absent: the bucket itself. */
      keys?: readonly string[];
    }
  | {
      on: 'table';
      actions: readonly string[];
      /** Only rows whose partition key begins with this. */
      rows?: string;
      /** These indexes instead of the table. */
      indexes?: readonly IndexName[];
    }
  | {
      on: 'queues';
      actions: readonly string[];
      queues: readonly QueueName[];
      /** Also their dead-letter queues, or these alone. */
      deadLetters?: 'too' | 'only';
    }
  | { on: 'exportQueue'; actions: readonly string[]; deadLetters?: 'too' | 'only' }
  | { on: 'cursorSecret'; actions: readonly string[] };

/** Without `s3:ListBucket`, S3 answers 403 instead of 404 for an object that does not exist. */
export const readArchive = (...keys: string[]): Permission[] => [
  { on: 'archive', actions: ['s3:GetObject'], keys },
  { on: 'archive', actions: ['s3:ListBucket'] },
];

export const onArchive = (actions: readonly string[], ...keys: string[]): Permission => ({
  on: 'archive',
  actions,
  keys,
});

export const onInbox = (...actions: string[]): Permission => ({ on: 'inbox', actions, keys: ['*'] });

export const listInbox: Permission = { on: 'inbox', actions: ['s3:ListBucket', 's3:ListBucketVersions'] };

/** @param actions of DynamoDB, without their prefix */
export const onTable = (...actions: string[]): Permission => ({ on: 'table', actions: dynamo(actions) });

/** @param rows what the partition keys of the rows begin with */
export const onRows = (rows: string, ...actions: string[]): Permission => ({
  on: 'table',
  actions: dynamo(actions),
  rows,
});

export const queryIndexes = (...indexes: IndexName[]): Permission => ({
  on: 'table',
  actions: dynamo(['Query']),
  indexes,
});

/** A consumer counts the failures of messages, and records those that it gives up on. */
const countFailures: Permission = onRows(deadLetterPrefix, 'BatchGetItem', 'PutItem', 'DeleteItem');

export const send = (...queues: QueueName[]): Permission => ({
  on: 'queues',
  actions: ['sqs:SendMessage'],
  queues,
});

/** What a consumer needs for the messages of its queue that it does not finish. */
export const handleFailures = (queue: QueueName): Permission[] => [
  countFailures,
  { on: 'queues', actions: ['sqs:SendMessage'], queues: [queue], deadLetters: 'only' },
];

/** To read the dead-letter queues, and to replace what is in them. */
export const readDeadLetterQueues = (...queues: QueueName[]): Permission => ({
  on: 'queues',
  actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:SendMessage'],
  queues,
  deadLetters: 'only',
});

/** The same of the exports. */
export const readExportDeadLetterQueue: Permission = {
  on: 'exportQueue',
  actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:SendMessage'],
  deadLetters: 'only',
};

export const handleExportFailures: Permission[] = [
  countFailures,
  { on: 'exportQueue', actions: ['sqs:SendMessage'], deadLetters: 'only' },
];

/** To begin exports, of which only so many may wait. */
export const sendExports: Permission[] = [
  { on: 'exportQueue', actions: ['sqs:SendMessage'] },
  { on: 'exportQueue', actions: ['sqs:GetQueueAttributes'], deadLetters: 'too' },
];

/** @param actions of Secrets Manager, without their prefix */
export const onCursorSecret = (...actions: string[]): Permission => ({
  on: 'cursorSecret',
  actions: actions.map((action) => `secretsmanager:${action}`),
});

function dynamo(actions: readonly string[]): string[] {
  return actions.map((action) => `dynamodb:${action}`);
}
