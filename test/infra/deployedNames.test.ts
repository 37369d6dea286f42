/**
 * What an upgrade must not change by accident: a new logical id replaces a resource, and so does a new value
 * of some properties; a lost export breaks the stacks that import it, and a feature flag changes what CDK
 * makes of the same code. The snapshot is the list of what is deployed; read its difference before you update
 * it (docs/deploy.md).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { addStacks } from '../../infra/stacks.ts';
import { app, bundles, only, type Resource, resources, templates } from './templates.ts';

/**
 * Of what holds data, messages or the address that others know: the properties that CloudFormation changes
 * only by making another resource. An index is not replaced, but one update makes or removes at most one.
 */
const lasting: Record<string, readonly string[]> = {
  'AWS::ApiGatewayV2::Api': ['ProtocolType'],
  'AWS::DynamoDB::Table': [
    ...['TableName', 'KeySchema', 'AttributeDefinitions', 'LocalSecondaryIndexes', 'GlobalSecondaryIndexes'],
    'ImportSourceSpecification',
  ],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SNS::Topic': ['TopicName', 'FifoTopic'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::SecretsManager::Secret': ['Name'],
};

type Outputs = Record<string, { Export?: { Name: string } }>;

describe('what is deployed under a name', () => {
  it.each(Object.keys(templates) as (keyof typeof templates)[])('in the stack %s', (stack) => {
    const { Resources, Outputs = {} } = templates[stack].toJSON() as {
      Resources: Record<string, Resource>;
      Outputs?: Outputs;
    };
    expect({
      resources: Object.entries(Resources)
        .map(([id, { Type }]) => `${Type} ${id}`)
        .sort(),
      outputs: Object.entries(Outputs)
        .map(([id, { Export }]) => Export?.Name ?? id)
        .sort(),
    }).toMatchSnapshot();
  });

  it.each(Object.keys(lasting))('with properties that an update cannot change: %s', (type) => {
    const values = resources(type).map(([id, { Properties }]) => [
      id,
      Object.fromEntries((lasting[type] ?? []).map((name) => [name, Properties[name]])),
    ]);
    expect(Object.fromEntries(values)).toMatchSnapshot();
  });

  it('by these feature flags', () => {
    const { context } = JSON.parse(readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8'));
    expect(context).toMatchSnapshot();
  });
});

describe('a stack that was destroyed can be deployed again', () => {
  const { data } = addStacks(new App(), bundles, { account: '123456789012', region: 'eu-north-1' });
  const known = Template.fromStack(data);

  it('its data has names that are plain text, as CloudFormation needs to adopt it', () => {
    const names = ['AWS::S3::Bucket', 'AWS::DynamoDB::Table'].flatMap((type) =>
      Object.values(known.findResources(type)).map(
        ({ Properties }) => Properties.BucketName ?? Properties.TableName,
      ),
    );
    expect(names.sort()).toEqual([
      'dateline-archive-123456789012-eu-north-1',
      'dateline-inbox-123456789012-eu-north-1',
      'dateline-records',
    ]);
  });

  it('what has a fixed name and cannot be adopted is deleted with the stack', () => {
    for (const [, { DeletionPolicy, Properties }] of resources('AWS::SQS::Queue')) {
      expect(Properties.QueueName).toMatch(/^dateline-[a-z-]+$/);
      expect(DeletionPolicy).toBe('Delete');
    }
    expect(only('AWS::SecretsManager::Secret')[1].DeletionPolicy).toBe('Delete');
  });

  it('nothing else has a policy that would keep it', () => {
    const kept = Object.values(templates)
      .flatMap((template) => Object.values(template.toJSON().Resources as Record<string, Resource>))
      .filter(({ DeletionPolicy }) => DeletionPolicy?.startsWith('Retain'));
    expect(kept.map(({ Type }) => Type).sort()).toEqual([
      'AWS::DynamoDB::Table',
      'AWS::S3::Bucket',
      'AWS::S3::Bucket',
    ]);
  });

  it('nobody destroys a stack by mistake', () => {
    const { stacks } = app.synth();
    expect(stacks.map(({ terminationProtection }) => terminationProtection)).toEqual(stacks.map(() => true));
  });
});
