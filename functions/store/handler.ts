/** The Lambda handler of store. */
import { countFailures } from '../../core/quarantine/countFailures.ts';
import { deliveriesFromEnvironment } from '../../runtime/aws/deliveries.ts';
import { concurrencyFromEnvironment, portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { failureLimits, functions } from '../functions.ts';
import { storeStage } from './store.ts';

const ports = portsFromEnvironment(functions.store.needs);

const deliveries = deliveriesFromEnvironment('extracted');
const stage = storeStage({ ...ports, concurrency: concurrencyFromEnvironment() });

export const handler = withRequestId(
  countFailures('extracted', { ...ports, deliveries }, stage, failureLimits('extracted')),
);
