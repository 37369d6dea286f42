import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultWriteUnits, flowFor } from '../../core/protocol/flow.ts';
import { mostReceives, queueNames } from '../../core/protocol/topology.ts';
import { reservedPrefix } from '../../core/records/canary.ts';
import { indexKeys } from '../../core/records/indexes.ts';
import { visibilitySeconds } from '../../functions/visibilityTimeouts.ts';
import { pascal } from '../../runtime/aws/outputs.ts';
import { only, queueNamed, type Resource, resources, templates } from './templates.ts';

describe('the buckets', () => {
  it.each(['Inbox', 'Archive'])('%s is versioned, private, encrypted and retained', (name) => {
    const [, bucket] = only('AWS::S3::Bucket', name);
    expect(bucket.Properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
    // A first deployment that fails deletes its empty buckets.
    expect(bucket.DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(bucket.UpdateReplacePolicy).toBe('Retain');
  });

  it.each(['Inbox', 'Archive'])('%s answers over TLS only', (name) => {
    const [id] = only('AWS::S3::Bucket', name);
    const policies = resources('AWS::S3::BucketPolicy').filter(
      ([, policy]) => policy.Properties.Bucket.Ref === id,
    );
    expect(policies.flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement)).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        Principal: { AWS: '*' },
      }),
    );
  });

  it.each(['Inbox', 'Archive'])('no rule of %s removes a document, a payload or a version of one', (name) => {
    const [, bucket] = only('AWS::S3::Bucket', name);
    for (const rule of bucket.Properties.LifecycleConfiguration.Rules) {
      // Nobody but the canary puts anything under its prefix.
      if (rule.Prefix === reservedPrefix) continue;
      // Files of LanceDB and of the sweep are replaced all the time; exports and answers can be made again.
      if (['search/', 'sweep/', 'exports/', 'answers/'].includes(rule.Prefix)) continue;
      expect(Object.keys(rule).sort()).toEqual(['AbortIncompleteMultipartUpload', 'Id', 'Status']);
    }
  });
});

it('versions of the canary expire after a day', () => {
  const [, inbox] = only('AWS::S3::Bucket', 'Inbox');
  expect(inbox.Properties.LifecycleConfiguration.Rules).toContainEqual({
    Id: 'old-canaries',
    Status: 'Enabled',
    Prefix: reservedPrefix,
    ExpirationInDays: 1,
    NoncurrentVersionExpiration: { NoncurrentDays: 1 },
  });
});

