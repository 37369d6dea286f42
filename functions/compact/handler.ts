/** The Lambda handler of compact. A schedule invokes it. */
import { compactionDue, summariesDue } from '../../core/protocol/topology.ts';
import { budgetFromEnvironment } from '../../runtime/aws/budget.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { meteredSearch } from '../../runtime/aws/meteredSearch.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { functions } from '../functions.ts';
import { compact } from './compact.ts';
import { summarize } from './summarize.ts';

const record = functions.compact;
const ports = portsFromEnvironment(record.needs);
/** Compaction counts against the budget; nothing stops it, since it follows from what the others may do. */
const budget = budgetFromEnvironment(ports, record);
const search = meteredSearch(
  await searchFromEnvironment(ports, { create: true, archive: ports.archive }),
  ports.usage,
);

/**
 * A part that is begun just before this time ends within half of the time-out: the largest takes a quarter.
 */
const share = 0.25;
/** Days are summarized until then; one of 100,000 documents takes half a minute. */
const shareOfSummaries = 0.5;

const handle = async () => {
  const began = ports.clock();
  const milliseconds = record.timeoutSeconds * 1000;
  const report = await compact(
    { ...ports, search },
    { until: began + milliseconds * share, latest: began + milliseconds, due: compactionDue.aws },
  );
  if (report === undefined) {
    ports.log.info('compact: another run is at work');
    return report;
  }
  const summaries = await summarize(
    { ...ports, search },
    { until: began + milliseconds * shareOfSummaries, due: summariesDue.aws },
  );
  ports.log.info('compact: done', { ...report, summaries });
  return { ...report, summaries };
};

export const handler = withRequestId(budget.counted(handle));
