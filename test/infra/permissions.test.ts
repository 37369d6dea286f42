import { describe, expect, it } from 'vitest';
import { functionNames } from '../../infra/bundles.ts';
import { functionNamed, type Resource, resources } from './templates.ts';

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
}

const all = [...resources('AWS::IAM::Policy'), ...resources('AWS::IAM::Role'), ...resources('AWS::IAM::ManagedPolicy')];

describe('every policy', () => {
  it('is written by us: no managed one, no inline one in a role', () => {
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
    const arns = resources('AWS::IAM::Policy')
      .flatMap(([, resource]) => statementsOf(resource))
      .flatMap((one) => arnsOf(one.Resource));
    expect(arns.length).toBeGreaterThan(functionNames.length);
    expect(arns.filter((arn) => arn === '*' || /\*./.test(arn) || (arn.endsWith('*') && !/\/\*$/.test(arn)))).toEqual([]);
  });
});

/** Actions by the last part of what they are allowed on. */
const allowed: Record<string, Record<string, string[]>> = {};
for (const name of functionNames) {
  const [, { Properties }] = functionNamed(name);
  const role = Properties.Role['Fn::GetAtt'][0];
  const policies = resources('AWS::IAM::Policy').filter(([, policy]) => policy.Properties.Roles[0].Ref === role);
  const byPlace: Record<string, string[]> = {};
  for (const statement of policies.flatMap(([, policy]) => statementsOf(policy))) {
    for (const arn of arnsOf(statement.Resource)) {
      const place = placeOf(arn);
      byPlace[place] = [...new Set([...(byPlace[place] ?? []), ...[statement.Action].flat()])].sort();
    }
  }
  allowed[name] = byPlace;
}

