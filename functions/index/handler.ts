/** The Lambda handler of index. */
import { omitUndefined } from '../../core/omitUndefined.ts';
import { consumerHandler } from '../../runtime/aws/consumer/consumerHandler.ts';
import {
  concurrencyFromEnvironment,
  portsFromEnvironment,
  searchWaitFromEnvironment,
} from '../../runtime/aws/environment.ts';
import { meteredSearch } from '../../runtime/aws/meteredSearch.ts';
import { metricsFromEnvironment } from '../../runtime/aws/metrics/emf.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { functions } from '../functions.ts';
import { failureLimits } from '../visibilityTimeouts.ts';
import { indexStage } from './indexStage.ts';

const ports = { ...portsFromEnvironment(functions.index.needs), metrics: metricsFromEnvironment() };
const search = await searchFromEnvironment(ports, { create: true });
const metered = meteredSearch(search, ports.usage);
const stage = indexStage({
  ...ports,
  search: metered,
  concurrency: concurrencyFromEnvironment(),
  ...omitUndefined({ searchWait: searchWaitFromEnvironment() }),
});
const facts = { machine: functions.index, limits: failureLimits('touched') };

export const handler = consumerHandler('touched', ports, stage, facts);
