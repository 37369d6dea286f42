/**
 * Names of the environment variables that locate a function's ports: `infra/` sets them, `environment.ts`
 * reads them.
 */
import type { QueueName } from '../../core/protocol/topology.ts';

export const variables = {
  inbox: 'DATELINE_INBOX_BUCKET',
  archive: 'DATELINE_ARCHIVE_BUCKET',
  table: 'DATELINE_TABLE',
  search: 'DATELINE_SEARCH_URI',
} as const;

/** Its value is a queue's URL. */
export function queueVariable(queue: QueueName): string {
  return `DATELINE_QUEUE_${queue.toUpperCase()}`;
}

/** Its value is the URL of a queue's dead-letter queue; only functions that read queue depths get it. */
export function deadLetterQueueVariable(queue: QueueName): string {
  return `DATELINE_DEAD_${queue.toUpperCase()}`;
}

/** Its value is the URL of the export queue. */
export const exportQueueVariable = 'DATELINE_QUEUE_EXPORTS';

/** Its value is the ARN of the secret that signs cursors, never the secret. */
export const cursorSecretVariable = 'DATELINE_CURSOR_SECRET_ARN';
