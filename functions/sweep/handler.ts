/** The Lambda handler of sweep. A schedule invokes it, or an operator. */

import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { functions } from '../functions.ts';
import { continueSweep } from './sweep.ts';

const ports = portsFromEnvironment(functions.sweep.needs);
const search = await searchFromEnvironment(ports, { create: true, archive: ports.archive });

/** Reserved for the current step, and for saving how far the sweep came. */
const reserveSeconds = 120;

export const handler = withRequestId(() =>
  continueSweep(
    { ...ports, search },
    ports.clock() + (functions.sweep.timeoutSeconds - reserveSeconds) * 1000,
  ),
);
