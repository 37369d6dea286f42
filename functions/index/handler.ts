/** The Lambda handler of index. */
import { recordDeadLetters } from '../../core/quarantine/recordDeadLetters.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { functions } from '../functions.ts';
import { indexStage } from './index.ts';

const ports = portsFromEnvironment(functions.index.needs);
const search = await searchFromEnvironment(ports, { create: true });

export const handler = withRequestId(recordDeadLetters('touched', ports, indexStage({ ...ports, search })));
