/** The Lambda handler of compact. A schedule invokes it. */
import { compactionDue } from '../../core/protocol/topology.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { functions } from '../functions.ts';
import { compact } from './compact.ts';

const record = functions.compact;
const ports = portsFromEnvironment(record.needs);
const search = await searchFromEnvironment(ports, { create: true, archive: ports.archive });

/**
 * A part that is begun just before this time ends within half of the time-out: the largest takes a quarter.
 */
const share = 0.25;

export const handler = withRequestId(async () => {
  const began = ports.clock();
  const milliseconds = record.timeoutSeconds * 1000;
  const report = await compact(
    { ...ports, search },
    { until: began + milliseconds * share, latest: began + milliseconds, due: compactionDue.aws },
  );
  ports.log.info(report === undefined ? 'compact: another run is at work' : 'compact: done', { ...report });
  return report;
});
