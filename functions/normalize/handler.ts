/** normalize on Lambda. */
import { noting } from '../../core/lastReceive.ts';
import { apartReader } from '../../runtime/apart/reader.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { needs } from '../../runtime/aws/needs.ts';
import { normalizeStage } from './normalize.ts';

const ports = portsFromEnvironment(needs.normalize);

export const handler = inRequest(noting('uploads', ports, normalizeStage({ ...ports, read: apartReader().read })));
