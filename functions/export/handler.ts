/** export on Lambda. */
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { exportFilesFromEnvironment, exportQueueFromEnvironment } from '../../runtime/aws/exports.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { needs } from '../../runtime/aws/needs.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { exportStage } from './export.ts';

const ports = portsFromEnvironment(needs.export);
const search = await searchFromEnvironment();

export const handler = inRequest(
  exportStage({
    ...ports,
    search,
    files: exportFilesFromEnvironment(),
    exports: exportQueueFromEnvironment(),
  }),
);
