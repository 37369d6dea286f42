/** The Lambda handler of canary. A schedule invokes it. */
import { budgetFromEnvironment } from '../../runtime/aws/budget.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { metricsFromEnvironment } from '../../runtime/aws/metrics/emf.ts';
import { withMetrics } from '../../runtime/aws/metrics/measured.ts';
import { functions } from '../functions.ts';
import { canary } from './canary.ts';

const record = functions.canary;
const metrics = metricsFromEnvironment();
const ports = portsFromEnvironment(record.needs);
const budget = budgetFromEnvironment(ports, record);

const checkMilliseconds = 1000;
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, checkMilliseconds));

const handle = async () => {
  // The article would wait like all others, and its absence would tell nothing new.
  if ((await budget.guard.secondsToWait()) > 0) {
    ports.log.warn('canary: the budget of the day is spent');
    metrics.record('CanaryMissed', 0);
    return undefined;
  }
  try {
    const times = await canary(ports, pause);
    metrics.record('CanaryMissed', 0);
    return times;
  } catch (error) {
    metrics.record('CanaryMissed', 1);
    throw error;
  }
};

export const handler = withRequestId(budget.counted(withMetrics(metrics, handle)));
