import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { defaultWriteUnits, flowFor } from '../../core/protocol/flow.ts';
import { ConfigurationFault, readConfiguration, settingNames } from '../../infra/configuration.ts';
import { addStacks } from '../../infra/stacks.ts';
import { bundles, type Resource, templates } from './templates.ts';

const read = (context: Record<string, unknown>) => readConfiguration(new App({ context }));
const certificate = 'arn:aws:acm:eu-north-1:123456789012:certificate/1';

/** The property that names a resource for its whole account or region, by type. */
const nameProperties: Record<string, string> = {
  'AWS::S3::Bucket': 'BucketName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Lambda::LayerVersion': 'LayerName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::Events::Rule': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::ApiGatewayV2::DomainName': 'DomainName',
};

function deploy(context: Record<string, unknown>) {
  const stacks = addStacks(new App({ context }), bundles);
  return Object.fromEntries(
    Object.entries(stacks).map(([stack, each]) => [
      stack,
      { region: each.region, template: Template.fromStack(each) },
    ]),
  ) as Record<keyof typeof stacks, { region: string; template: Template }>;
}

describe('the settings', () => {
  it('have defaults for all that is needed', () => {
    expect(read({})).toEqual({
      name: 'dateline',
      logRetentionDays: 30,
      writeUnitsPerSecond: defaultWriteUnits,
      dailyBudget: 50,
      tagger: 'fast',
      searchWaits: true,
      canary: true,
      corsOrigins: [],
      auth: 'key',
      bootstrapVersionRule: true,
      flow: flowFor(defaultWriteUnits),
    });
  });

  it('may be text, as on the command line, or JSON, as in cdk.json', () => {
    const onCommandLine = {
      writeUnitsPerSecond: '6000',
      dailyBudget: '2.50',
      logRetentionDays: '90',
      authorizerConcurrency: '5',
      tagger: 'accurate',
      searchWaits: 'false',
      canary: 'false',
      corsOrigins: 'https://desk.example,http://localhost:8080',
    };
    const inJson = {
      writeUnitsPerSecond: 6000,
      dailyBudget: 2.5,
      logRetentionDays: 90,
      authorizerConcurrency: 5,
      tagger: 'accurate',
      searchWaits: false,
      canary: false,
      corsOrigins: ['https://desk.example', 'http://localhost:8080'],
    };
    expect(read(onCommandLine)).toEqual(read(inJson));
    expect(read(onCommandLine)).toMatchObject(inJson);
  });

  it.each([
    ['name', ['Dateline', '1st', 'a'.repeat(21), 'news_desk', ''], 'a lower-case letter and up to 19'],
    ['region', ['mars', 'EU-NORTH-1', 'eu-north'], 'a region of AWS, like eu-north-1'],
    ['logRetentionDays', ['forever', '31', '0', 9999], 'one of 1, 3, 5, 7, 14, 30'],
    ['writeUnitsPerSecond', ['fast', '100', '1e9', '', 2000.5], 'a whole number from 2000 to 7000'],
    ['tagger', ['slow', ''], 'one of fast, accurate'],
    ['searchWaits', ['yes', ''], 'true or false'],
    ['bootstrapVersionRule', ['yes', ''], 'true or false'],
    ['dailyBudget', ['cheap', '0', '-1'], 'US dollars'],
    [
      'alarmAddress',
      ['desk', 'desk@example', 'arn:aws:sqs:eu-north-1:123456789012:x'],
      'an e-mail address, or',
    ],
    ['corsOrigins', ['*', 'desk.example', 'https://desk.example/'], 'origins like https://desk.example'],
    ['auth', ['none', ''], 'one of key, iam, jwt'],
    ['jwtIssuer', ['http://issuer.example'], 'the https address'],
    ['jwtAudience', ['two words'], 'the audience'],
    ['domain', ['https://news.example.org', 'news'], 'a host name like news.example.org'],
    ['domainCertificate', ['mine'], 'the ARN of a certificate'],
    ['authorizerConcurrency', ['0', '1.5', 'many'], 'a whole number of at least 1'],
  ])('%s: a wrong value is told with the name and what is allowed', (setting, values, allowed) => {
    const address = { alarmAddress: 'desk@news.example' };
    for (const value of values) {
      const wrong = () => read({ ...address, [setting]: value });
      expect(wrong, JSON.stringify(value)).toThrow(ConfigurationFault);
      expect(wrong).toThrow(new RegExp(`^The configuration is invalid: .*${setting} must be `));
      expect(wrong).toThrow(allowed);
      expect(wrong).toThrow(JSON.stringify(value));
    }
  });

  it('are checked all at once, in one line', () => {
    expect(() => read({ name: 'A', auth: 'jwt', domain: 'news.example.org' })).toThrow(
      /^The configuration is invalid: name .*; jwtIssuer must be set if auth is jwt; jwtAudience .*\.$/,
    );
    expect(() => read({ domain: 'news.example.org' })).toThrow('domainCertificate must be set if domain is');
    const forgotten = { jwtIssuer: 'https://i.example', domainCertificate: certificate };
    expect(() => read(forgotten)).toThrow(
      /jwtIssuer must be left out unless auth is jwt, not .*; domainCertificate must be left out unless domain is set/,
    );
  });

  it('a misspelt name is no setting; what belongs to CDK is left alone', () => {
    expect(() => read({ writeUnits: '4000' })).toThrow(
      'there is no setting writeUnits; the settings are name,',
    );
    expect(read({ '@aws-cdk/core:x': true, 'aws:cdk:y': 1, 'cli-telemetry': false }).name).toBe('dateline');
  });

  it('are described in docs/deploy.md, each in a row', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/deploy.md'), 'utf8');
    const rows = [...page.matchAll(/^\| `(\w+)` +\|/gm)].map(([, setting]) => setting);
    expect(rows.sort()).toEqual(settingNames.toSorted());
  });
});