describe('least privilege', () => {
  it('is exactly this', () => {
    expect(allowed).toMatchInlineSnapshot(`
      {
        "extract": {
          "Archive": [
            "s3:ListBucket",
          ],
          "Archive/annotations/*": [
            "s3:GetObject",
            "s3:PutObject",
          ],
          "Archive/payloads/*": [
            "s3:GetObject",
          ],
          "ExtractLog": [
            "logs:CreateLogStream",
            "logs:PutLogEvents",
          ],
          "Extracted": [
            "sqs:SendMessage",
          ],
          "Normalized": [
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:ReceiveMessage",
          ],
          "Records": [
            "dynamodb:Query",
          ],
        },
        "index": {
          "Archive": [
            "s3:ListBucket",
          ],
          "Archive/annotations/*": [
            "s3:GetObject",
          ],
          "Archive/payloads/*": [
            "s3:GetObject",
          ],
          "Archive/search/*": [
            "s3:AbortMultipartUpload",
            "s3:DeleteObject",
            "s3:GetObject",
            "s3:PutObject",
          ],
          "IndexLog": [
            "logs:CreateLogStream",
            "logs:PutLogEvents",
          ],
          "Records": [
            "dynamodb:BatchGetItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem",
          ],
          "Touched": [
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:ReceiveMessage",
            "sqs:SendMessage",
          ],
        },
        "normalize": {
          "Archive/payloads/*": [
            "s3:PutObject",
          ],
          "Inbox": [
            "s3:ListBucket",
            "s3:ListBucketVersions",
          ],
          "Inbox/*": [
            "s3:GetObject",
            "s3:GetObjectVersion",
          ],
          "NormalizeLog": [
            "logs:CreateLogStream",
            "logs:PutLogEvents",
          ],
          "Normalized": [
            "sqs:SendMessage",
          ],
          "Records": [
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem",
          ],
          "Uploads": [
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:ReceiveMessage",
          ],
        },
        "query": {
          "Archive": [
            "s3:ListBucket",
          ],
          "Archive/annotations/*": [
            "s3:GetObject",
          ],
          "Archive/payloads/*": [
            "s3:GetObject",
          ],
          "Extracted": [
            "sqs:GetQueueAttributes",
          ],
          "ExtractedDeadLetters": [
            "sqs:GetQueueAttributes",
          ],
          "Normalized": [
            "sqs:GetQueueAttributes",
          ],
          "NormalizedDeadLetters": [
            "sqs:GetQueueAttributes",
          ],
          "QueryLog": [
            "logs:CreateLogStream",
            "logs:PutLogEvents",
          ],
          "Records": [
            "dynamodb:BatchGetItem",
            "dynamodb:GetItem",
            "dynamodb:Query",
          ],
          "Records/index/list": [
            "dynamodb:Query",
          ],
          "Records/index/source": [
            "dynamodb:Query",
          ],
          "Touched": [
            "sqs:GetQueueAttributes",
          ],
          "TouchedDeadLetters": [
            "sqs:GetQueueAttributes",
          ],
          "Uploads": [
            "sqs:GetQueueAttributes",
          ],
          "UploadsDeadLetters": [
            "sqs:GetQueueAttributes",
          ],
        },
        "search": {
          "Archive": [
            "s3:ListBucket",
          ],
          "Archive/annotations/*": [
            "s3:GetObject",
          ],
          "Archive/payloads/*": [
            "s3:GetObject",
          ],
          "Archive/search/*": [
            "s3:GetObject",
          ],
          "Extracted": [
            "sqs:GetQueueAttributes",
          ],
          "ExtractedDeadLetters": [
            "sqs:GetQueueAttributes",
          ],
          "Normalized": [
            "sqs:GetQueueAttributes",
          ],
          "NormalizedDeadLetters": [
            "sqs:GetQueueAttributes",
          ],
          "Records": [
            "dynamodb:BatchGetItem",
            "dynamodb:GetItem",
            "dynamodb:Query",
          ],
          "Records/index/list": [
            "dynamodb:Query",
          ],
          "Records/index/source": [
            "dynamodb:Query",
          ],
          "SearchLog": [
            "logs:CreateLogStream",
            "logs:PutLogEvents",
          ],
          "Touched": [
            "sqs:GetQueueAttributes",
          ],
          "TouchedDeadLetters": [
            "sqs:GetQueueAttributes",
          ],
          "Uploads": [
            "sqs:GetQueueAttributes",
          ],
          "UploadsDeadLetters": [
            "sqs:GetQueueAttributes",
          ],
        },
        "store": {
          "Archive": [
            "s3:ListBucket",
          ],
          "Archive/annotations/*": [
            "s3:GetObject",
          ],
          "Archive/payloads/*": [
            "s3:GetObject",
          ],
          "Extracted": [
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:ReceiveMessage",
          ],
          "Records": [
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem",
          ],
          "StoreLog": [
            "logs:CreateLogStream",
            "logs:PutLogEvents",
          ],
          "Touched": [
            "sqs:SendMessage",
          ],
        },
        "sweep": {
          "Archive": [
            "s3:ListBucket",
            "s3:ListBucketVersions",
          ],
          "Archive/annotations/*": [
            "s3:DeleteObjectVersion",
          ],
          "Archive/payloads/*": [
            "s3:DeleteObjectVersion",
          ],
          "Archive/search/*": [
            "s3:GetObject",
          ],
          "Extracted": [
            "sqs:SendMessage",
          ],
          "Inbox": [
            "s3:ListBucket",
          ],
          "Inbox/*": [
            "s3:GetObject",
          ],
          "Normalized": [
            "sqs:SendMessage",
          ],
          "Records": [
            "dynamodb:BatchGetItem",
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:Scan",
          ],
          "SweepLog": [
            "logs:CreateLogStream",
            "logs:PutLogEvents",
          ],
          "Touched": [
            "sqs:SendMessage",
          ],
          "Uploads": [
            "sqs:SendMessage",
          ],
        },
      }
    `);
  });
});

function statementsOf({ Properties }: Resource): Statement[] {
  return [Properties.PolicyDocument ?? Properties.AssumeRolePolicyDocument].flatMap((document) => document.Statement);
}

/** ARNs with what they refer to written out: `<DatelineInbox>/payloads/*`. */
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
  return arn.replace(/^<(?:.*FnGetAtt)?(\w+?)(?:[0-9A-F]{8}(?:Arn[0-9A-F]+)?)>/, '$1');
}
