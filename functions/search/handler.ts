/** search as a Lambda function behind the HTTP API. */
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { checkEnvironment, portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { exportFilesFromEnvironment, exportQueueFromEnvironment } from '../../runtime/aws/exports.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { needs } from '../../runtime/aws/needs.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { keyed } from '../query/admission.ts';
import { cursorSecretForm, cursorSecretVariable } from '../query/cursor.ts';
import { asJob } from './routes/exports.ts';
import { searchApp } from './search.ts';

const { queues: _, ...ports } = portsFromEnvironment(needs.search);
const cursorSecret = checkEnvironment({ [cursorSecretVariable]: cursorSecretForm }, process.env)[cursorSecretVariable] ?? '';
const deliver = asJob({ files: exportFilesFromEnvironment(), exports: exportQueueFromEnvironment() });
const answer = handle(searchApp({ ...ports, admit: keyed(ports), cursorSecret, search: await searchFromEnvironment(), deliver }));

export const handler = inRequest((event: LambdaEvent) => answer(event));
