/** The Lambda handler of extract. */
import { annotator } from '../../runtime/annotator.ts';
import { authorityFile, defaultAuthority } from '../../runtime/authority.ts';
import { consumerHandler } from '../../runtime/aws/consumer/consumerHandler.ts';
import { portsFromEnvironment, taggerFromEnvironment } from '../../runtime/aws/environment.ts';
import { metricsFromEnvironment } from '../../runtime/aws/metrics/emf.ts';
import { networkFile, piecesFile } from '../../runtime/network.ts';
import { weightsFile } from '../../runtime/tagger.ts';
import { functions, machineOf } from '../functions.ts';
import { failureLimits } from '../visibilityTimeouts.ts';
import { extractStage } from './extract.ts';

/** Lambda unpacks layers there. */
const inLayer = (name: string) => new URL(`file:///opt/${name}`);

const ports = { ...portsFromEnvironment(functions.extract.needs), metrics: metricsFromEnvironment() };
const tagger = taggerFromEnvironment();
const annotate = annotator({
  tagger,
  files: {
    weights: new URL(weightsFile, import.meta.url),
    network: { network: inLayer(networkFile), pieces: inLayer(piecesFile) },
  },
  authority: defaultAuthority(new URL(authorityFile, import.meta.url)),
});
const stage = extractStage({ ...ports, annotate });
const facts = { machine: machineOf('extract', tagger), limits: failureLimits('normalized') };

export const handler = consumerHandler('normalized', ports, stage, facts);