describe('uploads', () => {
  const [uploads] = queueNamed('uploads');
  const [, inbox] = only('AWS::S3::Bucket', 'Inbox');

  it('go from the inbox to their queue without a function in between', () => {
    const queue = { 'Fn::GetAtt': [uploads, 'Arn'] };
    expect(inbox.Properties.NotificationConfiguration).toEqual({
      QueueConfigurations: [
        { Event: 's3:ObjectCreated:*', Queue: queue },
        { Event: 's3:ObjectRemoved:*', Queue: queue },
        { Event: 's3:ObjectRestore:Completed', Queue: queue },
        { Event: 's3:LifecycleExpiration:DeleteMarkerCreated', Queue: queue },
      ],
    });
    expect(resources('AWS::Lambda::Function', templates.data)).toEqual([]);
  });

  it('may come only from this inbox of this account, even before it exists', () => {
    const [policyId, policy] = policyOf(uploads);
    const allowed = policy.Properties.PolicyDocument.Statement.filter(
      (statement: { Effect: string }) => statement.Effect === 'Allow',
    );
    expect(allowed).toEqual([
      {
        Sid: 'InboxTellsOfUploads',
        Effect: 'Allow',
        Principal: { Service: 's3.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: { 'Fn::GetAtt': [uploads, 'Arn'] },
        Condition: {
          StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
          ArnEquals: {
            'aws:SourceArn': {
              'Fn::Join': [
                '',
                [
                  'arn:',
                  { Ref: 'AWS::Partition' },
                  ':s3:::dateline-inbox-',
                  { Ref: 'AWS::AccountId' },
                  '-',
                  { Ref: 'AWS::Region' },
                ],
              ],
            },
          },
        },
      },
    ]);
    expect(inbox.Properties.BucketName).toEqual({
      'Fn::Join': ['', ['dateline-inbox-', { Ref: 'AWS::AccountId' }, '-', { Ref: 'AWS::Region' }]],
    });
    expect(inbox.DependsOn).toContain(policyId);
  });
});

describe.each(queueNames)('the queue %s', (name) => {
  const [id, queue] = queueNamed(name);
  const [deadId, dead] = queueNamed(name, true);

  it('hides a message six times as long as its function may take', () => {
    expect(queue.Properties.VisibilityTimeout).toBe(visibilitySeconds(name));
  });

  it('has a dead-letter queue of its own', () => {
    expect(queue.Properties.RedrivePolicy).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': [deadId, 'Arn'] },
      maxReceiveCount: mostReceives,
    });
    expect(dead.Properties.RedrivePolicy).toBeUndefined();
  });

  it('keeps both for 14 days, encrypted; the sweep enqueues again what a deleted queue held', () => {
    for (const one of [queue, dead]) {
      expect(one.Properties).toMatchObject({
        MessageRetentionPeriod: 14 * 24 * 60 * 60,
        SqsManagedSseEnabled: true,
      });
      expect([one.DeletionPolicy, one.UpdateReplacePolicy]).toEqual(['Delete', 'Delete']);
    }
  });

  it('answers over TLS only', () => {
    for (const one of [id, deadId]) {
      expect(policyOf(one)[1].Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Action: 'sqs:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    }
  });
});

describe('the table', () => {
  const [, table] = only('AWS::DynamoDB::Table');

  it('is billed per request, has point-in-time recovery and deletion protection', () => {
    expect(table.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      DeletionProtectionEnabled: true,
    });
    expect([table.DeletionPolicy, table.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
  });

  it('takes no more than the write units of the deployment, and its indexes as much as they need', () => {
    const { writeUnits, readUnits } = flowFor(defaultWriteUnits).table;
    expect(table.Properties.OnDemandThroughput).toEqual({
      MaxWriteRequestUnits: writeUnits,
      MaxReadRequestUnits: readUnits,
    });
    for (const index of table.Properties.GlobalSecondaryIndexes)
      expect(index.OnDemandThroughput).toBeUndefined();
  });

  it('has the indexes that the port names, with keys only', () => {
    expect(table.Properties.GlobalSecondaryIndexes).toEqual(
      Object.entries(indexKeys).map(([IndexName, [pk, sk]]) => ({
        IndexName,
        KeySchema: [
          { AttributeName: pk, KeyType: 'HASH' },
          { AttributeName: sk, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    );
  });
});

function policyOf(queue: string): [id: string, resource: Resource] {
  const found = resources('AWS::SQS::QueuePolicy').filter(
    ([, { Properties }]) => Properties.Queues[0].Ref === queue,
  );
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} policies of ${queue}`);
  return found[0];
}

describe('the outputs', () => {
  it('have what the runbook and the guide to deployment tell operators to name', () => {
    const outputs = Object.keys({
      ...templates.data.toJSON().Outputs,
      ...templates.pipeline.toJSON().Outputs,
      ...templates.api.toJSON().Outputs,
      ...templates.observability.toJSON().Outputs,
    });
    const text = ['docs/runbook.md', 'docs/deploy.md'].map((path) => readFileSync(path, 'utf8')).join();
    const named = new Set([...text.matchAll(/<([A-Z][A-Za-z]+)>/g)].map(([, name]) => name));
    expect(named.size).toBeGreaterThan(4);
    expect(outputs).toEqual(expect.arrayContaining([...named]));
  });

  it('have both queues of each kind of work', () => {
    for (const name of [...queueNames, 'exports'])
      for (const queue of ['Queue', 'DeadLetterQueue'])
        templates.data.hasOutput(`${pascal(name)}${queue}Url`, {});
  });
});
