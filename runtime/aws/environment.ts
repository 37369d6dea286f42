/** Makes the ports of a Lambda function from its environment variables (`variables.ts`). */
import * as z from 'zod';
import { type TaggerName, taggerNames } from '../../core/entities/tagger/taggers.ts';
import type { Objects } from '../../core/ports/objects.ts';
import type { Queue } from '../../core/ports/queue.ts';
import type { NeededPorts, Ports, StoragePort } from '../../core/protocol/ports.ts';
import { type SearchWait, searchWait } from '../../core/protocol/searchWait.ts';
import type { QueueName } from '../../core/protocol/topology.ts';
import { versionsWith } from '../../core/reprocessing/reprocessing.ts';
import { dynamoClient, type Environment, s3Client, sqsClient } from './clients.ts';
import { ClockWatch } from './clockWatch.ts';
import { jsonLog } from './log.ts';
import { S3Objects } from './objects.ts';
import { SqsQueue } from './queue.ts';
import { SmallObjects } from './smallObjects.ts';
import { DynamoTable } from './table.ts';
import { UsageMeter } from './usage.ts';
import {
  type AuthMode,
  atOnceVariable,
  authModes,
  authVariable,
  deadLetterQueueVariable,
  queueVariable,
  searchWaitsVariable,
  taggerVariable,
  variables,
} from './variables.ts';

const bucketName = z.string('is not set').regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is not a bucket name');
const formats = {
  inbox: bucketName,
  archive: bucketName,
  table: z.string('is not set').regex(/^[\w.-]{3,255}$/, 'is not a table name'),
};
/** The form of a queue's address. */
export const queueUrl = z.url({
  protocol: /^https?$/,
  error: ({ input }) => (input === undefined ? 'is not set' : 'is not the URL of a queue'),
});

/**
 * The environment differs from what `infra/` sets. The message names every faulty variable, never its value.
 */
export class EnvironmentFault extends Error {
  override name = 'EnvironmentFault';
}

type FunctionPorts<P extends StoragePort, Q extends QueueName> = Pick<Ports, P> &
  Required<Pick<Ports, 'clock' | 'log' | 'codeVersions'>> & {
    queues: Pick<Ports['queues'], Q>;
    usage: UsageMeter;
  };

/**
 * Checks all the variables together, then makes the ports.
 *
 * @throws EnvironmentFault
 */
export function portsFromEnvironment<P extends StoragePort, Q extends QueueName = never>(
  { ports, queues = [], depths = false }: NeededPorts<P, Q>,
  environment: Environment = process.env,
): FunctionPorts<P, Q> {
  const shape: Record<string, z.ZodType<string>> = {};
  for (const port of ports) shape[variables[port]] = formats[port];
  for (const queue of queues) shape[queueVariable(queue)] = queueUrl;
  if (depths) for (const queue of queues) shape[deadLetterQueueVariable(queue)] = queueUrl;
  const values = checkEnvironment(shape, environment);

  const value = (variable: string): string => values[variable] ?? '';
  const log = jsonLog(environment.AWS_LAMBDA_FUNCTION_NAME ?? 'dateline');
  const watch = new ClockWatch({ clock: Date.now, log });
  const usage = new UsageMeter();
  const s3 = usage.attach(watch.attach(s3Client(environment)));
  const bucket = (port: 'inbox' | 'archive'): Objects => new S3Objects(s3, value(variables[port]));
  let shared: DynamoTable | undefined;
  const table = (): DynamoTable =>
    (shared ??= new DynamoTable(usage.attach(watch.attach(dynamoClient())), value(variables.table)));
  const make = {
    inbox: () => bucket('inbox'),
    archive: () => new SmallObjects(bucket('archive'), table(), Date.now),
    table,
  };
  const sqs = usage.attach(watch.attach(sqsClient()));
  const queue = (name: QueueName): Queue =>
    new SqsQueue(sqs, {
      url: value(queueVariable(name)),
      ...(depths && { deadLetterUrl: value(deadLetterQueueVariable(name)) }),
    });
  return {
    ...(Object.fromEntries(ports.map((port) => [port, make[port]()])) as Pick<Ports, P>),
    queues: Object.fromEntries(queues.map((name) => [name, queue(name)])) as Pick<Ports['queues'], Q>,
    clock: Date.now,
    log,
    codeVersions: versionsWith(taggerFromEnvironment(environment)),
    usage,
  };
}

/**
 * The tagger that the deployment chose; without a choice, the fast one.
 *
 * @throws EnvironmentFault
 */
export function taggerFromEnvironment(environment: Environment = process.env): TaggerName {
  const name = z.enum(taggerNames, `is not one of ${taggerNames.join(', ')}`).default('fast');
  return readVariable(taggerVariable, name, environment);
}

/**
 * How much the function may do at once.
 *
 * @throws EnvironmentFault
 */
export function concurrencyFromEnvironment(): number {
  const number = z.string('is not set').regex(/^[1-9]\d{0,3}$/, 'is not a number');
  return Number(readVariable(atOnceVariable, number));
}

/**
 * Which search rows wait for others; `undefined` if none does.
 *
 * @throws EnvironmentFault
 */
export function searchWaitFromEnvironment(environment: Environment = process.env): SearchWait | undefined {
  const word = z.string('is not set').pipe(z.enum(['true', 'false'], 'is not true or false'));
  return readVariable(searchWaitsVariable, word, environment) === 'true' ? searchWait.aws : undefined;
}

/**
 * Who asks callers of the API for their identity.
 *
 * @throws EnvironmentFault
 */
export function authFromEnvironment(environment: Environment = process.env): AuthMode {
  const mode = z.enum(authModes, {
    error: ({ input }) => (input === undefined ? 'is not set' : `is not one of ${authModes.join(', ')}`),
  });
  return readVariable(authVariable, mode, environment);
}

/** The bucket of the archive. @throws EnvironmentFault */
export function archiveBucket(environment: Environment = process.env): string {
  return readVariable(variables.archive, bucketName, environment);
}

/** The addresses of a queue and of its dead-letter queue. @throws EnvironmentFault */
export function queueUrls(queue: QueueName | 'exports'): { url: string; deadLetterUrl: string } {
  const [own, dead] = [queueVariable(queue), deadLetterQueueVariable(queue)];
  const { [own]: url = '', [dead]: deadLetterUrl = '' } = checkEnvironment(
    { [own]: queueUrl, [dead]: queueUrl },
    process.env,
  );
  return { url, deadLetterUrl };
}

/** The value of one variable. @throws EnvironmentFault if it is missing or malformed */
export function readVariable<T extends string>(
  variable: string,
  form: z.ZodType<T>,
  environment: Environment = process.env,
): T {
  return checkEnvironment({ [variable]: form }, environment)[variable] as T;
}

/** @throws EnvironmentFault naming each variable that is missing or malformed */
export function checkEnvironment(
  shape: Record<string, z.ZodType<string>>,
  environment: Environment,
): Record<string, string> {
  const checked = z.object(shape).safeParse(environment);
  if (checked.success) return checked.data;
  const faults = checked.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`);
  throw new EnvironmentFault(`The function's environment is invalid: ${faults.join(', ')}.`);
}