// Two deployments show all settings, because each synthesis takes a second.
const other = deploy({
  name: 'sport',
  region: 'eu-north-1',
  logRetentionDays: 90,
  auth: 'iam',
  domain: 'news.example.org',
  domainCertificate: certificate,
});

describe('what the settings change', () => {
  it('every log is kept as long as configured', () => {
    const days = Object.values(other).flatMap(({ template }) =>
      Object.values(template.findResources('AWS::Logs::LogGroup')).map(
        (log) => log.Properties.RetentionInDays,
      ),
    );
    expect(new Set(days)).toEqual(new Set([90]));
  });

  it('the region is that of every stack', () => {
    for (const { region } of Object.values(other)) expect(region).toBe('eu-north-1');
  });

  it('with auth=iam, requests are signed, and policies can name each method and path', () => {
    const { template } = other.api;
    const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route'));
    const authorization = new Map(
      routes.map(({ Properties }) => [Properties.RouteKey, Properties.AuthorizationType]),
    );
    expect(authorization.get('POST /v1/quarantine/redrive')).toBe('AWS_IAM');
    expect(authorization.get('GET /v1/documents/{id}')).toBe('AWS_IAM');
    expect(authorization.get('HEAD /v1/documents/{id}')).toBe('AWS_IAM');
    for (const method of ['GET', 'HEAD']) authorization.delete(`${method} /openapi.json`);
    expect(new Set(authorization.values())).toEqual(new Set(['AWS_IAM']));
    expect(functionsNamed(template, 'authorize')).toEqual([]);
    expect(functionsNamed(template, 'query')[0]?.Properties.Environment.Variables.DATELINE_AUTH).toBe('iam');
  });

  it('with auth=jwt, the gateway checks tokens of the issuer for the audience', () => {
    const { template } = deploy({
      auth: 'jwt',
      jwtIssuer: 'https://issuer.example/',
      jwtAudience: 'dateline',
    }).api;
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      JwtConfiguration: { Issuer: 'https://issuer.example/', Audience: ['dateline'] },
    });
    expect(functionsNamed(template, 'authorize')).toEqual([]);
    const idsOf = (api: Template) => Object.keys(api.findResources('AWS::ApiGatewayV2::Authorizer'));
    expect(idsOf(template).filter((id) => idsOf(templates.api).includes(id))).toEqual([]);
    expect(functionsNamed(template, 'search')[0]?.Properties.Environment.Variables.DATELINE_AUTH).toBe('jwt');
  });

  it('a domain leads to the stage over TLS 1.2, and outputs where its DNS record points', () => {
    const { template } = other.api;
    template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: 'news.example.org',
      DomainNameConfigurations: [{ CertificateArn: certificate, SecurityPolicy: 'TLS_1_2' }],
    });
    template.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
    expect(Object.keys(template.toJSON().Outputs)).toEqual(
      expect.arrayContaining(['DomainTarget', 'DomainHostedZone']),
    );
  });

  it('an API with a domain answers at no other address', () => {
    const { template } = other.api;
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    template.hasOutput('ApiUrl', { Value: 'https://news.example.org' });
    templates.api.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: false });
  });
});

describe('two deployments in one account', () => {
  it('share no name and no export', () => {
    const one = namesIn(Object.values(templates));
    const two = namesIn(Object.values(other).map(({ template }) => template));
    for (const kind of ['physical', 'exported'] as const) {
      expect(one[kind].length).toBeGreaterThan(0);
      expect(one[kind].filter((name) => two[kind].includes(name))).toEqual([]);
    }
    expect(two.physical.length).toBe(one.physical.length + 1); // the domain
  });
});

/** Names that hold for a whole account or region: of resources, and of the outputs that stacks share. */
function namesIn(all: Template[]) {
  const resources = all.flatMap((template) =>
    Object.values(template.toJSON().Resources as Record<string, Resource>),
  );
  const outputs = all.flatMap((template) =>
    Object.values((template.toJSON().Outputs ?? {}) as Record<string, { Export?: { Name: string } }>),
  );
  return {
    physical: resources.flatMap(({ Type, Properties }) => {
      const value = Properties?.[nameProperties[Type] ?? ''];
      return value === undefined ? [] : [`${Type} ${JSON.stringify(value)}`];
    }),
    exported: outputs.flatMap(({ Export }) => (Export === undefined ? [] : [Export.Name])),
  };
}

function functionsNamed(template: Template, name: string) {
  return Object.values(template.findResources('AWS::Lambda::Function')).filter(
    ({ Properties }) => Properties.Description === `Dateline: ${name}`,
  );
}
