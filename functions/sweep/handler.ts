/**
 * The Lambda handler of sweep. A schedule invokes it every quarter of an hour: it goes on with the pass that
 * is in progress, or returns at once if the pass of the day is done. For an operator it begins the next pass.
 */

import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { functions, sweepSchedule } from '../functions.ts';
import { continueSweep } from './sweep.ts';

const ports = portsFromEnvironment(functions.sweep.needs);
const search = await searchFromEnvironment(ports, { create: true, archive: ports.archive });

/** Reserved for the current step, and for noting how far the sweep came. */
const reserveSeconds = 120;

export const handler = withRequestId(({ source }: { source?: string }) => {
  const until = ports.clock() + (functions.sweep.timeoutSeconds - reserveSeconds) * 1000;
  const every = source === 'aws.events' ? sweepSchedule.passSeconds * 1000 : 0;
  return continueSweep({ ...ports, search }, { shouldStop: () => ports.clock() >= until, every });
});
