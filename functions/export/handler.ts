/** The Lambda handler of export. */
import { searchWait } from '../../core/protocol/searchWait.ts';
import { countFailures } from '../../core/quarantine/countFailures.ts';
import { recentRowsOf } from '../../core/queries/searchRows/recentRows.ts';
import { authorityFile, defaultAuthority } from '../../runtime/authority.ts';
import { budgetFromEnvironment } from '../../runtime/aws/budget.ts';
import { deliveriesFromEnvironment } from '../../runtime/aws/consumer/deliveries.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { exportFilesFromEnvironment } from '../../runtime/aws/exports.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { functions } from '../functions.ts';
import { exportFailureLimits } from '../visibilityTimeouts.ts';
import { exportStage } from './export.ts';

const ports = portsFromEnvironment(functions.export.needs);
const search = await searchFromEnvironment(ports, { recentRows: recentRowsOf(ports, searchWait.aws) });
const deliveries = deliveriesFromEnvironment('exports');
/** The shipped list: this function has no parser to read a user's own files with. */
const authority = defaultAuthority(new URL(authorityFile, import.meta.url));
const stage = exportStage({
  ...ports,
  search,
  files: exportFilesFromEnvironment(),
  authority: async () => authority,
});

/** An export counts against the budget of the day, but nothing stops it: a reader waits for it. */
const budget = budgetFromEnvironment(ports, functions.export);

export const handler = withRequestId(
  budget.counted(countFailures('exports', { ...ports, deliveries }, stage, exportFailureLimits)),
);
