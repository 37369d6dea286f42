import { describe, expect, it } from 'vitest';
import type { FunctionName } from '../../core/protocol/topology.ts';
import { apiKeyPartition, decisionPartition } from '../../core/records/keys.ts';
import { functionNames } from '../../functions/functions.ts';
import { functionNamed, type Resource, resources } from './templates.ts';

// Longer than 250 lines: one table has the permissions of all functions.

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: unknown;
}

const all = [
  ...resources('AWS::IAM::Policy'),
  ...resources('AWS::IAM::Role'),
  ...resources('AWS::IAM::ManagedPolicy'),
];

/** Of all roles of functions. */
const statements = resources('AWS::IAM::Policy').flatMap(([, policy]) =>
  statementsOf(policy).map((statement) => ({ ...statement, roleId: policy.Properties.Roles[0].Ref })),
);

describe('every policy', () => {
  it('is our own: no role has a managed or an inline policy', () => {
    expect(resources('AWS::IAM::ManagedPolicy')).toEqual([]);
    for (const [, role] of resources('AWS::IAM::Role')) {
      expect([role.Properties.ManagedPolicyArns, role.Properties.Policies]).toEqual([undefined, undefined]);
    }
  });

  it('names its actions', () => {
    const actions = all.flatMap(([, resource]) => statementsOf(resource)).flatMap(({ Action }) => Action);
    expect(actions.length).toBeGreaterThan(functionNames.length);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('names its resources: a star only at the end, after a bucket, a prefix or a log group', () => {
    const arns = statements.flatMap((one) => arnsOf(one.Resource));
    expect(arns.length).toBeGreaterThan(functionNames.length);
    expect(
      arns.filter((arn) => arn === '*' || /\*./.test(arn) || (arn.endsWith('*') && !/\/\*$/.test(arn))),
    ).toEqual([]);
  });
});

/** Lambda acts with the function's role: it reads the function's queue and writes its log. */
const lambdasOwn =
  /^(sqs:(ChangeMessageVisibility|DeleteMessage|GetQueueUrl|ReceiveMessage)|logs:(CreateLogStream|PutLogEvents))$/;

function statementsFor(name: FunctionName): Statement[] {
  const [, { Properties }] = functionNamed(name);
  const role = Properties.Role['Fn::GetAtt'][0];
  return statements.filter(({ roleId }) => roleId === role);
}

function allowedTo(name: FunctionName): Record<string, string> {
  const places = new Map<string, Set<string>>();
  for (const { Action, Resource } of statementsFor(name)) {
    const actions = [Action].flat().filter((action) => !lambdasOwn.test(action));
    for (const place of arnsOf(Resource).map(placeOf)) {
      places.set(
        place,
        new Set([...(places.get(place) ?? []), ...actions.map((action) => action.split(':')[1] ?? '')]),
      );
    }
  }
  return Object.fromEntries(
    [...places]
      .filter(([, actions]) => actions.size > 0)
      .map(([place, actions]) => [place, [...actions].sort().join(' ')]),
  );
}

const depthOfAll = Object.fromEntries(
  ['Uploads', 'Normalized', 'Extracted', 'Touched'].flatMap((queue) => [
    [queue, 'GetQueueAttributes SendMessage'],
    [`${queue}DeadLetters`, 'GetQueueAttributes'],
  ]),
);
const reads = {
  'Archive/payloads/*': 'GetObject',
  'Archive/annotations/*': 'GetObject',
  Archive: 'ListBucket',
};
describe('least privilege', () => {
  it.each<[FunctionName, Record<string, string>]>([
    [
      'normalize',
      {
        'Inbox/*': 'GetObject GetObjectVersion',
        Inbox: 'ListBucket ListBucketVersions',
        'Archive/payloads/*': 'GetObject PutObject',
        'Archive/readings/*': 'GetObject PutObject',
        Archive: 'ListBucket',
        Records: 'BatchGetItem DeleteItem GetItem PutItem Query UpdateItem',
        Uploads: 'GetQueueAttributes',
        UploadsDeadLetters: 'SendMessage',
        Normalized: 'SendMessage',
      },
    ],
    [
      'extract',
      {
        ...reads,
        'Archive/annotations/*': 'GetObject PutObject',
        Records: 'BatchGetItem DeleteItem GetItem PutItem Query',
        Normalized: 'GetQueueAttributes',
        NormalizedDeadLetters: 'SendMessage',
        Extracted: 'SendMessage',
      },
    ],
    [
      'store',
      {
        ...reads,
        'Archive/annotations/*': 'GetObject PutObject',
        Records: 'BatchGetItem DeleteItem GetItem PutItem Query UpdateItem',
        Extracted: 'GetQueueAttributes',
        ExtractedDeadLetters: 'SendMessage',
        Touched: 'SendMessage',
      },
    ],
    [
      'index',
      {
        Extracted: 'SendMessage',
        ...reads,
        'Archive/search/*': 'AbortMultipartUpload DeleteObject GetObject PutObject',
        Records: 'BatchGetItem DeleteItem GetItem PutItem Query UpdateItem',
        Touched: 'GetQueueAttributes SendMessage',
        TouchedDeadLetters: 'SendMessage',
      },
    ],
    [
      'sweep',
      {
        'Inbox/*': 'DeleteObjectVersion GetObject GetObjectVersion',
        Inbox: 'ListBucket ListBucketVersions',
        Archive: 'ListBucket ListBucketVersions',
        'Archive/search/*': 'AbortMultipartUpload DeleteObject DeleteObjectVersion GetObject PutObject',
        'Archive/sweep/*': 'DeleteObjectVersion GetObject PutObject',
        CursorSecret: 'DescribeSecret',
        ExportsDeadLetters: 'SendMessage',
        'Archive/payloads/*': 'DeleteObjectVersion GetObject',
        'Archive/annotations/*': 'DeleteObjectVersion GetObject',
        'Archive/readings/*': 'DeleteObjectVersion',
        'Archive/erasures/*': 'DeleteObjectVersion GetObject PutObject',
        Records: 'BatchGetItem DeleteItem GetItem PutItem Query Scan UpdateItem',
        'Records/index/list': 'Query',
        Uploads: 'SendMessage',
        Normalized: 'SendMessage',
        Touched: 'SendMessage',
        FailedInvocations: 'SendMessage',
        UploadsDeadLetters: 'SendMessage',
        NormalizedDeadLetters: 'SendMessage',
        ExtractedDeadLetters: 'SendMessage',
        TouchedDeadLetters: 'SendMessage',
      },
    ],
    [
      'query',
      {
        'Inbox/*': 'GetObject GetObjectVersion PutObject',
        Inbox: 'ListBucket ListBucketVersions',
        ...reads,
        ...depthOfAll,
        Records: 'BatchGetItem GetItem PutItem Query UpdateItem',
        'Records/index/list': 'Query',
        'Records/index/source': 'Query',
        'Archive/readings/*': 'GetObject',
        'Archive/answers/*': 'GetObject PutObject',
        CursorSecret: 'GetSecretValue',
      },
    ],
    [
      'search',
      {
        'Archive/payloads/*': 'GetObject',
        'Archive/annotations/*': 'GetObject',
        'Archive/search/*': 'GetObject',
        'Archive/exports/*': 'GetObject',
        'Archive/answers/*': 'GetObject PutObject',
        Archive: 'ListBucket',
        Records: 'BatchGetItem GetItem PutItem Query UpdateItem',
        Exports: 'GetQueueAttributes SendMessage',
        ExportsDeadLetters: 'GetQueueAttributes',
        CursorSecret: 'GetSecretValue',
      },
    ],
    [
      'export',
      {
        ...reads,
        'Archive/search/*': 'GetObject',
        'Archive/exports/*': 'AbortMultipartUpload DeleteObject GetObject PutObject',
        Records: 'BatchGetItem DeleteItem GetItem PutItem Query UpdateItem',
        'Records/index/list': 'Query',
        'Records/index/source': 'Query',
        Exports: 'GetQueueAttributes',
        ExportsDeadLetters: 'SendMessage',
      },
    ],
    [
      'canary',
      {
        'Inbox/.dateline/canary.txt': 'DeleteObject PutObject',
        'Archive/payloads/*': 'GetObject',
        Archive: 'ListBucket',
        Records: 'GetItem PutItem Query',
        FailedInvocations: 'SendMessage',
      },
    ],
    [
      'rotate',
      {
        CursorSecret: 'DescribeSecret PutSecretValue UpdateSecretVersionStage',
        FailedInvocations: 'SendMessage',
      },
    ],
    ['authorize', { Records: 'GetItem' }],
  ])('%s may do exactly this', (name, expected) => {
    expect(allowedTo(name)).toEqual(expected);
  });

  it.each<[FunctionName, string[]]>([
    ['query', ['KEYUSE#*', 'BUDGET#*', 'OBJ#*', 'DECISIONS*']],
    ['search', ['KEYUSE#*', 'EXPORT#*', 'BUDGET#*']],
    ['export', ['EXPORT#*', 'BUDGET#*', 'DEAD#*']],
    ['extract', ['DEAD#*', 'SMALL#annotations/*', 'BUDGET#*']],
    ['compact', ['COMPACT*', 'EPOCH*', 'BUDGET#*']],
  ])('%s writes to these rows of the table, and to no others: %j', (name, prefixes) => {
    const writes = statementsFor(name).filter(({ Action }) =>
      [Action].flat().some((action) => /^dynamodb:(Put|Update|Delete|Batch(Write))/.test(action)),
    );
    const conditions = prefixes.map((prefix) => ({
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [prefix] },
      Null: { 'dynamodb:LeadingKeys': 'false' },
    }));
    expect(writes.map(({ Condition }) => Condition)).toEqual(expect.arrayContaining(conditions));
    expect(writes).toHaveLength(prefixes.length);
  });

  it('nobody makes an API key, and query alone adds a decision', () => {
    const may = (partition: string) =>
      functionNames.filter((name) => ['PutItem', 'UpdateItem', 'DeleteItem'].some(mayWrite(name, partition)));
    expect(may(apiKeyPartition)).toEqual([]);
    expect(may(decisionPartition)).toEqual(['query']);
    // Rows of their own stay theirs.
    expect(may('DECISIONS#APPLIED')).toContain('index');
    expect(may('OBJ#1')).toContain('normalize');
  });

  it('no right to some rows covers a request that names none', () => {
    const limited = statements.filter(({ Condition }) =>
      JSON.stringify(Condition ?? {}).includes('ForAllValues'),
    );
    expect(limited.length).toBeGreaterThan(5);
    for (const { Condition } of limited)
      expect(Condition).toMatchObject({ Null: { 'dynamodb:LeadingKeys': 'false' } });
  });

  it('search queries the rows of changes, aliases, trends and decisions alone', () => {
    const queries = statementsFor('search').filter(({ Action }) =>
      [Action].flat().includes('dynamodb:Query'),
    );
    expect(queries.map(({ Condition }) => Condition)).toMatchObject([
      { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['CHANGES#*'] } },
      { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['ALIAS#*'] } },
      { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['TREND#*'] } },
      { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['DECISIONS*'] } },
    ]);
  });

  it.each(functionNames)('%s writes its own log only', (name) => {
    const [, { Properties }] = functionNamed(name);
    const logs = statementsFor(name).filter(({ Action }) =>
      [Action].flat().some((action) => action.startsWith('logs:')),
    );
    expect(logs.map(({ Resource }) => Resource)).toEqual([
      { 'Fn::GetAtt': [Properties.LoggingConfig.LogGroup.Ref, 'Arn'] },
    ]);
  });
});

