/**
 * The dashboard: columns for the stages, the upkeep and the API, in the order of the flow from left to right,
 * and below them what the flow as a whole does. CloudWatch charges nothing for up to 50 metrics.
 */
import { Duration, Stack } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Column,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  PeriodOverride,
  Row,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type FunctionName, type QueueName, queueNames, queues } from '../core/protocol/topology.ts';
import { deploymentMetric, type Parts } from './observedParts.ts';

const columnWidth = 4;
const halfWidth = 8;
const height = 5;
const period = Duration.minutes(5);

export function addDashboard(scope: Construct, parts: Parts, alarms: Alarm[]): Dashboard {
  const dashboard = new Dashboard(scope, 'Dashboard', {
    // Dashboards have one name for all regions.
    dashboardName: `${parts.configuration.name}-${Stack.of(scope).region}`,
    defaultInterval: Duration.hours(12),
    periodOverride: PeriodOverride.INHERIT,
  });
  dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms, width: 24, height: 3 }));
  dashboard.addWidgets(
    new Row(...queueNames.map((name) => stage(parts, name)), searchTable(parts), answers(parts)),
  );
  dashboard.addWidgets(...whole(parts));
  return dashboard;
}

function column(
  title: string,
  text: string,
  ...graphs: [title: string, left: IMetric[], right?: IMetric[]][]
) {
  const heading = new TextWidget({ markdown: `## ${title}\n${text}`, width: columnWidth, height: 2 });
  return new Column(heading, ...graphs.map(([name, left, right]) => graph(name, columnWidth, left, right)));
}

function graph(title: string, width: number, left: IMetric[], right: IMetric[] = []): IWidget {
  return new GraphWidget({ title, left, right, width, height, period });
}

function stage(parts: Parts, name: QueueName): Column {
  const { queue, deadLetters } = parts.data.queues[name];
  const { consumer } = queues[name];
  return column(
    consumer,
    `takes from ${name}`,
    [
      'messages | oldest',
      [
        queue.metricApproximateNumberOfMessagesVisible({ label: 'waiting', statistic: Stats.MAXIMUM }),
        deadLetters.metricApproximateNumberOfMessagesVisible({
          label: 'given up',
          statistic: Stats.MAXIMUM,
        }),
      ],
      [queue.metricApproximateAgeOfOldestMessage({ label: 'seconds', statistic: Stats.MAXIMUM })],
    ],
    ['errors | duration', ...runs(parts, consumer)],
  );
}

function runs(parts: Parts, name: FunctionName): [left: IMetric[], right: IMetric[]] {
  const one = parts.function(name);
  return [
    [one.metricErrors({ label: `${name} errors` })],
    [one.metricDuration({ label: `${name} p95`, statistic: Stats.p(95) })],
  ];
}

function searchTable(parts: Parts): Column {
  const [compactErrors, compactTimes] = runs(parts, 'compact');
  const [sweepErrors, sweepTimes] = runs(parts, 'sweep');
  const { failedInvocations } = parts.data;
  return column(
    'compact, sweep',
    'on schedules',
    ['errors', [...compactErrors, ...sweepErrors]],
    [
      'duration | failures kept',
      [...compactTimes, ...sweepTimes],
      [failedInvocations.metricApproximateNumberOfMessagesVisible({ label: 'kept' })],
    ],
  );
}

function answers({ httpApi, data }: Parts): Column {
  return column(
    'API',
    'query, search, export',
    [
      'requests | p95',
      [
        httpApi.metricCount({ label: 'all', statistic: Stats.SUM }),
        httpApi.metricClientError({ label: '4xx', statistic: Stats.SUM }),
        httpApi.metricServerError({ label: '5xx', statistic: Stats.SUM }),
      ],
      [httpApi.metricLatency({ label: 'milliseconds', statistic: Stats.p(95) })],
    ],
    [
      'exports',
      [
        data.exports.queue.metricApproximateNumberOfMessagesVisible({ label: 'waiting' }),
        data.exports.deadLetters.metricApproximateNumberOfMessagesVisible({ label: 'given up' }),
      ],
    ],
  );
}

/** Three graphs to a row. */
function whole(parts: Parts): IWidget[] {
  const sum = (name: Parameters<typeof deploymentMetric>[1], label: string) =>
    deploymentMetric(parts, name, { statistic: Stats.SUM, label });
  const stored = sum('Stored', 'stored');
  const perDocument = (name: 'units' | 'dollars', used: IMetric) =>
    new MathExpression({
      label: name,
      expression: `${name} / stored`,
      usingMetrics: { [name]: used, stored },
      period,
    });
  const drop = (percentile: number) =>
    deploymentMetric(parts, 'DropToQueryable', {
      statistic: Stats.p(percentile),
      label: `p${percentile}`,
    });
  const age = (Queue: QueueName) =>
    deploymentMetric(parts, 'MessageAge', {
      statistic: Stats.p(95),
      label: Queue,
      dimensionsMap: { Queue },
    });
  const { table } = parts.data;
  return [
    graph('files | documents', halfWidth, [sum('Accepted', 'accepted'), sum('Refused', 'refused')], [stored]),
    graph('from drop to queryable, milliseconds', halfWidth, [50, 95, 99].map(drop)),
    graph('age of messages when handled, p95 in milliseconds', halfWidth, queueNames.map(age)),
    graph(
      'write units per document | dollars per document',
      halfWidth,
      [perDocument('units', sum('WriteUnits', 'units'))],
      [perDocument('dollars', sum('Dollars', 'dollars'))],
    ),
    graph(
      'table: units written | writes throttled',
      halfWidth,
      [table.metricConsumedWriteCapacityUnits({ label: 'units' })],
      [table.metric('WriteThrottleEvents', { label: 'throttled', statistic: Stats.SUM })],
    ),
    graph('documents', halfWidth, [
      deploymentMetric(parts, 'Documents', { label: 'documents', period: Duration.days(1) }),
    ]),
  ];
}
