/** The Lambda handler of index. */
import { countFailures } from '../../core/quarantine/countFailures.ts';
import { deliveriesFromEnvironment } from '../../runtime/aws/deliveries.ts';
import { concurrencyFromEnvironment, portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { failureLimits, functions } from '../functions.ts';
import { indexStage } from './index.ts';

const ports = portsFromEnvironment(functions.index.needs);
const search = await searchFromEnvironment(ports, { create: true });

const deliveries = deliveriesFromEnvironment('touched');
const stage = indexStage({ ...ports, search, concurrency: concurrencyFromEnvironment() });

export const handler = withRequestId(
  countFailures('touched', { ...ports, deliveries }, stage, failureLimits('touched')),
);
