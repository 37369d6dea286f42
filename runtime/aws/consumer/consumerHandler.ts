/** The handler of a function that consumes a queue, as Lambda calls it, around its stage. */

import type { Ports } from '../../../core/protocol/ports.ts';
import type { Stage } from '../../../core/protocol/stage.ts';
import type { QueueName } from '../../../core/protocol/topology.ts';
import { countFailures, type FailureLimits } from '../../../core/quarantine/countFailures.ts';
import { budgetFromEnvironment } from '../budget.ts';
import { withRequestId } from '../log.ts';
import type { EmfMetrics } from '../metrics/emf.ts';
import { measured } from '../metrics/measured.ts';
import type { UsageMeter } from '../usage.ts';
import { deliveriesFromEnvironment } from './deliveries.ts';

type ConsumerPorts = Pick<Ports, 'table' | 'clock' | 'log'> & { metrics: EmfMetrics; usage: UsageMeter };

/** What `functions/functions.ts` says of the function and of its queue. */
interface ConsumerFacts {
  machine: { memoryMB: number; architecture: 'arm64' | 'x86_64' };
  limits: FailureLimits;
}

/**
 * Runs the stage within the budget of the day, counts the failures of its messages, and measures each
 * execution.
 *
 * @throws EnvironmentFault
 */
export function consumerHandler(
  queue: QueueName,
  ports: ConsumerPorts,
  stage: Stage,
  { machine, limits }: ConsumerFacts,
) {
  const budget = budgetFromEnvironment(ports, machine);
  const deliveries = deliveriesFromEnvironment(queue, ports.usage);
  const handle = countFailures(queue, { ...ports, deliveries }, budget.stops(stage), limits);
  return withRequestId(measured(queue, ports, budget.counted(handle)));
}
