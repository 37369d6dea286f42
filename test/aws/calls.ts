/** The calls of the functions that moto's wrapper recorded, as actions and resources of IAM. */
import { readFileSync } from 'node:fs';
import type { FunctionName } from '../../core/protocol/topology.ts';
import { ask, type FunctionConfiguration } from './deployed.ts';

export interface Call {
  action: string;
  /** An ARN. */
  resource: string;
}

interface Recorded {
  function: FunctionName;
  service: string;
  method: string;
  path: string;
  query: Record<string, string>;
  target: string;
  places: string[];
}

const account = 'us-east-1:123456789012';

/** The distinct calls of a function so far. */
export function callsOf(name: FunctionName): Call[] {
  const file = process.env.DATELINE_TEST_CALLS;
  if (file === undefined)
    throw new Error('DATELINE_TEST_CALLS is not set: run these tests with "npm run test:aws".');
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const calls = lines
    .map((line) => JSON.parse(line) as Recorded)
    .filter((recorded) => recorded.function === name);
  const kinds = new Map(calls.flatMap(inWordsOfIam).map((call) => [`${call.action} ${call.resource}`, call]));
  return [...kinds.values()];
}

function inWordsOfIam(recorded: Recorded): Call[] {
  const operation = recorded.target.split('.')[1] ?? '';
  switch (recorded.service) {
    case 'dynamodb':
      return recorded.places.map((place) => ({
        action: `dynamodb:${operation}`,
        resource: `arn:aws:dynamodb:${account}:table/${place}`,
      }));
    case 'sqs': {
      const action = `sqs:${operation.replace(/Batch$/, '')}`;
      return recorded.places.map((queue) => ({ action, resource: `arn:aws:sqs:${account}:${queue}` }));
    }
    case 'secretsmanager':
      return recorded.places.map((arn) => ({ action: `secretsmanager:${operation}`, resource: arn }));
    case 's3':
      return s3Calls(recorded);
    default:
      return [{ action: `${recorded.service}:${operation}`, resource: recorded.path }];
  }
}

/**
 * S3 requests do not name the operation: method, path and parameters imply it. Paths begin with the bucket.
 */
function s3Calls({ method, path, query, places }: Recorded): Call[] {
  const [, bucket = '', key = ''] = /^\/([^/]+)\/?(.*)$/s.exec(path) ?? [];
  const onBucket = `arn:aws:s3:::${bucket}`;
  if (key === '') {
    if (method === 'POST' && 'delete' in query)
      return places.map((one) => ({ action: 's3:DeleteObject', resource: `${onBucket}/${one}` }));
    return [{ action: 'versions' in query ? 's3:ListBucketVersions' : 's3:ListBucket', resource: onBucket }];
  }
  const ofVersion = 'versionId' in query ? 'Version' : '';
  const verbs: Record<string, string> = {
    GET: `GetObject${ofVersion}`,
    HEAD: `GetObject${ofVersion}`,
    PUT: 'PutObject',
    POST: 'PutObject',
    DELETE: 'uploadId' in query ? 'AbortMultipartUpload' : `DeleteObject${ofVersion}`,
  };
  return [{ action: `s3:${verbs[method] ?? method}`, resource: `${onBucket}/${key}` }];
}

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
}

/** The deployed statements of a function's role. */
export async function statementsOf({ Role }: FunctionConfiguration): Promise<Statement[]> {
  const RoleName = Role.split('/').at(-1) ?? '';
  const iam = (Action: string, more: Record<string, string> = {}) =>
    ask('iam', '/', { Action, Version: '2010-05-08', RoleName, ...more });
  const names = [...(await iam('ListRolePolicies')).matchAll(/<member>(.*?)<\/member>/g)].map(
    ([, name]) => name ?? '',
  );
  const documents = await Promise.all(names.map((PolicyName) => iam('GetRolePolicy', { PolicyName })));
  return documents.flatMap((xml) => {
    const document = /<PolicyDocument>(.*?)<\/PolicyDocument>/s.exec(xml)?.[1] ?? '';
    return JSON.parse(decodeURIComponent(document)).Statement as Statement[];
  });
}

/**
 * Whether a statement allows the call. A star is only at the end; what is denied are rows, which no call here
 * names.
 */
export function allows(statements: readonly Statement[], { action, resource }: Call): boolean {
  return statements.some(
    ({ Effect, Action, Resource }) =>
      Effect === 'Allow' &&
      [Action].flat().includes(action) &&
      [Resource]
        .flat()
        .some((one) => (one.endsWith('*') ? resource.startsWith(one.slice(0, -1)) : resource === one)),
  );
}
