import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { type FunctionName, type QueueName, queueNames, queues } from '../../core/protocol/topology.ts';
import { functionNames, functions } from '../../functions/functions.ts';
import { visibilitySeconds } from '../../functions/visibilityTimeouts.ts';
import { addStacks } from '../../infra/stacks.ts';
import { pieces } from '../pieces.ts';
import { bundles, functionNamed, only, type Resource, resources, templates } from './templates.ts';

// Longer than 250 lines: what each function is told and triggered by is in one place.

const withLanceDb: FunctionName[] = ['index', 'compact', 'sweep', 'search', 'export'];
const names = queueNames.map((queue) => queue.toUpperCase());
/** A consumer postpones messages of its queue, and gives up on them. */
const own = (queue: QueueName | 'exports') => [`QUEUE_${queue.toUpperCase()}`, `DEAD_${queue.toUpperCase()}`];
const words = (list: string) => list.split(' ');
const all = names.flatMap((name) => [`QUEUE_${name}`, `DEAD_${name}`]);
const places: Record<FunctionName, string[]> = {
  normalize: [
    ...words('INBOX_BUCKET ARCHIVE_BUCKET TABLE METRICS DAILY_BUDGET QUEUE_NORMALIZED'),
    ...own('uploads'),
  ],
  extract: [
    ...words('ARCHIVE_BUCKET TABLE METRICS DAILY_BUDGET TAGGER QUEUE_EXTRACTED'),
    ...own('normalized'),
  ],
  store: [
    ...words('ARCHIVE_BUCKET TABLE METRICS DAILY_BUDGET QUEUE_TOUCHED AT_ONCE SEARCH_WAITS TAGGER'),
    ...own('extracted'),
  ],
  index: [
    ...words('ARCHIVE_BUCKET TABLE METRICS DAILY_BUDGET QUEUE_EXTRACTED SEARCH_URI AT_ONCE SEARCH_WAITS'),
    ...own('touched'),
  ],
  compact: words('ARCHIVE_BUCKET TABLE SEARCH_URI DAILY_BUDGET'),
  sweep: [
    ...words(
      'INBOX_BUCKET ARCHIVE_BUCKET TABLE SEARCH_URI METRICS DAILY_BUDGET CURSOR_SECRET_ARN DEAD_EXPORTS TAGGER',
    ),
    ...all,
  ],
  canary: words('INBOX_BUCKET ARCHIVE_BUCKET TABLE DAILY_BUDGET METRICS'),
  query: [...words('INBOX_BUCKET ARCHIVE_BUCKET TABLE CURSOR_SECRET_ARN AUTH DAILY_BUDGET TAGGER'), ...all],
  search: [
    ...words('ARCHIVE_BUCKET TABLE SEARCH_URI CURSOR_SECRET_ARN AUTH DAILY_BUDGET'),
    ...own('exports'),
  ],
  export: [...words('ARCHIVE_BUCKET TABLE SEARCH_URI DAILY_BUDGET'), ...own('exports')],
  rotate: ['CURSOR_SECRET_ARN'],
  authorize: ['TABLE'],
};

describe.each(functionNames)('the function %s', (name) => {
  const [id, { Properties }] = functionNamed(name);

  it('has the size and architecture of its record, on Node 24', () => {
    const { timeoutSeconds, memoryMB, architecture } = functions[name];
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Timeout: timeoutSeconds,
      MemorySize: memoryMB,
      Architectures: [architecture],
    });
  });

  it('has a log of its own with a retention period', () => {
    const { Ref } = Properties.LoggingConfig.LogGroup;
    const [[, log] = []] = resources('AWS::Logs::LogGroup').filter(([logId]) => logId === Ref);
    expect(log?.Properties.RetentionInDays).toBe(30);
    expect(
      resources('AWS::Lambda::Function').filter(
        ([, one]) => one.Properties.LoggingConfig.LogGroup.Ref === Ref,
      ),
    ).toHaveLength(1);
  });

  it(`has ${withLanceDb.includes(name) ? '' : 'not '}LanceDB's native build`, () => {
    const loads = Properties.Environment.Variables.NAPI_RS_NATIVE_LIBRARY_PATH;
    expect([Properties.Layers?.length ?? 0, loads]).toEqual(
      withLanceDb.includes(name) ? [1, '/opt/lancedb.linux-x64-gnu.node'] : [0, undefined],
    );
  });

  it('has the variables of the ports it uses, and no others', () => {
    const told = Object.keys(Properties.Environment.Variables).filter((variable) =>
      variable.startsWith('DATELINE_'),
    );
    expect(told.sort()).toEqual(places[name].map((place) => `DATELINE_${place}`).sort());
  });

  it('has a role of its own', () => {
    const role = Properties.Role['Fn::GetAtt'][0];
    const sharing = resources('AWS::Lambda::Function').filter(
      ([, one]) => one.Properties.Role['Fn::GetAtt'][0] === role,
    );
    expect(sharing.map(([other]) => other)).toEqual([id]);
  });
});

