/**
 * How long a message is hidden while an execution works on it, and from that how long no execution of a
 * consumer lasts. A message that is visible again sooner had an execution that failed or died.
 */
import { exportQueue, type QueueName, queueNames, queues } from '../core/protocol/topology.ts';
import { functions } from './functions.ts';

/** Lambda's documentation asks for a visibility timeout of six times the consumer's timeout. */
const visibilityFactor = 6;

/** How long SQS hides a received message from other receivers. */
export function visibilitySeconds(queue: QueueName): number {
  return visibilityFactor * functions[queues[queue].consumer].timeoutSeconds;
}

/** How the consumer of a queue tells the death of an execution from a message that came again. */
export function failureLimits(queue: QueueName) {
  const { timeoutSeconds } = functions[queues[queue].consumer];
  return { visibilitySeconds: visibilitySeconds(queue), timeoutSeconds };
}

export const exportVisibilitySeconds = visibilityFactor * functions[exportQueue.consumer].timeoutSeconds;

export const exportFailureLimits = {
  visibilitySeconds: exportVisibilitySeconds,
  timeoutSeconds: functions.export.timeoutSeconds,
  maxFailures: exportQueue.maxFailures,
};

/** No execution of a consumer lasts longer; a minute is added for clocks that differ. */
export const longestExecutionSeconds =
  Math.max(...queueNames.map((name) => functions[queues[name].consumer].timeoutSeconds)) + 60;
