/** What alarms and the dashboard look at: parts of the other stacks, and the metrics of the deployment. */

import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { MetricName } from '../core/ports/metrics.ts';
import type { FunctionName } from '../core/protocol/topology.ts';
import { pascal } from '../runtime/aws/outputs.ts';
import type { ApiStack } from './apiStack.ts';
import type { Configuration } from './configuration.ts';
import type { DataStack } from './dataStack.ts';
import type { PipelineStack } from './pipelineStack.ts';
import type { StageFunction } from './stageFunction.ts';

/** What alarms and the dashboard look at, by its name. */
export class Parts {
  readonly data: DataStack;
  readonly httpApi: HttpApi;
  readonly configuration: Configuration;
  readonly #stacks: [PipelineStack, ApiStack];

  constructor(
    stacks: { data: DataStack; pipeline: PipelineStack; api: ApiStack },
    configuration: Configuration,
  ) {
    this.data = stacks.data;
    this.httpApi = stacks.api.node.findChild('Api') as HttpApi;
    this.configuration = configuration;
    this.#stacks = [stacks.pipeline, stacks.api];
  }

  /** @throws Error if this deployment has no such function */
  function(name: FunctionName): LambdaFunction {
    const [found] = this.#stacks.flatMap(({ node }) => node.tryFindChild(pascal(name)) ?? []);
    if (found === undefined) throw new Error(`no stack has the function ${name}`);
    return (found as StageFunction).function;
  }
}

/** A metric that the functions write (runtime/aws/metrics/emf.ts). */
export function deploymentMetric({ configuration }: Parts, metricName: MetricName, options: MetricOptions) {
  return new Metric({ namespace: configuration.name, metricName, ...options });
}
