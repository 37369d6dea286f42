/** sweep on Lambda: started by the clock, or by hand. */
import { queueNames } from '../../core/topology.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { sweep } from './sweep.ts';

const ports = portsFromEnvironment({ ports: ['inbox', 'archive', 'table'], queues: queueNames });
const search = await searchFromEnvironment();

export const handler = inRequest(() => sweep({ ...ports, search }));
