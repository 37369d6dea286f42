/** store on Lambda. */
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { storeStage } from './store.ts';

const ports = portsFromEnvironment({ ports: ['archive', 'table'], queues: ['touched'] });

export const handler = inRequest(storeStage(ports));
