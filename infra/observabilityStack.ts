/** How people learn what is wrong: the alarms (alarms.ts), their topic, and the dashboard (dashboard.ts). */

import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import { pascal } from '../runtime/aws/outputs.ts';
import { type AlarmFacts, alarmsOf } from './alarms.ts';
import { alarmTopic } from './alarmTopic.ts';
import type { ApiStack } from './apiStack.ts';
import type { Configuration } from './configuration.ts';
import { addDashboard } from './dashboard.ts';
import type { DataStack } from './dataStack.ts';
import { Parts } from './observedParts.ts';
import type { PipelineStack } from './pipelineStack.ts';

const runbook = 'docs/runbook.md';

export interface ObservabilityStackProps extends StackProps {
  stacks: { data: DataStack; pipeline: PipelineStack; api: ApiStack };
  configuration: Configuration;
}

/** The alarms, their topic, and the dashboard. */
export class ObservabilityStack extends Stack {
  constructor(scope: Construct, id: string, props: ObservabilityStackProps) {
    super(scope, id, props);
    const { stacks, configuration } = props;
    const parts = new Parts(stacks, configuration);
    const topic = alarmTopic(this, configuration.alarmAddress);
    const alarms = alarmsOf(parts).map((facts) => this.#alarm(facts, configuration.name));
    for (const alarm of alarms) {
      alarm.addAlarmAction(new SnsAction(topic));
      alarm.addOkAction(new SnsAction(topic));
    }
    addDashboard(this, parts, alarms);
    new CfnOutput(this, 'AlarmTopic', { value: topic.topicArn });
  }

  #alarm({ name, means, heading, metric, above, periods, missing }: AlarmFacts, deployment: string): Alarm {
    return new Alarm(this, name.split('-').map(pascal).join(''), {
      alarmName: `${deployment}-${name}`,
      alarmDescription: `${means} What to do: ${runbook}#${anchorOf(heading)}`,
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: missing === 'alarm' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
  }
}

/** The anchor that GitHub makes of a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}
