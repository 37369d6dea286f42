/**
 * One record per function: its size, its ports, its bundle and its permissions. `infra/` builds the function
 * from it, and the function's `handler.ts` makes its ports from it.
 * Longer than 250 lines: all records are in one place.
 */
import type { TaggerName } from '../core/entities/tagger/taggers.ts';
import { type FunctionName, queueNames } from '../core/protocol/topology.ts';
import {
  annotationPrefix,
  answerPrefix,
  erasurePrefix,
  exportPrefix,
  payloadPrefix,
  readingPrefix,
  searchPrefix,
  sweepPrefix,
} from '../core/records/archive.ts';
import { canaryDocument, canaryKey } from '../core/records/canary.ts';
import {
  aliasPrefix,
  apiKeyPartition,
  apiKeyUsePrefix,
  budgetPrefix,
  changePrefix,
  claimPrefix,
  compactionPartition,
  decisionPartition,
  epochPartition,
  exportJobPrefix,
  keys,
  smallObjectPrefix,
  trendPrefix,
} from '../core/records/keys.ts';
import type { FunctionRecord } from './functionRecord.ts';
import {
  handleExportFailures,
  handleFailures,
  listInbox,
  onArchive,
  onCursorSecret,
  onInbox,
  onRows,
  onTable,
  queryIndexes,
  readArchive,
  readDeadLetterQueues,
  readExportDeadLetterQueue,
  send,
  sendExports,
} from './permission.ts';

const payloads = `${payloadPrefix}*`;
const annotations = `${annotationPrefix}*`;
const smallAnnotations = `${smallObjectPrefix}${annotationPrefix}`;
const readings = `${readingPrefix}*`;
const pendingErasures = `${erasurePrefix}*`;
const exportFiles = `${exportPrefix}*`;
const largeAnswers = `${answerPrefix}*`;
const searchFiles = `${searchPrefix}*`;
const sweepFiles = `${sweepPrefix}*`;
const replaceFiles = ['s3:PutObject', 's3:AbortMultipartUpload', 's3:DeleteObject'];

const minute = 60;

