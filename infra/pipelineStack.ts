/**
 * The functions that turn the files of the inbox into records, each fed by its queue, and those that a
 * schedule invokes.
 */
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import { type FunctionName, queueNames, queues } from '../core/protocol/topology.ts';
import { functions, sweepSchedule } from '../functions/functions.ts';
import { lanceDbLayer } from './lanceDb.ts';
import { networkLayer } from './networkLayer.ts';
import { type FunctionStackProps, StageFunction, type StageFunctionProps } from './stageFunction.ts';

export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, props: FunctionStackProps) {
    super(scope, id, props);
    const { data, bundles, configuration } = props;
    const { flow } = configuration;
    const network = bundles.network && networkLayer(this, bundles.network);
    const parts = { data, bundles, configuration, network, lanceDb: lanceDbLayer(this, bundles) };

    for (const name of queueNames) {
      const { consumer, batch, window } = queues[name];
      const stage = new StageFunction(this, consumer, parts);
      stage.function.addEventSource(
        new SqsEventSource(data.queues[name].queue, {
          batchSize: batch,
          maxConcurrency: flow.executions[consumer],
          ...(window.aws > 0 && { maxBatchingWindow: Duration.seconds(window.aws) }),
          reportBatchItemFailures: true,
        }),
      );
    }

    const { compact, canary } = functions;
    this.#onSchedule('Compaction', parts, 'compact', {
      description: 'Dateline: index new rows of the search table.',
      everySeconds: compact.schedule.everySeconds,
    });
    if (configuration.canary)
      this.#onSchedule('CanarySchedule', parts, 'canary', {
        description: 'Dateline: put a known article, and see that it comes through.',
        everySeconds: canary.schedule.everySeconds,
        mostSeconds: canary.schedule.everySeconds,
      });
    const sweep = this.#onSchedule('SweepSchedule', parts, 'sweep', {
      description: 'Dateline: continue the sweep, which finds what messages missed.',
      everySeconds: sweepSchedule.everySeconds,
      mostSeconds: sweepSchedule.everySeconds,
    });
    // For an operator who does not want to wait for the schedule.
    new CfnOutput(this, 'SweepFunction', { value: sweep.functionName });
  }

  /**
   * A function that a schedule invokes. An invocation that fails is not made again, nor one that could not be
   * made within `mostSeconds`.
   */
  #onSchedule(
    id: string,
    parts: StageFunctionProps,
    name: FunctionName,
    {
      description,
      everySeconds,
      mostSeconds,
    }: { description: string; everySeconds: number; mostSeconds?: number },
  ): LambdaFunction {
    const maxEventAge = mostSeconds === undefined ? {} : { maxEventAge: Duration.seconds(mostSeconds) };
    const invoked = new StageFunction(this, name, parts).function;
    new Rule(this, id, {
      description,
      schedule: Schedule.rate(Duration.seconds(everySeconds)),
      targets: [new LambdaTarget(invoked, { retryAttempts: 0, ...maxEventAge })],
    });
    return invoked;
  }
}
