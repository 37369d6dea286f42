/** The Lambda handler of normalize. */
import { countFailures } from '../../core/quarantine/countFailures.ts';
import { deliveriesFromEnvironment } from '../../runtime/aws/deliveries.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { measured } from '../../runtime/aws/measured.ts';
import { metricsFromEnvironment } from '../../runtime/aws/metrics.ts';
import { isolatedReader } from '../../runtime/isolated/reader.ts';
import { failureLimits, functions } from '../functions.ts';
import { normalizeStage } from './normalize.ts';

const record = functions.normalize;
const ports = { ...portsFromEnvironment(record.needs), metrics: metricsFromEnvironment() };

const deliveries = deliveriesFromEnvironment('uploads');
const stage = normalizeStage({ ...ports, read: isolatedReader().read });

const handle = countFailures('uploads', { ...ports, deliveries }, stage, failureLimits('uploads'));

export const handler = withRequestId(measured('uploads', ports, record.memoryMB, handle));
