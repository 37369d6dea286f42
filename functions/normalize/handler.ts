/** The Lambda handler of normalize. */
import { countFailures } from '../../core/quarantine/countFailures.ts';
import { budgetFromEnvironment } from '../../runtime/aws/budget.ts';
import { deliveriesFromEnvironment } from '../../runtime/aws/deliveries.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { metricsFromEnvironment } from '../../runtime/aws/metrics/emf.ts';
import { measured } from '../../runtime/aws/metrics/measured.ts';
import { isolatedReader } from '../../runtime/isolated/reader.ts';
import { failureLimits, functions } from '../functions.ts';
import { normalizeStage } from './normalize.ts';

const record = functions.normalize;
const ports = { ...portsFromEnvironment(record.needs), metrics: metricsFromEnvironment() };

const budget = budgetFromEnvironment(ports, record);
const deliveries = deliveriesFromEnvironment('uploads', ports.usage);
const stage = normalizeStage({ ...ports, read: isolatedReader().read });

const within = budget.stops(stage);
const handle = countFailures('uploads', { ...ports, deliveries }, within, failureLimits('uploads'));

export const handler = withRequestId(budget.counted(measured('uploads', ports, record.memoryMB, handle)));
