/** extract on Lambda. */
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { extractStage } from './extract.ts';

const ports = portsFromEnvironment({ ports: ['archive', 'table'], queues: ['extracted'] });

export const handler = inRequest(extractStage(ports));