function statementsOf({ Properties }: Resource): Statement[] {
  return [Properties.PolicyDocument ?? Properties.AssumeRolePolicyDocument].flatMap(
    (document) => document.Statement,
  );
}

/** Whether a role may do something to a row of the table: what any statement denies is denied. */
const mayWrite = (name: FunctionName, partition: string) => (action: string) => {
  const about = statementsFor(name).filter(
    ({ Action, Condition }) =>
      [Action].flat().includes(`dynamodb:${action}`) &&
      covers(Condition as LeadingKeys | undefined, partition),
  );
  return about.some(({ Effect }) => Effect === 'Allow') && about.every(({ Effect }) => Effect !== 'Deny');
};

type LeadingKeys = Record<string, Record<string, string[] | string>>;

function covers(condition: LeadingKeys | undefined, partition: string): boolean {
  const [, patterns] = Object.entries(condition ?? {}).find(([operator]) => operator.startsWith('For')) ?? [];
  if (patterns === undefined) return true;
  return [patterns['dynamodb:LeadingKeys'] ?? []]
    .flat()
    .some((one) => (one.endsWith('*') ? partition.startsWith(one.slice(0, -1)) : partition === one));
}

/** ARNs with their references resolved: `<DatelineInbox>/payloads/*`. */
function arnsOf(resource: unknown): string[] {
  return (Array.isArray(resource) ? resource : [resource]).map(written);
}

function written(value: unknown): string {
  if (typeof value === 'string') return value;
  const {
    'Fn::Join': join,
    'Fn::GetAtt': attribute,
    'Fn::ImportValue': imported,
    Ref,
  } = value as {
    'Fn::Join'?: [string, unknown[]];
    'Fn::GetAtt'?: [string, string];
    'Fn::ImportValue'?: string;
    Ref?: string;
  };
  if (join !== undefined) return join[1].map(written).join(join[0]);
  return `<${attribute?.[0] ?? imported ?? Ref}>`;
}

/** `<dateline-data:ExportsOutputFnGetAttArchive0BDEB0C2Arn1234>/payloads/*` → `Archive/payloads/*`. */
function placeOf(arn: string): string {
  return arn.replace(/^<(?:.*(?:FnGetAtt|OutputRef))?(\w+?)(?:[0-9A-F]{8}(?:(?:Arn)?[0-9A-F]+)?)>/, '$1');
}