export const functions = {
  normalize: {
    timeoutSeconds: 120,
    memoryMB: 1769,
    architecture: 'arm64',
    needs: { ports: ['inbox', 'archive', 'table'], queues: ['normalized'] },
    parses: true,
    spends: true,
    metrics: true,
    bundleBytes: 1.5e6,
    permissions: [
      onInbox('s3:GetObject', 's3:GetObjectVersion'),
      listInbox,
      ...readArchive(payloads, readings),
      onArchive(['s3:PutObject'], payloads, readings),
      onTable('GetItem', 'PutItem', 'UpdateItem', 'Query'),
      ...handleFailures('uploads'),
      send('normalized'),
    ],
  },
  extract: {
    tagger: true,
    timeoutSeconds: 120,
    memoryMB: 1769,
    architecture: 'arm64',
    needs: { ports: ['archive', 'table'], queues: ['extracted'] },
    taggerWeights: true,
    authority: true,
    spends: true,
    metrics: true,
    bundleBytes: 16e6, // most of it the weights of the tagger and the authority
    permissions: [
      ...readArchive(payloads, annotations),
      onArchive(['s3:PutObject'], annotations),
      onTable('GetItem', 'Query'),
      onRows(smallAnnotations, 'PutItem'),
      onRows(budgetPrefix, 'PutItem'),
      ...handleFailures('normalized'),
      send('extracted'),
    ],
  },
  store: {
    tagger: true,
    timeoutSeconds: 120,
    memoryMB: 1024,
    architecture: 'arm64',
    needs: { ports: ['archive', 'table'], queues: ['touched'] },
    loops: true,
    spends: true,
    metrics: true,
    bundleBytes: 900e3,
    permissions: [
      ...readArchive(payloads, annotations),
      onArchive(['s3:PutObject'], annotations),
      onTable('GetItem', 'PutItem', 'UpdateItem', 'Query'),
      ...handleFailures('extracted'),
      send('touched'),
    ],
  },
  index: {
    timeoutSeconds: 300,
    memoryMB: 2048,
    architecture: 'x86_64',
    lanceDb: true,
    needs: { ports: ['archive', 'table'], queues: ['extracted', 'touched'] },
    loops: true,
    spends: true,
    metrics: true,
    bundleBytes: 2e6,
    permissions: [
      ...readArchive(payloads, annotations, searchFiles),
      onArchive(replaceFiles, searchFiles),
      onTable('GetItem', 'PutItem', 'UpdateItem', 'Query'),
      onRows(compactionPartition, 'BatchGetItem'),
      ...handleFailures('touched'),
      // Documents whose surnames alone go elsewhere now, and search rows that wait for others.
      send('extracted', 'touched'),
    ],
  },
  compact: {
    timeoutSeconds: 900,
    memoryMB: 3008,
    architecture: 'x86_64',
    lanceDb: true,
    needs: { ports: ['archive', 'table'] },
    spends: true,
    schedule: { everySeconds: 5 * minute },
    // The next run goes on with what a failed one left.
    asynchronous: { retries: 0, mostSeconds: 5 * minute },
    bundleBytes: 1.5e6,
    permissions: [
      ...readArchive(searchFiles),
      onArchive(replaceFiles, searchFiles),
      onRows(compactionPartition, 'GetItem', 'PutItem', 'DeleteItem', 'Query'),
      onRows(epochPartition, 'GetItem', 'PutItem'),
      onRows(budgetPrefix, 'PutItem'),
    ],
  },
  sweep: {
    tagger: true,
    timeoutSeconds: 900,
    memoryMB: 2048,
    architecture: 'x86_64',
    lanceDb: true,
    needs: { ports: ['inbox', 'archive', 'table'], queues: queueNames },
    spends: true,
    cursorSecret: true,
    deadLetters: true,
    metrics: true,
    schedule: { everySeconds: 15 * minute },
    // An event that waits, or fails, is of no use: the next one goes on from the same place.
    asynchronous: { retries: 0, mostSeconds: 15 * minute },
    bundleBytes: 2e6,
    permissions: [
      onInbox('s3:GetObject', 's3:GetObjectVersion'),
      listInbox,
      // The sweep finishes an erasure that an administrator began: it deletes the versions that its note
      // names.
      onInbox('s3:DeleteObjectVersion'),
      ...readArchive(payloads, annotations, searchFiles, sweepFiles, pendingErasures),
      onArchive(replaceFiles, searchFiles),
      onArchive(['s3:PutObject'], pendingErasures),
      onArchive(['s3:PutObject'], sweepFiles),
      { on: 'archive', actions: ['s3:ListBucketVersions'] },
      onArchive(
        ['s3:DeleteObjectVersion'],
        ...[payloads, annotations, readings, searchFiles, sweepFiles, pendingErasures],
      ),
      onTable('BatchGetItem', 'GetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem'),
      queryIndexes('list'),
      send('uploads', 'normalized', 'touched'),
      readDeadLetterQueues(...queueNames),
      readExportDeadLetterQueue,
      onCursorSecret('DescribeSecret'), // when it was rotated
    ],
  },
  canary: {
    timeoutSeconds: 150,
    memoryMB: 256,
    architecture: 'arm64',
    needs: { ports: ['inbox', 'archive', 'table'] },
    spends: true,
    metrics: true,
    schedule: { everySeconds: 5 * minute },
    asynchronous: { retries: 0, mostSeconds: 5 * minute },
    bundleBytes: 900e3,
    permissions: [
      { on: 'inbox', actions: ['s3:PutObject', 's3:DeleteObject'], keys: [canaryKey] },
      ...readArchive(payloads),
      onRows(keys.document(canaryDocument).pk, 'GetItem'),
      onRows(`${smallObjectPrefix}${payloadPrefix}`, 'GetItem'),
      onRows(budgetPrefix, 'Query', 'PutItem'),
    ],
  },
  query: {
    tagger: true,
    timeoutSeconds: 29,
    memoryMB: 1024,
    architecture: 'arm64',
    needs: { ports: ['inbox', 'archive', 'table'], queues: queueNames, depths: true },
    cursorSecret: true,
    spends: true,
    parses: true,
    authority: true,
    console: true,
    bundleBytes: 8e6, // most of it the authority
    permissions: [
      onInbox('s3:GetObject', 's3:GetObjectVersion'),
      listInbox,
      // A client that uploads to a presigned URL acts with this function's rights.
      onInbox('s3:PutObject'),
      ...readArchive(payloads, annotations, readings, largeAnswers),
      onArchive(['s3:PutObject'], largeAnswers),
      onTable('GetItem', 'BatchGetItem', 'Query'),
      onRows(apiKeyUsePrefix, 'UpdateItem'),
      onRows(budgetPrefix, 'PutItem'),
      queryIndexes('list', 'source'),
      // A redrive increments the fencing tokens of claims, and sends dead letters again.
      onRows(claimPrefix, 'UpdateItem'),
      onRows(decisionPartition, 'PutItem'),
      send(...queueNames),
      // `/v1/health` counts the messages of all queues.
      { on: 'queues', actions: ['sqs:GetQueueAttributes'], queues: queueNames, deadLetters: 'too' },
      onCursorSecret('GetSecretValue'),
    ],
  },
  search: {
    timeoutSeconds: 29,
    memoryMB: 2048,
    architecture: 'x86_64',
    lanceDb: true,
    needs: { ports: ['archive', 'table'] },
    cursorSecret: true,
    spends: true,
    exportQueue: true,
    authority: true,
    bundleBytes: 8.5e6, // most of it the authority
    permissions: [
      ...readArchive(payloads, annotations, searchFiles, exportFiles, largeAnswers),
      onArchive(['s3:PutObject'], largeAnswers),
      onTable('GetItem', 'BatchGetItem'),
      onRows(changePrefix, 'Query'), // whose search rows are not merged yet, and what arrived last
      onRows(aliasPrefix, 'Query'), // who a short name in a question may be
      onRows(trendPrefix, 'Query'),
      onRows(decisionPartition, 'Query'),
      onRows(apiKeyUsePrefix, 'UpdateItem'),
      onRows(exportJobPrefix, 'PutItem'),
      onRows(budgetPrefix, 'PutItem'),
      ...sendExports,
      onCursorSecret('GetSecretValue'),
    ],
  },
  export: {
    timeoutSeconds: 900,
    memoryMB: 2048,
    architecture: 'x86_64',
    lanceDb: true,
    needs: { ports: ['archive', 'table'] },
    exportQueue: true,
    spends: true,
    authority: true,
    bundleBytes: 8.5e6, // most of it the authority
    permissions: [
      ...readArchive(payloads, annotations, searchFiles, exportFiles),
      onArchive(['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'], exportFiles),
      onTable('GetItem', 'BatchGetItem', 'Query'),
      queryIndexes('list', 'source'),
      onRows(exportJobPrefix, 'UpdateItem'),
      onRows(budgetPrefix, 'PutItem'),
      ...handleExportFailures,
    ],
  },
  rotate: {
    timeoutSeconds: 30,
    memoryMB: 256,
    architecture: 'arm64',
    needs: { ports: [] },
    cursorSecret: true,
    asynchronous: { retries: 2 },
    bundleBytes: 500e3,
    // It may not read the secrets that it makes.
    permissions: [onCursorSecret('DescribeSecret', 'PutSecretValue', 'UpdateSecretVersionStage')],
  },
  authorize: {
    timeoutSeconds: 5,
    memoryMB: 512,
    architecture: 'arm64',
    needs: { ports: ['table'] },
    bundleBytes: 700e3,
    permissions: [onRows(apiKeyPartition, 'GetItem')],
  },
} as const satisfies Record<FunctionName, FunctionRecord>;

