/** index on Lambda. */
import { recordDeadLetters } from '../../core/quarantine/recordDeadLetters.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { needs } from '../../runtime/aws/needs.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { indexStage } from './index.ts';

const ports = portsFromEnvironment(needs.index);
const search = await searchFromEnvironment();

export const handler = inRequest(recordDeadLetters('touched', ports, indexStage({ ...ports, search })));
