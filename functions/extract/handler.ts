/** The Lambda handler of extract. */
import { annotator } from '../../runtime/annotator.ts';
import { authorityFile, defaultAuthority } from '../../runtime/authority.ts';
import { consumerHandler } from '../../runtime/aws/consumer/consumerHandler.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { metricsFromEnvironment } from '../../runtime/aws/metrics/emf.ts';
import { weightsFile } from '../../runtime/tagger.ts';
import { failureLimits, functions } from '../functions.ts';
import { extractStage } from './extract.ts';

const ports = { ...portsFromEnvironment(functions.extract.needs), metrics: metricsFromEnvironment() };
const annotate = annotator({
  weights: new URL(weightsFile, import.meta.url),
  authority: defaultAuthority(new URL(authorityFile, import.meta.url)),
});
const stage = extractStage({ ...ports, annotate });
const facts = { machine: functions.extract, limits: failureLimits('normalized') };

export const handler = consumerHandler('normalized', ports, stage, facts);
