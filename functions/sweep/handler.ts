/**
 * The Lambda handler of sweep. A schedule invokes it every quarter of an hour: it reads the dead-letter
 * queues, looks whether `compact` and `rotate` have done their work, goes on with reprocessing if that is
 * asked for, then with the pass that is in progress, or returns if the pass of the day is done. For an
 * operator it begins the next pass.
 */

import { searchWait } from '../../core/protocol/searchWait.ts';
import { budgetFromEnvironment } from '../../runtime/aws/budget.ts';
import { cursorSecretFromEnvironment, readLastRotation } from '../../runtime/aws/cursorSecret.ts';
import { deadLetterQueuesFromEnvironment } from '../../runtime/aws/deadLetterQueue.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { meteredSearch } from '../../runtime/aws/meteredSearch.ts';
import { metricsFromEnvironment } from '../../runtime/aws/metrics/emf.ts';
import { withMetrics } from '../../runtime/aws/metrics/measured.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { functions, sweepSchedule } from '../functions.ts';
import { recordAllGivenUp } from './givenUp.ts';
import { overdue } from './overdue.ts';
import { continueReprocessing, reprocessingPortion } from './reprocess.ts';
import { continueSweep } from './sweep.ts';

const metrics = metricsFromEnvironment();
const ports = { ...portsFromEnvironment(functions.sweep.needs), metrics };
const budget = budgetFromEnvironment(ports, functions.sweep);
const search = meteredSearch(
  await searchFromEnvironment(ports, { create: true, archive: ports.archive }),
  ports.usage,
);

const deadLetters = deadLetterQueuesFromEnvironment();
const lastRotation = readLastRotation(cursorSecretFromEnvironment());

/** Reserved for the current step, and for noting how far the sweep came. */
const reserveSeconds = 120;

const handle = async ({ source }: { source?: string }) => {
  const isScheduled = source === 'aws.events';
  const unread = await recordAllGivenUp(ports, deadLetters);
  const faults = isScheduled ? await overdue(ports, lastRotation) : [];
  if (unread > 0) faults.push(`${unread} dead-letter queues could not be read; the log says why.`);
  const report = await goOn(isScheduled);
  // The error counts for the alarm, and Lambda writes its sentences into the log.
  if (faults.length > 0) throw new Error(faults.join(' '));
  return report;
};

const goOn = async (isScheduled: boolean) => {
  if ((await budget.guard.secondsToWait()) > 0) {
    ports.log.warn('sweep: the budget of the day is spent');
    return undefined;
  }
  const until = ports.clock() + (functions.sweep.timeoutSeconds - reserveSeconds) * 1000;
  const every = isScheduled ? sweepSchedule.passSeconds * 1000 : 0;
  const shouldStop = () => ports.clock() >= until || budget.guard.isSpent();
  await continueReprocessing(ports, reprocessingPortion, shouldStop);
  return continueSweep({ ...ports, search, searchWait: searchWait.aws }, { shouldStop, every });
};

export const handler = withRequestId(budget.counted(withMetrics(metrics, handle)));
