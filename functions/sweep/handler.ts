/** sweep on Lambda: started by the clock, or by hand. */

import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { functions } from '../functions.ts';
import { continueSweep } from './sweep.ts';

const ports = portsFromEnvironment(functions.sweep.needs);
const search = await searchFromEnvironment();

/** Left for the step in hand, and for noting how far the sweep came. */
const reserveSeconds = 120;

export const handler = inRequest(() =>
  continueSweep(
    { ...ports, search },
    ports.clock() + (functions.sweep.timeoutSeconds - reserveSeconds) * 1000,
  ),
);
