/** The Lambda handler of extract. */
import { countFailures } from '../../core/quarantine/countFailures.ts';
import { annotator } from '../../runtime/annotator.ts';
import { authorityFile, defaultAuthority } from '../../runtime/authority.ts';
import { budgetFromEnvironment } from '../../runtime/aws/budget.ts';
import { deliveriesFromEnvironment } from '../../runtime/aws/deliveries.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { metricsFromEnvironment } from '../../runtime/aws/metrics/emf.ts';
import { measured } from '../../runtime/aws/metrics/measured.ts';
import { weightsFile } from '../../runtime/tagger.ts';
import { failureLimits, functions } from '../functions.ts';
import { extractStage } from './extract.ts';

const record = functions.extract;
const ports = { ...portsFromEnvironment(record.needs), metrics: metricsFromEnvironment() };
const annotate = annotator({
  weights: new URL(weightsFile, import.meta.url),
  authority: defaultAuthority(new URL(authorityFile, import.meta.url)),
});

const budget = budgetFromEnvironment(ports, record);
const deliveries = deliveriesFromEnvironment('normalized', ports.usage);
const stage = extractStage({ ...ports, annotate });

const within = budget.stops(stage);
const handle = countFailures('normalized', { ...ports, deliveries }, within, failureLimits('normalized'));

export const handler = withRequestId(budget.counted(measured('normalized', ports, record.memoryMB, handle)));
