/** The Lambda handler of export. */
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { exportFilesFromEnvironment, exportQueueFromEnvironment } from '../../runtime/aws/exports.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { functions } from '../functions.ts';
import { exportStage } from './export.ts';

const ports = portsFromEnvironment(functions.export.needs);
const search = await searchFromEnvironment(ports);

export const handler = withRequestId(
  exportStage({
    ...ports,
    search,
    files: exportFilesFromEnvironment(),
    exports: exportQueueFromEnvironment(),
  }),
);
