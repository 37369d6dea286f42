/** The Lambda handler of normalize. */
import { recordDeadLetters } from '../../core/quarantine/recordDeadLetters.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { isolatedReader } from '../../runtime/isolated/reader.ts';
import { functions } from '../functions.ts';
import { normalizeStage } from './normalize.ts';

const ports = portsFromEnvironment(functions.normalize.needs);

export const handler = withRequestId(
  recordDeadLetters('uploads', ports, normalizeStage({ ...ports, read: isolatedReader().read })),
);
