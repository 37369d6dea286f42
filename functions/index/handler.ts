/** The Lambda handler of index. */
import { countFailures } from '../../core/quarantine/countFailures.ts';
import { budgetFromEnvironment } from '../../runtime/aws/budget.ts';
import { deliveriesFromEnvironment } from '../../runtime/aws/deliveries.ts';
import { concurrencyFromEnvironment, portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { meteredSearch } from '../../runtime/aws/meteredSearch.ts';
import { metricsFromEnvironment } from '../../runtime/aws/metrics/emf.ts';
import { measured } from '../../runtime/aws/metrics/measured.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { failureLimits, functions } from '../functions.ts';
import { indexStage } from './index.ts';

const record = functions.index;
const ports = { ...portsFromEnvironment(record.needs), metrics: metricsFromEnvironment() };
const search = await searchFromEnvironment(ports, { create: true });

const budget = budgetFromEnvironment(ports, record);
const deliveries = deliveriesFromEnvironment('touched', ports.usage);
const metered = meteredSearch(search, ports.usage);
const stage = indexStage({ ...ports, search: metered, concurrency: concurrencyFromEnvironment() });

const within = budget.stops(stage);
const handle = countFailures('touched', { ...ports, deliveries }, within, failureLimits('touched'));

export const handler = withRequestId(budget.counted(measured('touched', ports, record.memoryMB, handle)));
