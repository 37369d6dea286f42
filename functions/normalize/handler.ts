/** The Lambda handler of normalize. */
import { consumerHandler } from '../../runtime/aws/consumer/consumerHandler.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { metricsFromEnvironment } from '../../runtime/aws/metrics/emf.ts';
import { isolatedReader } from '../../runtime/isolated/reader.ts';
import { functions } from '../functions.ts';
import { failureLimits } from '../visibilityTimeouts.ts';
import { normalizeStage } from './normalize.ts';

const ports = { ...portsFromEnvironment(functions.normalize.needs), metrics: metricsFromEnvironment() };
const stage = normalizeStage({ ...ports, read: isolatedReader().read });
const facts = { machine: functions.normalize, limits: failureLimits('uploads') };

export const handler = consumerHandler('uploads', ports, stage, facts);
