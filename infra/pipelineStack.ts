/**
 * The functions that turn the files of the inbox into records, each fed by its queue, and those that a
 * schedule invokes.
 */
import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import { queueNames, queues } from '../core/protocol/topology.ts';
import { functions, sweepSchedule } from '../functions/functions.ts';
import type { Bundles } from './bundles.ts';
import type { Configuration } from './configuration.ts';
import type { DataStack } from './dataStack.ts';
import { lanceDbLayer } from './lanceDb.ts';
import { networkLayer } from './networkLayer.ts';
import { StageFunction } from './stageFunction.ts';

export interface PipelineStackProps extends StackProps {
  data: DataStack;
  bundles: Bundles;
  configuration: Configuration;
}

export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, props: PipelineStackProps) {
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

    const compact = new StageFunction(this, 'compact', parts);
    new Rule(this, 'Compaction', {
      description: 'Dateline: index new rows of the search table.',
      schedule: Schedule.rate(Duration.seconds(functions.compact.schedule.everySeconds)),
      targets: [new LambdaTarget(compact.function, { retryAttempts: 0 })],
    });

    if (configuration.canary) {
      const canary = new StageFunction(this, 'canary', parts);
      const { everySeconds } = functions.canary.schedule;
      const atMost = { retryAttempts: 0, maxEventAge: Duration.seconds(everySeconds) };
      new Rule(this, 'CanarySchedule', {
        description: 'Dateline: put a known article, and see that it comes through.',
        schedule: Schedule.rate(Duration.seconds(everySeconds)),
        targets: [new LambdaTarget(canary.function, atMost)],
      });
    }

    const sweep = new StageFunction(this, 'sweep', parts);
    const atMost = { retryAttempts: 0, maxEventAge: Duration.seconds(sweepSchedule.everySeconds) };
    new Rule(this, 'SweepSchedule', {
      description: 'Dateline: go on with the daily look for what got lost.',
      schedule: Schedule.rate(Duration.seconds(sweepSchedule.everySeconds)),
      targets: [new LambdaTarget(sweep.function, atMost)],
    });
  }
}
