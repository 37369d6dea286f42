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
export function queueVariable(queue: QueueName | 'exports'): string {
  return `DATELINE_QUEUE_${queue.toUpperCase()}`;
}

/**
 * Its value is the URL of a queue's dead-letter queue: for the queue's consumer, and for functions that read
 * depths.
 */
export function deadLetterQueueVariable(queue: QueueName | 'exports'): string {
  return `DATELINE_DEAD_${queue.toUpperCase()}`;
}

/** Its value is how many messages or entities a function handles at once (`core/protocol/flow.ts`). */
export const atOnceVariable = 'DATELINE_AT_ONCE';

/** Its value says whether search rows wait for others (`core/protocol/searchWait.ts`). */
export const searchWaitsVariable = 'DATELINE_SEARCH_WAITS';

/** Its value is the name of the tagger that the deployment chose (`core/entities/tagger/taggers.ts`). */
export const taggerVariable = 'DATELINE_TAGGER';

/** Who asks callers of the API for their identity: Dateline (its own keys), or API Gateway. */
export const authModes = ['key', 'iam', 'jwt'] as const;
export type AuthMode = (typeof authModes)[number];

/** Its value is one of `authModes`. */
export const authVariable = 'DATELINE_AUTH';

/** Its value is the name of the deployment, under which CloudWatch keeps its metrics. */
export const metricsVariable = 'DATELINE_METRICS';

/** Its value is the ARN of the secret that signs cursors, never the secret. */
export const cursorSecretVariable = 'DATELINE_CURSOR_SECRET_ARN';

/** Its value is what a day of UTC may cost, in US dollars (`core/budget`). */
export const budgetVariable = 'DATELINE_DAILY_BUDGET';

/** Its value is the write units per second of the deployment, for the command line. */
export const writeUnitsVariable = 'DATELINE_WRITE_UNITS';
