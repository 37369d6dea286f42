/** The Lambda handler of index. */
import { countFailures } from '../../core/quarantine/countFailures.ts';
import { deliveriesFromEnvironment } from '../../runtime/aws/deliveries.ts';
import { concurrencyFromEnvironment, portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { measured } from '../../runtime/aws/measured.ts';
import { metricsFromEnvironment } from '../../runtime/aws/metrics.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { failureLimits, functions } from '../functions.ts';
import { indexStage } from './index.ts';

const record = functions.index;
const ports = { ...portsFromEnvironment(record.needs), metrics: metricsFromEnvironment() };
const search = await searchFromEnvironment(ports, { create: true });

const deliveries = deliveriesFromEnvironment('touched');
const stage = indexStage({ ...ports, search, concurrency: concurrencyFromEnvironment() });

const handle = countFailures('touched', { ...ports, deliveries }, stage, failureLimits('touched'));

export const handler = withRequestId(measured('touched', ports, record.memoryMB, handle));
