/** query as a Lambda function behind the HTTP API. */
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { queueNames } from '../../core/topology.ts';
import { checkEnvironment, portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { inRequest } from '../../runtime/aws/log.ts';
import { cursorSecretForm, cursorSecretVariable } from './cursor.ts';
import { queryApp } from './query.ts';
import { depthOf } from './routes/health.ts';

const { queues, ...ports } = portsFromEnvironment({ ports: ['table', 'inbox', 'archive'], queues: queueNames, depths: true });
const cursorSecret = checkEnvironment({ [cursorSecretVariable]: cursorSecretForm }, process.env)[cursorSecretVariable] ?? '';
const answer = handle(queryApp({ ...ports, cursorSecret, health: () => depthOf(queues) }));

export const handler = inRequest((event: LambdaEvent) => answer(event));
