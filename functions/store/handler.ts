/** The Lambda handler of store. */
import { countFailures } from '../../core/quarantine/countFailures.ts';
import { budgetFromEnvironment } from '../../runtime/aws/budget.ts';
import { deliveriesFromEnvironment } from '../../runtime/aws/deliveries.ts';
import { concurrencyFromEnvironment, portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { metricsFromEnvironment } from '../../runtime/aws/metrics/emf.ts';
import { measured } from '../../runtime/aws/metrics/measured.ts';
import { failureLimits, functions } from '../functions.ts';
import { storeStage } from './store.ts';

const record = functions.store;
const ports = { ...portsFromEnvironment(record.needs), metrics: metricsFromEnvironment() };

const budget = budgetFromEnvironment(ports, record);
const deliveries = deliveriesFromEnvironment('extracted', ports.usage);
const stage = storeStage({ ...ports, concurrency: concurrencyFromEnvironment() });

const within = budget.stops(stage);
const handle = countFailures('extracted', { ...ports, deliveries }, within, failureLimits('extracted'));

export const handler = withRequestId(budget.counted(measured('extracted', ports, record.memoryMB, handle)));
