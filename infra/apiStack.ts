/**
 * The HTTP API. It sends the routes of the search table to the function `search` and everything else to
 * `query`, which also answers unknown paths.
 */
import { Aws, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { CfnRotationSchedule, type Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { openApiPath } from '../api/http/routeFacts.ts';
import { searchRoutes } from '../api/searchRoutes/routes.ts';
import { exportQueue } from '../core/protocol/topology.ts';
import type { Bundles } from './bundles.ts';
import type { DataStack } from './dataStack.ts';
import { lanceDbLayer } from './lanceDb.ts';
import { StageFunction } from './stageFunction.ts';

/** Requests per second and at once, over all clients: they bound what a flood can cost. */
const throttle = { rateLimit: 100, burstLimit: 200 };

/** A cursor is valid for one to two periods, because the API also accepts the previous secret. */
const rotationDays = 30;

export interface ApiStackProps extends StackProps {
  data: DataStack;
  bundles: Bundles;
}

export class ApiStack extends Stack {
  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    const { data, bundles } = props;
    const parts = { data, bundles, lanceDb: lanceDbLayer(this, bundles) };
    const query = new StageFunction(this, 'query', parts);
    const search = new StageFunction(this, 'search', parts);
    const exporting = new StageFunction(this, exportQueue.consumer, parts);
    exporting.function.addEventSource(
      new SqsEventSource(data.exports.queue, {
        batchSize: exportQueue.batch,
        reportBatchItemFailures: true,
      }),
    );

    this.#rotate(data.cursorSecret, new StageFunction(this, 'rotate', parts).function);

    const api = new HttpApi(this, 'Api', {
      apiName: id,
      description: 'Dateline: who, where and when.',
      defaultIntegration: new HttpLambdaIntegration('ToQuery', query.function),
      createDefaultStage: false,
    });
    const toSearch = new HttpLambdaIntegration('ToSearch', search.function);
    for (const { facts } of searchRoutes)
      api.addRoutes({ path: openApiPath(facts), methods: [HttpMethod.GET], integration: toSearch });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
    });

    new CfnOutput(this, 'ApiUrl', { value: stage.url });
    new CfnOutput(this, 'QueryFunction', { value: query.function.functionName });
    new CfnOutput(this, 'SearchFunction', { value: search.function.functionName });
  }

  /**
   * CDK's own `addRotationSchedule` would also let the function read the secret and ask for random passwords.
   */
  #rotate(secret: Secret, rotate: LambdaFunction): void {
    const principal = new ServicePrincipal('secretsmanager.amazonaws.com');
    rotate.addPermission('SecretsManager', { principal, sourceAccount: Aws.ACCOUNT_ID });
    const schedule = new CfnRotationSchedule(this, 'CursorSecretRotation', {
      secretId: secret.secretArn,
      rotationLambdaArn: rotate.functionArn,
      rotationRules: { automaticallyAfterDays: rotationDays },
    });
    schedule.node.addDependency(rotate);
  }
}
