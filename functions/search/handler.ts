/** search as a Lambda function behind the HTTP API. */
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { cursorSecretFromEnvironment, readCursorSecrets } from '../../runtime/aws/cursorSecret.ts';
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { exportFilesFromEnvironment, exportQueueFromEnvironment } from '../../runtime/aws/exports.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { needs } from '../../runtime/aws/needs.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { keyed } from '../query/admission.ts';
import { cursorKeys as keysOf } from '../query/cursorKeys.ts';
import { asJob } from './routes/exports.ts';
import { searchApp } from './search.ts';

const { queues: _, ...ports } = portsFromEnvironment(needs.search);
const cursorKeys = keysOf(readCursorSecrets(cursorSecretFromEnvironment()), ports.clock);
const deliver = asJob({ files: exportFilesFromEnvironment(), exports: exportQueueFromEnvironment() });
const answer = handle(searchApp({ ...ports, admit: keyed(ports), cursorKeys, search: await searchFromEnvironment(), deliver }));

export const handler = inRequest((event: LambdaEvent) => answer(event));
