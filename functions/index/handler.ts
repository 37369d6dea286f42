/** index on Lambda. */
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { indexStage } from './index.ts';

const ports = portsFromEnvironment({ ports: ['archive', 'table'], queues: ['touched'] });
const search = await searchFromEnvironment();

export const handler = inRequest(indexStage({ ...ports, search }));
