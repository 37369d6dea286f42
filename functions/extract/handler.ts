/** extract on Lambda. */
import { noting } from '../../core/lastReceive.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { needs } from '../../runtime/aws/needs.ts';
import { extractStage } from './extract.ts';

const ports = portsFromEnvironment(needs.extract);

export const handler = inRequest(noting('normalized', ports, extractStage(ports)));
