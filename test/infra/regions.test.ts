/** The region of a deployment: what must be of it, and what has one name for all regions. */
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { readConfiguration } from '../../infra/configuration.ts';
import { addStacks } from '../../infra/stacks.ts';
import { bundles, type Resource } from './templates.ts';

const certificate = 'arn:aws:acm:eu-north-1:123456789012:certificate/1';
const read = (context: Record<string, unknown>, region?: string) =>
  readConfiguration(new App({ context }), region);

it.each(['us-gov-west-1', 'ap-southeast-2', 'eusc-de-east-1'])('%s may be the region', (region) => {
  expect(read({ region }).region).toBe(region);
});

it.each([
  ['domainCertificate', { domain: 'news.example.org', domainCertificate: certificate }],
  ['alarmAddress', { alarmAddress: 'arn:aws:sns:eu-north-1:123456789012:desk' }],
])('%s must be in the region of the deployment', (setting, settings) => {
  const message = `${setting} must be in the region of the deployment, eu-west-1, not "arn:aws:`;
  expect(() => read({ ...settings, region: 'eu-west-1' }, 'eu-north-1')).toThrow(message);
  expect(() => read(settings, 'eu-west-1')).toThrow(message);
  expect(read(settings, 'eu-north-1')).toMatchObject(settings);
  expect(read(settings)).toMatchObject(settings);
});

/** The properties that are names in all regions of an account. */
const namesForAllRegions = { 'AWS::S3::Bucket': 'BucketName', 'AWS::CloudWatch::Dashboard': 'DashboardName' };

it('what has one name for all regions names its own', () => {
  const stacks = Object.values(addStacks(new App(), bundles, { region: 'eu-north-1' }));
  const resources = stacks.flatMap((stack) =>
    Object.values(Template.fromStack(stack).toJSON().Resources as Record<string, Resource>),
  );
  const names = Object.entries(namesForAllRegions).flatMap(([type, property]) =>
    resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties[property]),
  );
  expect(names).toHaveLength(3);
  for (const name of names) expect(JSON.stringify(name)).toContain('eu-north-1');
});
