/** The Lambda handler of store. */
import { recordDeadLetters } from '../../core/quarantine/recordDeadLetters.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { functions } from '../functions.ts';
import { storeStage } from './store.ts';

const ports = portsFromEnvironment(functions.store.needs);

export const handler = withRequestId(recordDeadLetters('extracted', ports, storeStage(ports)));