describe.each(queueNames)('the queue %s', (name) => {
  const { consumer, batch, window } = queues[name];

  it(`feeds ${consumer}, which says which messages failed`, () => {
    const [id] = functionNamed(consumer);
    const mappings = resources('AWS::Lambda::EventSourceMapping').filter(
      ([, { Properties }]) => Properties.FunctionName.Ref === id,
    );
    expect(mappings).toHaveLength(1);
    const { Properties } = mappings[0]?.[1] ?? {};
    expect(JSON.stringify(Properties.EventSourceArn).toLowerCase()).toContain(`fngetatt${name}`);
    expect(Properties).toMatchObject({
      BatchSize: batch,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    expect(Properties.MaximumBatchingWindowInSeconds ?? 0).toBe(window.aws);
  });

  it('hides a batch long enough for six tries, as Lambda asks', () => {
    const [, { Properties }] = functionNamed(consumer);
    expect(visibilitySeconds(name)).toBeGreaterThanOrEqual(6 * Properties.Timeout);
    expect(visibilitySeconds(name)).toBeLessThanOrEqual(12 * 60 * 60);
  });
});

describe('sweep', () => {
  it('goes on every quarter of an hour without retries, and has no other trigger', () => {
    const [id] = functionNamed('sweep');
    const isOfSweep = ([, { Properties }]: [string, Resource]) =>
      Properties.Targets?.[0].Arn['Fn::GetAtt'][0] === id || Properties.FunctionName?.Ref === id;
    const [rule, ...otherRules] = resources('AWS::Events::Rule').filter(isOfSweep);
    expect(otherRules).toEqual([]);
    expect(rule?.[1].Properties).toMatchObject({ ScheduleExpression: 'rate(15 minutes)', State: 'ENABLED' });
    const atMost = { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 900 };
    expect(rule?.[1].Properties.Targets[0].RetryPolicy).toEqual(atMost);
    const [invokes] = resources('AWS::Lambda::EventInvokeConfig').filter(isOfSweep);
    expect(invokes?.[1].Properties).toMatchObject(atMost);
    const consumers: FunctionName[] = [...queueNames.map((name) => queues[name].consumer), 'export'];
    expect(resources('AWS::Lambda::EventSourceMapping')).toHaveLength(consumers.length);
  });
});

describe('the API', () => {
  const routes = resources('AWS::ApiGatewayV2::Route').map(
    ([, { Properties }]): [route: string, integration: string] => [
      Properties.RouteKey,
      Properties.Target['Fn::Join'][1][1].Ref,
    ],
  );

  it('routes the search table to search and everything else to query', () => {
    const gets = routes.map(([route]) => route).filter((route) => route.startsWith('GET '));
    expect(gets.sort()).toEqual([
      'GET /',
      'GET /console/{file}',
      'GET /openapi.json',
      'GET /v1/cost',
      'GET /v1/documents/feed.atom',
      'GET /v1/documents/feed.json',
      'GET /v1/documents/{id}/reprints',
      'GET /v1/entities',
      'GET /v1/entities/{type}/{slug}/feed.atom',
      'GET /v1/entities/{type}/{slug}/feed.json',
      'GET /v1/exports',
      'GET /v1/facets',
      'GET /v1/search',
      'GET /v1/search/feed.atom',
      'GET /v1/search/feed.json',
      'GET /v1/stats',
      'GET /v1/stories',
      'GET /v1/trends',
    ]);
    // Otherwise a HEAD would take the default route: to another function, or past the key of a feed.
    const heads = gets.map((route) => route.replace('GET', 'HEAD'));
    expect(routes.map(([route]) => route).sort()).toEqual(['$default', ...gets, ...heads].sort());
    const ofQuery =
      /^(\$default|\w+ (\/|\/console\/\{file\}|\/openapi\.json|\/v1\/(documents|entities).*\/feed\.\w+))$/;
    for (const [route, integration] of routes) {
      const [, { Properties }] = only('AWS::ApiGatewayV2::Integration', integration);
      const [id] = functionNamed(ofQuery.test(route) ? 'query' : 'search');
      expect(Properties.IntegrationUri).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
      expect(Properties.PayloadFormatVersion).toBe('2.0');
    }
  });

  it('has one stage, which bounds the requests, and those without a key by themselves', () => {
    const [, { Properties }] = only('AWS::ApiGatewayV2::Stage');
    expect(Properties).toMatchObject({
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 1_000, ThrottlingBurstLimit: 1_000 },
      RouteSettings: {
        'GET /openapi.json': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 },
        'GET /': { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 100 },
        'GET /console/{file}': { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 100 },
        'HEAD /openapi.json': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 },
        'HEAD /': { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 100 },
        'HEAD /console/{file}': { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 100 },
      },
    });
  });

  const isFeed = (routeKey: string) => /\/feed\.(atom|json)$/.test(routeKey);

  it('asks for a key before it calls a function, on every route but the description and the console', () => {
    const [id, authorizer] = only('AWS::ApiGatewayV2::Authorizer', 'ApiAuthorizer');
    const [feedId, feedAuthorizer] = only('AWS::ApiGatewayV2::Authorizer', 'ApiFeedAuthorizer');
    const [authorize] = functionNamed('authorize');
    const settings = {
      AuthorizerType: 'REQUEST',
      AuthorizerResultTtlInSeconds: 300,
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      AuthorizerUri: authorizer.Properties.AuthorizerUri,
    };
    // Without its source, the gateway refuses by itself.
    expect(authorizer.Properties).toMatchObject({
      ...settings,
      IdentitySource: ['$request.header.Authorization'],
    });
    expect(feedAuthorizer.Properties).toMatchObject({
      ...settings,
      IdentitySource: ['$request.querystring.key'],
    });
    expect(JSON.stringify(authorizer.Properties.AuthorizerUri)).toContain(authorize);
    for (const [, { Properties }] of resources('AWS::ApiGatewayV2::Route')) {
      const open = /^(GET|HEAD) \/(openapi\.json|console\/\{file\}|)$/.test(Properties.RouteKey);
      expect([Properties.AuthorizationType, Properties.AuthorizerId], Properties.RouteKey).toEqual(
        open ? ['NONE', undefined] : ['CUSTOM', { Ref: isFeed(Properties.RouteKey) ? feedId : id }],
      );
    }
    expect(
      resources('AWS::ApiGatewayV2::Route').filter(([, { Properties }]) => isFeed(Properties.RouteKey)),
    ).toHaveLength(12);
  });

  it.each(['key', 'iam'])('lets this API alone call its functions, in few words (%s)', (auth) => {
    const app = new App({ context: { auth } });
    const template = Template.fromStack(addStacks(app, bundles).api);
    for (const name of ['query', 'search']) {
      const [[id] = ['']] = Object.entries(template.findResources('AWS::Lambda::Function')).filter(
        ([, { Properties }]) => Properties.Description === `Dateline: ${name}`,
      );
      const permissions = Object.values(template.findResources('AWS::Lambda::Permission')).filter(
        ({ Properties }) => JSON.stringify(Properties.FunctionName).includes(id),
      );
      // A policy may have 20 KB, and a statement for each route of IAM's takes 400 bytes.
      const [api = ''] = Object.keys(template.findResources('AWS::ApiGatewayV2::Api'));
      const callers = permissions.map(({ Properties }) => [
        Properties.Principal,
        JSON.stringify(Properties.SourceArn).split(`{"Ref":"${api}"},`)[1],
      ]);
      const [byDefault, byPath] = ['/*/*', '/*/*/*'].map((routes) => [
        'apigateway.amazonaws.com',
        `"${routes}"]]}`,
      ]);
      expect(callers.sort()).toEqual(name === 'query' ? [byDefault, byPath] : [byPath]);
    }
  });

  it('has an authorizer that only this API may call', () => {
    const [authorize] = functionNamed('authorize');
    const [api] = only('AWS::ApiGatewayV2::Api');
    const callers = resources('AWS::Lambda::Permission').filter(([, { Properties }]) =>
      JSON.stringify(Properties.FunctionName).includes(authorize),
    );
    expect(callers).toHaveLength(2);
    for (const [, { Properties }] of callers) {
      expect(Properties.Principal).toBe('apigateway.amazonaws.com');
      expect(JSON.stringify(Properties.SourceArn)).toContain(api);
    }
  });

  it('logs each request as JSON, without path, query or anything else that may name people', () => {
    const [, { Properties }] = only('AWS::ApiGatewayV2::Stage');
    const { DestinationArn, Format } = Properties.AccessLogSettings;
    const [log, { Properties: group }] = only('AWS::Logs::LogGroup', 'AccessLog');
    expect(DestinationArn).toEqual({ 'Fn::GetAtt': [log, 'Arn'] });
    expect(group.RetentionInDays).toBe(30);
    const fields = Object.values(JSON.parse(Format) as Record<string, string>);
    expect(fields.sort()).toEqual(
      pieces(
        '$context.authorizer.keyId¦$context.httpMethod¦$context.identity.sourceIp',
        '$context.integration.requestId¦$context.integrationStatus¦$context.requestId¦$context.requestTime',
        '$context.responseLatency¦$context.responseLength¦$context.routeKey¦$context.status',
      ),
    );
  });

  it('outputs its URL', () => {
    const [, parts] = templates.api.toJSON().Outputs.ApiUrl.Value['Fn::Join'];
    expect(JSON.stringify(parts)).toContain('.execute-api.');
    // docs/deploy.md has `<ApiUrl>/v1/documents`, and no route begins with two slashes.
    expect(parts.at(-1)).toEqual({ Ref: 'AWS::URLSuffix' });
  });
});

