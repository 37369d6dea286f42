/** The Lambda handler of extract. */
import { recordDeadLetters } from '../../core/quarantine/recordDeadLetters.ts';
import { annotator } from '../../runtime/annotator.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { weightsFile } from '../../runtime/tagger.ts';
import { functions } from '../functions.ts';
import { extractStage } from './extract.ts';

const ports = portsFromEnvironment(functions.extract.needs);
const annotate = annotator({ weights: new URL(weightsFile, import.meta.url) });

export const handler = withRequestId(
  recordDeadLetters('normalized', ports, extractStage({ ...ports, annotate })),
);
