/** The Lambda handler of store. */
import { omitUndefined } from '../../core/omitUndefined.ts';
import { consumerHandler } from '../../runtime/aws/consumer/consumerHandler.ts';
import {
  concurrencyFromEnvironment,
  portsFromEnvironment,
  searchWaitFromEnvironment,
} from '../../runtime/aws/environment.ts';
import { metricsFromEnvironment } from '../../runtime/aws/metrics/emf.ts';
import { functions } from '../functions.ts';
import { failureLimits } from '../visibilityTimeouts.ts';
import { storeStage } from './store.ts';

const ports = { ...portsFromEnvironment(functions.store.needs), metrics: metricsFromEnvironment() };
const stage = storeStage({
  ...ports,
  concurrency: concurrencyFromEnvironment(),
  ...omitUndefined({ searchWait: searchWaitFromEnvironment() }),
});
const facts = { machine: functions.store, limits: failureLimits('extracted') };

export const handler = consumerHandler('extracted', ports, stage, facts);
