/** The HTTP API: what needs the search table goes to the search function, everything else to query, which also answers what is not there. */
import { Aws, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { CfnRotationSchedule, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { templateOf } from '../api/http/route.ts';
import { searchRoutes } from '../api/searchRoutes/routes.ts';
import { exportQueue } from '../core/protocol/topology.ts';
import { cursorSecretVariable, exportQueueVariable } from '../runtime/aws/variables.ts';
import type { Bundles } from './bundles.ts';
import type { DataStack } from './dataStack.ts';
import { lanceDbLayer } from './lanceDb.ts';
import { StageFunction } from './stageFunction.ts';

/** Requests a second, and how many may come at once, over all clients: a bound on what a flood can cost. */
const throttle = { rateLimit: 100, burstLimit: 200 };

/** A cursor is good from one of these to two, since the secret before the last rotation is taken too. */
const rotationDays = 30;

export interface ApiStackProps extends StackProps {
  data: DataStack;
  bundles: Bundles;
}

export class ApiStack extends Stack {
  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    const environment = { [cursorSecretVariable]: props.data.cursorSecret.secretArn };
    const parts = { ...props, lanceDb: lanceDbLayer(this, props.bundles), environment };
    const query = new StageFunction(this, 'query', parts);
    const exports = { [exportQueueVariable]: props.data.exports.queue.queueUrl };
    const search = new StageFunction(this, 'search', {
      ...parts,
      environment: { ...environment, ...exports },
    });
    const exporting = new StageFunction(this, 'export', { ...parts, environment: exports });
    exporting.function.addEventSource(
      new SqsEventSource(props.data.exports.queue, {
        batchSize: exportQueue.batch,
        reportBatchItemFailures: true,
      }),
    );

    this.#rotate(props.data.cursorSecret, new StageFunction(this, 'rotate', parts).function);

    const api = new HttpApi(this, 'Api', {
      apiName: id,
      description: 'Dateline: who, where and when.',
      defaultIntegration: new HttpLambdaIntegration('ToQuery', query.function),
      createDefaultStage: false,
    });
    const toSearch = new HttpLambdaIntegration('ToSearch', search.function);
    for (const { facts } of searchRoutes)
      api.addRoutes({ path: templateOf(facts), methods: [HttpMethod.GET], integration: toSearch });
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
  /** Set up by hand: the L2 call would let the function ask for random passwords anywhere, and read what it has no need to read. */
  #rotate(secret: ISecret, rotate: LambdaFunction): void {
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
