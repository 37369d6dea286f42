/** sweep on Lambda: started by the clock, or by hand. */
import { functions } from '../../core/protocol/topology.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { needs } from '../../runtime/aws/needs.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { continueSweep } from './sweep.ts';

const ports = portsFromEnvironment(needs.sweep);
const search = await searchFromEnvironment();

/** Left for the step in hand, and for noting how far the sweep came. */
const reserveSeconds = 120;

export const handler = inRequest(() =>
  continueSweep(
    { ...ports, search },
    ports.clock() + (functions.sweep.timeoutSeconds - reserveSeconds) * 1000,
  ),
);
