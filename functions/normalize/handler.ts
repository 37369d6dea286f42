/** normalize on Lambda. */
import { noting } from '../../core/quarantine/recordDeadLetters.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { needs } from '../../runtime/aws/needs.ts';
import { apartReader } from '../../runtime/isolated/reader.ts';
import { normalizeStage } from './normalize.ts';

const ports = portsFromEnvironment(needs.normalize);

export const handler = inRequest(
  noting('uploads', ports, normalizeStage({ ...ports, read: apartReader().read })),
);
