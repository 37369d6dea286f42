/** The names of the environment variables that tell a function where its ports are. `infra/` sets them, `environment.ts` reads them. */
import type { QueueName } from '../../core/protocol/topology.ts';

export const variables = {
  inbox: 'DATELINE_INBOX_BUCKET',
  archive: 'DATELINE_ARCHIVE_BUCKET',
  table: 'DATELINE_TABLE',
  search: 'DATELINE_SEARCH_URI',
} as const;

/** Holds the URL of a queue. */
export function queueVariable(queue: QueueName): string {
  return `DATELINE_QUEUE_${queue.toUpperCase()}`;
}

/** Holds the ARN of the secret that signs cursors, never its value. */
export const cursorSecretVariable = 'DATELINE_CURSOR_SECRET_ARN';

/** Holds the URL of the queue of exports. */
export const exportQueueVariable = 'DATELINE_QUEUE_EXPORTS';

/** Holds the URL of a queue's dead-letter queue; only for functions that ask how deep a queue is. */
export function deadVariable(queue: QueueName): string {
  return `DATELINE_DEAD_${queue.toUpperCase()}`;
}
