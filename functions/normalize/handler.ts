/** The Lambda handler of normalize. */
import { countFailures } from '../../core/quarantine/countFailures.ts';
import { deliveriesFromEnvironment } from '../../runtime/aws/deliveries.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { isolatedReader } from '../../runtime/isolated/reader.ts';
import { failureLimits, functions } from '../functions.ts';
import { normalizeStage } from './normalize.ts';

const ports = portsFromEnvironment(functions.normalize.needs);

const deliveries = deliveriesFromEnvironment('uploads');
const stage = normalizeStage({ ...ports, read: isolatedReader().read });

export const handler = withRequestId(
  countFailures('uploads', { ...ports, deliveries }, stage, failureLimits('uploads')),
);
