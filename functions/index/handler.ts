/** index on Lambda. */
import { recordDeadLetters } from '../../core/quarantine/recordDeadLetters.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { functions } from '../functions.ts';
import { indexStage } from './index.ts';

const ports = portsFromEnvironment(functions.index.needs);
const search = await searchFromEnvironment();

export const handler = inRequest(recordDeadLetters('touched', ports, indexStage({ ...ports, search })));