describe('the secret that signs cursors', () => {
  const [id, secret] = only('AWS::SecretsManager::Secret');
  const [rotate] = functionNamed('rotate');

  it('is a long secret made by AWS, and in no template', () => {
    expect(secret.Properties.SecretString).toBeUndefined();
    expect(secret.Properties.GenerateSecretString.PasswordLength).toBeGreaterThanOrEqual(32);
    for (const template of Object.values(templates))
      expect(JSON.stringify(template.toJSON())).not.toContain('{{resolve:');
  });

  it('reaches its functions only as an ARN', () => {
    for (const name of ['query', 'search', 'rotate'] as const) {
      const [, { Properties }] = functionNamed(name);
      expect(JSON.stringify(Properties.Environment.Variables.DATELINE_CURSOR_SECRET_ARN)).toContain(
        `:ExportsOutputRef${id}`,
      );
    }
  });

  it('is rotated every month by a function that only Secrets Manager of this account may call', () => {
    const [, schedule] = only('AWS::SecretsManager::RotationSchedule');
    expect(schedule.Properties).toMatchObject({
      RotationLambdaARN: { 'Fn::GetAtt': [rotate, 'Arn'] },
      RotationRules: { AutomaticallyAfterDays: 30 },
    });
    const callers = resources('AWS::Lambda::Permission').filter(([, { Properties }]) =>
      JSON.stringify(Properties.FunctionName).includes(rotate),
    );
    expect(callers.map(([, { Properties }]) => Properties)).toEqual([
      {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': [rotate, 'Arn'] },
        Principal: 'secretsmanager.amazonaws.com',
        SourceAccount: { Ref: 'AWS::AccountId' },
        SourceArn: schedule.Properties.SecretId,
      },
    ]);
    for (const [caller] of callers) expect(schedule.DependsOn).toContain(caller);
  });
});
