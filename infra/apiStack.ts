/** The HTTP API: its functions, the gateway before them, and whom it lets pass. Routes: apiRoutes.ts. */
import { Aws, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  type CfnStage,
  DomainName,
  HttpApi,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import {
  HttpIamAuthorizer,
  HttpJwtAuthorizer,
  HttpLambdaAuthorizer,
  HttpLambdaResponseType,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnRotationSchedule, type Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { feedKeyParameter } from '../api/http/admission.ts';
import { exportQueue } from '../core/protocol/topology.ts';
import { gatewayRate } from '../functions/deploymentCost.ts';
import { rotationDays } from '../functions/functions.ts';
import {
  addRoutes,
  corsPreflight,
  preflightRouteKey,
  type RoutesWithoutKey,
  routeKeysOf,
} from './apiRoutes.ts';
import type { Configuration } from './configuration.ts';
import { lanceDbLayer } from './lanceDb.ts';
import { type FunctionStackProps, StageFunction, type StageFunctionProps } from './stageFunction.ts';

/**
 * Requests per second and at once, over all clients. The limit is far above what all keys together need, so
 * that only a very large flood of requests without keys can crowd them out. It need not limit the cost: each
 * key has a rate of its own, and requests without a key call no function (docs/adr/0021-keyless-requests.md).
 * An account has a burst of 5,000, in AWS's newer regions one of 1,250 (its quotas of API Gateway).
 */
const throttle = { rateLimit: gatewayRate, burstLimit: gatewayRate };

/** The routes that need no key have a small share of their own. */
const openThrottle = { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 };

/**
 * A visit to the console asks for four files at once, and browsers do not repeat what gets a 429: a newsroom
 * that opens a new version of the page together must find all of it.
 */
const consoleThrottle = { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 100 };

/** A page of another origin asks before each address that it has not asked for an hour. */
const preflightThrottle = { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 };

/** How long the gateway remembers whether a header has a valid key. */
const authorizedMinutes = 5;

/**
 * One line of JSON per request. It has neither the path nor the query, which may name people, but the route
 * with its variables: `GET /v1/search`.
 */
const accessLog = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  key: '$context.authorizer.keyId',
  method: '$context.httpMethod',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  functionStatus: '$context.integrationStatus',
  /** What the function's own lines call `requestId`; the one above is the gateway's. */
  functionRequestId: '$context.integration.requestId',
};

export class ApiStack extends Stack {
  constructor(scope: Construct, id: string, props: FunctionStackProps) {
    super(scope, id, props);
    const { data, bundles, configuration } = props;
    const parts = { data, bundles, configuration, lanceDb: lanceDbLayer(this, bundles) };
    const query = new StageFunction(this, 'query', parts);
    const search = new StageFunction(this, 'search', parts);
    this.#export(parts);
    this.#rotate(data.cursorSecret, new StageFunction(this, 'rotate', parts).function);

    const { authorizer, feedAuthorizer } = this.#authorizers(parts);
    // A statement for each route would outgrow the 20 KB that the policy of a function may have.
    const calls = { scopePermissionToRoute: false };
    const toQuery = new HttpLambdaIntegration('ToQuery', query.function, calls);
    const api = new HttpApi(this, 'Api', {
      apiName: id,
      description: 'Dateline: who, where and when.',
      defaultIntegration: toQuery,
      defaultAuthorizer: authorizer,
      createDefaultStage: false,
      // Else everything could be asked twice: past the domain, and past what an operator puts before it.
      disableExecuteApiEndpoint: configuration.domain !== undefined,
      ...corsPreflight(configuration),
    });
    // CDK allows calls by routes with a path, which the default route has not.
    query.function.addPermission('DefaultRoute', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: this.formatArn({ service: 'execute-api', resource: api.apiId, resourceName: '*/*' }),
    });
    const toSearch = new HttpLambdaIntegration('ToSearch', search.function, calls);
    const routes = addRoutes(api, { toQuery, toSearch }, configuration, feedAuthorizer);
    const stage = this.#stage(id, api, routes, configuration);
    this.#domain(configuration, api, stage);

    const { domain } = configuration;
    const host = domain ?? `${api.apiId}.execute-api.${this.region}.${this.urlSuffix}`;
    // No slash at its end: what is put after it, such as `/v1/documents`, begins with one.
    new CfnOutput(this, 'ApiUrl', { value: `https://${host}` });
    new CfnOutput(this, 'QueryFunction', { value: query.function.functionName });
    new CfnOutput(this, 'SearchFunction', { value: search.function.functionName });
  }

  /** Writes the files of exports, which take longer than a request may. */
  #export(parts: StageFunctionProps): void {
    const exporting = new StageFunction(this, exportQueue.consumer, parts);
    exporting.function.addEventSource(
      new SqsEventSource(parts.data.exports.queue, {
        batchSize: exportQueue.batch,
        maxConcurrency: parts.configuration.flow.executions.export,
        reportBatchItemFailures: true,
      }),
    );
  }

  /** The stage that answers requests, with its log and its limits. */
  #stage(
    id: string,
    api: HttpApi,
    { open, ofConsole, preflight }: RoutesWithoutKey,
    { logRetentionDays }: Configuration,
  ): HttpStage {
    const stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLog', {
            // Under this name the policy that lets the gateway write does not grow with every log.
            logGroupName: `/aws/vendedlogs/apis/${id}`,
            retention: logRetentionDays,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
    (stage.node.defaultChild as CfnStage).routeSettings = Object.fromEntries([
      ...routeKeysOf(open).map((route) => [route, openThrottle]),
      ...routeKeysOf(ofConsole).map((route) => [route, consoleThrottle]),
      ...preflight.map(() => [preflightRouteKey, preflightThrottle]),
    ]);
    stage.node.addDependency(...open, ...ofConsole, ...preflight);
    return stage;
  }

  /**
   * They ask for the caller's identity before any function of the API is called. The one for feeds reads the
   * key in the address, which feed readers can bring; only our own keys stand there.
   */
  #authorizers(parts: StageFunctionProps): {
    authorizer: IHttpRouteAuthorizer;
    feedAuthorizer?: IHttpRouteAuthorizer;
  } {
    const { auth, jwtIssuer = '', jwtAudience = '', authorizerConcurrency } = parts.configuration;
    if (auth === 'iam') return { authorizer: new HttpIamAuthorizer() };
    // Not the id of the one below: who changes `auth` would change its type while routes use it.
    if (auth === 'jwt')
      return {
        authorizer: new HttpJwtAuthorizer('TokenAuthorizer', jwtIssuer, { jwtAudience: [jwtAudience] }),
      };
    const authorize = new StageFunction(this, 'authorize', parts).function;
    if (authorizerConcurrency !== undefined)
      (authorize.node.defaultChild as CfnFunction).reservedConcurrentExecutions = authorizerConcurrency;
    const reading = (id: string, identitySource: string) =>
      new HttpLambdaAuthorizer(id, authorize, {
        identitySource: [identitySource],
        responseTypes: [HttpLambdaResponseType.SIMPLE],
        resultsCacheTtl: Duration.minutes(authorizedMinutes),
      });
    return {
      authorizer: reading('Authorizer', '$request.header.Authorization'),
      feedAuthorizer: reading('FeedAuthorizer', `$request.querystring.${feedKeyParameter}`),
    };
  }

  /** The records of the domain in DNS are the operator's: the outputs say to where they point. */
  #domain({ domain, domainCertificate }: Configuration, api: HttpApi, stage: HttpStage): void {
    if (domain === undefined || domainCertificate === undefined) return;
    const domainName = new DomainName(this, 'Domain', {
      domainName: domain,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', domainCertificate),
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new ApiMapping(this, 'DomainMapping', { api, domainName, stage });
    new CfnOutput(this, 'DomainTarget', { value: domainName.regionalDomainName });
    new CfnOutput(this, 'DomainHostedZone', { value: domainName.regionalHostedZoneId });
  }

  /**
   * CDK's own `addRotationSchedule` would also let the function read the secret and ask for random passwords.
   */
  #rotate(secret: Secret, rotate: LambdaFunction): void {
    const principal = new ServicePrincipal('secretsmanager.amazonaws.com');
    rotate.addPermission('SecretsManager', {
      principal,
      sourceAccount: Aws.ACCOUNT_ID,
      sourceArn: secret.secretArn,
    });
    const schedule = new CfnRotationSchedule(this, 'CursorSecretRotation', {
      secretId: secret.secretArn,
      rotationLambdaArn: rotate.functionArn,
      rotationRules: { automaticallyAfterDays: rotationDays },
    });
    schedule.node.addDependency(rotate);
  }
}
