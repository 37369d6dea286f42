/** The outputs of the data stack, by which the command line finds a deployment. `infra/` makes them. */
import type { QueueName } from '../../core/protocol/topology.ts';

export const outputs = {
  inbox: 'InboxBucket',
  archive: 'ArchiveBucket',
  table: 'TableName',
  dailyBudget: 'DailyBudget',
  tagger: 'Tagger',
  writeUnits: 'WriteUnitsPerSecond',
} as const;

/** Its value is a queue's URL. */
export function queueOutput(queue: QueueName): string {
  return `${pascal(queue)}QueueUrl`;
}

/** Its value is the URL of a queue's dead-letter queue. */
export function deadLetterQueueOutput(queue: QueueName): string {
  return `${pascal(queue)}DeadLetterQueueUrl`;
}

/** `uploads` → `Uploads`, for CloudFormation's names. */
export function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
