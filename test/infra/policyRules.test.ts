import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, it } from 'vitest';
import { accepted, outdated, policyFaults } from '../../infra/policyRules.ts';
import { app, resources } from './templates.ts';

describe("AWS's rules for a well-built stack", () => {
  it('find nothing in the stacks but what was accepted', () => {
    expect(policyFaults(app)).toEqual([]);
  });

  it('still find all that was accepted, each with a reason', () => {
    expect(outdated(app)).toEqual([]);
    for (const { reason } of accepted) expect(reason).toMatch(/^[A-Z].{40,}\.$/s);
  });

  it('find what nobody accepted: another bucket, a role that may do everything', () => {
    const stack = new Stack(new App(), 'other');
    new Bucket(stack, 'Pictures');
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: ['s3:*'], resources: ['*'] }));
    const faults = policyFaults(stack).join('\n');
    for (const rule of ['AwsSolutions-S1', 'AwsSolutions-S10', 'IAM5[Action::s3:*]', 'IAM5[Resource::*]'])
      expect(faults).toContain(rule);
  });
});

describe('callers and senders from outside', () => {
  it('is a service of AWS, on behalf of this account or of one resource of it', () => {
    const permissions = resources('AWS::Lambda::Permission').map(([, { Properties }]) => Properties);
    expect(permissions.length).toBeGreaterThan(0);
    for (const { Principal, SourceArn, SourceAccount } of permissions) {
      expect(Principal).toMatch(/^[\w-]+\.amazonaws\.com$/);
      expect(SourceArn ?? SourceAccount, Principal).toBeDefined();
    }
    const allowed = ['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy', 'AWS::S3::BucketPolicy']
      .flatMap((type) => resources(type))
      .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
      .filter(({ Effect }) => Effect === 'Allow');
    expect(allowed.length).toBeGreaterThan(0);
    for (const { Principal, Condition } of allowed) {
      expect(Principal.Service).toMatch(/^[\w-]+\.amazonaws\.com$/);
      expect(JSON.stringify(Condition)).toMatch(/aws:Source(Account|Arn)/i);
    }
  });

  it('speaks TLS: every bucket, queue and topic refuses anything else', () => {
    const policies = ['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy', 'AWS::S3::BucketPolicy'].flatMap(
      (type) => resources(type).map(([, { Properties }]) => Properties),
    );
    const refusing = policies.filter(({ PolicyDocument }) =>
      PolicyDocument.Statement.some(
        ({ Effect, Condition }: { Effect: string; Condition?: { Bool?: Record<string, string> } }) =>
          Effect === 'Deny' && Condition?.Bool?.['aws:SecureTransport'] === 'false',
      ),
    );
    const guarded = new Set(
      refusing.flatMap(({ Queues = [], Topics = [], Bucket: bucket }) =>
        [...Queues, ...Topics, bucket].map((one) => one?.Ref),
      ),
    );
    for (const type of ['AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::S3::Bucket'])
      for (const [id] of resources(type)) expect([...guarded], `${type} ${id}`).toContain(id);
  });
});

describe('at rest', () => {
  /** DynamoDB and Secrets Manager always encrypt; SNS never does by itself. */
  const encryption = { 'AWS::S3::Bucket': 'BucketEncryption', 'AWS::SQS::Queue': 'SqsManagedSseEnabled' };

  it.each(Object.entries(encryption))('each %s is encrypted', (type, property) => {
    for (const [id, { Properties }] of resources(type)) expect(Properties[property], id).toBeTruthy();
  });

  it('topics are as docs/security.md says', () => {
    const isEncrypted = resources('AWS::SNS::Topic').every(([, { Properties }]) => Properties.KmsMasterKeyId);
    const said = readFileSync('docs/security.md', 'utf8');
    expect(said.includes('The topic of the alarms is not')).toBe(!isEncrypted);
  });
});
