/** The Lambda handler of export. */
import { countFailures } from '../../core/quarantine/countFailures.ts';
import { budgetFromEnvironment } from '../../runtime/aws/budget.ts';
import { deliveriesFromEnvironment } from '../../runtime/aws/consumer/deliveries.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { exportFilesFromEnvironment } from '../../runtime/aws/exports.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { exportFailureLimits, functions } from '../functions.ts';
import { exportStage } from './export.ts';

const ports = portsFromEnvironment(functions.export.needs);
const search = await searchFromEnvironment(ports);
const deliveries = deliveriesFromEnvironment('exports');
const stage = exportStage({ ...ports, search, files: exportFilesFromEnvironment() });

/** An export counts against the budget of the day, but nothing stops it: a reader waits for it. */
const budget = budgetFromEnvironment(ports, functions.export);

export const handler = withRequestId(
  budget.counted(countFailures('exports', { ...ports, deliveries }, stage, exportFailureLimits)),
);