/**
 * The schedule of the sweep: how often it is invoked, and from the beginning of one pass to that of the next.
 * A pass goes on at the next invocation, not by a message to itself: Lambda ends chains of those, a lost one
 * would end the pass, and what fails is tried again without any code for it.
 */
export const sweepSchedule = { ...functions.sweep.schedule, passSeconds: 23.9 * 3600 } as const;

/**
 * How often Secrets Manager has the secret replaced that signs cursors. A cursor is valid for one to two
 * periods, because the API also accepts the previous secret.
 */
export const rotationDays = 30;

export const functionNames = Object.keys(functions) as FunctionName[];

/**
 * What a function runs on. With the accurate tagger, `extract` has an x86-64 processor, for which its speed
 * was measured (docs/adr/0050-an-accurate-tagger.md).
 */
export function machineOf(
  name: FunctionName,
  tagger: TaggerName,
): Pick<FunctionRecord, 'memoryMB' | 'architecture'> {
  const { memoryMB, architecture } = functionRecord(name);
  const isNetwork = name === 'extract' && tagger === 'accurate';
  return { memoryMB, architecture: isNetwork ? 'x86_64' : architecture };
}

/** The record by a name that is known only at run time. */
export function functionRecord(name: FunctionName): FunctionRecord {
  return functions[name];
}
