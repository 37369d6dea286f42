/** The Lambda handler of store. */
import { countFailures } from '../../core/quarantine/countFailures.ts';
import { deliveriesFromEnvironment } from '../../runtime/aws/deliveries.ts';
import { concurrencyFromEnvironment, portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { measured } from '../../runtime/aws/measured.ts';
import { metricsFromEnvironment } from '../../runtime/aws/metrics.ts';
import { failureLimits, functions } from '../functions.ts';
import { storeStage } from './store.ts';

const record = functions.store;
const ports = { ...portsFromEnvironment(record.needs), metrics: metricsFromEnvironment() };

const deliveries = deliveriesFromEnvironment('extracted');
const stage = storeStage({ ...ports, concurrency: concurrencyFromEnvironment() });

const handle = countFailures('extracted', { ...ports, deliveries }, stage, failureLimits('extracted'));

export const handler = withRequestId(measured('extracted', ports, record.memoryMB, handle));
