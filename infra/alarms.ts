/**
 * Every alarm, each for something that someone must act on. An alarm and its heading in docs/runbook.md are
 * made together; a test compares the two. CloudWatch charges $0.10 a month for each beyond ten.
 *
 * The consumers have no alarms of their own: if one fails or does not run, its messages grow old, or become
 * dead letters. So with `query`, `search` and `authorize`, whose failures the API answers with 5xx, and with
 * `compact` and `rotate`, after which the sweep looks.
 */
import { Duration } from 'aws-cdk-lib';
import { type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type QueueName, queueNames } from '../core/protocol/topology.ts';
import { functions, sweepSchedule } from '../functions/functions.ts';
import type { DataStack, QueuePair } from './dataStack.ts';
import { deploymentMetric, type Parts } from './observedParts.ts';

export interface AlarmFacts {
  /** In lower case, with hyphens. */
  name: string;
  /** What it means, in a sentence or two. */
  means: string;
  /** The heading in docs/runbook.md that says what to do. */
  heading: string;
  metric: IMetric;
  /** It is an alarm if the metric is above this … */
  above: number;
  /** … in so many periods in a row. */
  periods: number;
  /** Whether it is also an alarm if there is no data: something does not run. */
  missing: 'alarm' | 'fine';
}

/** A message may be this old before someone looks. */
const oldestSeconds = 15 * 60;
/** An export may: its message stays until the whole file is written, and 90 minutes if an execution dies. */
const oldestExportSeconds = 2 * 3600;
/** How many percent of the documents may go within a day. */
const shrinkagePercent = 5;
/** How many percent of the daily budget may be spent; at all of it the pipeline stops. */
const spentPercent = 80;
const fiveMinutes = Duration.minutes(5);
/** A table that is throttled for a shorter time only postpones messages. */
const throttledPeriods = 12;
/**
 * Passes of the sweep end about as far apart as they begin, a day, and none of them takes half of that more
 * than the one before. CloudWatch looks back seven days at most.
 */
const passPeriod = Duration.hours(6);
const passPeriods = Math.ceil((1.5 * sweepSchedule.passSeconds) / passPeriod.toSeconds());
/** A run of the sweep that fails is made up for by the next one. */
const failedRuns = 3;

export function alarmsOf(parts: Parts): AlarmFacts[] {
  const { data } = parts;
  const allQueues = [...queueNames, 'exports'] as const;
  return [
    ...allQueues.map((name) => deadLetters(data, name)),
    ...allQueues.map((name) => oldMessages(data, name)),
    upkeepFailing(parts),
    ...(parts.configuration.canary ? [canaryMissed(parts)] : []),
    {
      name: 'api-failing',
      means: 'The API has answered requests with 5xx for a quarter of an hour.',
      heading: 'The API fails',
      metric: parts.httpApi.metricServerError({ period: fiveMinutes, statistic: Stats.SUM }),
      above: 0,
      periods: 3,
      missing: 'fine',
    },
    {
      name: 'documents-shrinking',
      means: `There are more than ${shrinkagePercent} % fewer documents than a day ago.`,
      heading: 'The documents become fewer',
      metric: deploymentMetric(parts, 'Shrinkage', { period: Duration.days(1), statistic: Stats.MAXIMUM }),
      above: shrinkagePercent,
      periods: 1,
      missing: 'fine',
    },
    sweepUnfinished(parts),
    {
      name: 'budget-spending',
      means:
        `The day has cost more than ${spentPercent} % of its budget. When all of it is spent, ingest and ` +
        'sweeps wait until midnight (UTC).',
      heading: 'The budget is nearly spent',
      metric: deploymentMetric(parts, 'BudgetSpent', { period: fiveMinutes, statistic: Stats.MAXIMUM }),
      above: spentPercent,
      periods: 1,
      missing: 'fine',
    },
    {
      name: 'table-throttled',
      means: 'DynamoDB has refused writes for an hour without a break, so work is postponed again and again.',
      heading: 'The table is throttled',
      metric: data.table.metric('WriteThrottleEvents', { period: fiveMinutes, statistic: Stats.SUM }),
      above: 0,
      periods: throttledPeriods,
      missing: 'fine',
    },
  ];
}

const queuesOf = (data: DataStack, name: QueueName | 'exports'): QueuePair =>
  name === 'exports' ? data.exports : data.queues[name];

function deadLetters(data: DataStack, name: QueueName | 'exports'): AlarmFacts {
  const { deadLetters: queue } = queuesOf(data, name);
  return {
    name: `${name}-dead-letters`,
    means: `Dateline or SQS gave up on a message of the queue ${name}: what it is about is not done.`,
    heading: 'A dead-letter queue is not empty',
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes, statistic: Stats.MAXIMUM }),
    above: 0,
    periods: 1,
    // SQS reports nothing of a queue that nobody has used for hours.
    missing: 'fine',
  };
}

function oldMessages(data: DataStack, name: QueueName | 'exports'): AlarmFacts {
  const seconds = name === 'exports' ? oldestExportSeconds : oldestSeconds;
  return {
    name: `${name}-old-messages`,
    means: `The oldest message of the queue ${name} is more than ${seconds / 60} minutes old.`,
    heading: 'A message is old',
    metric: queuesOf(data, name).queue.metricApproximateAgeOfOldestMessage({
      period: fiveMinutes,
      statistic: Stats.MAXIMUM,
    }),
    above: seconds,
    periods: 2,
    // SQS reports the age only of a queue that has messages. If nobody takes them, they grow old.
    missing: 'fine',
  };
}

/**
 * Lambda reports the errors of every run, none as 0; so no data means that there was no run. A run of the
 * sweep fails too if `compact` or `rotate` has not done its work (functions/sweep/overdue.ts).
 */
function upkeepFailing(parts: Parts): AlarmFacts {
  const period = Duration.seconds(sweepSchedule.everySeconds);
  return {
    name: 'upkeep-failing',
    means:
      `Sweep has failed, has not run, or has found that compact or rotate has not done its work: ` +
      `${failedRuns} times in a row.`,
    heading: 'Upkeep fails',
    metric: parts.function('sweep').metricErrors({ period, statistic: Stats.SUM }),
    above: 0,
    periods: failedRuns,
    missing: 'alarm',
  };
}

/**
 * A pass that ends writes how many percent of the documents are gone, about once a day. A period of a day
 * would slide with the clock, and be empty for some time whenever a pass takes longer than the one before;
 * and CloudWatch looks back some periods more before it calls data missing, so days late.
 */
function sweepUnfinished(parts: Parts): AlarmFacts {
  return {
    name: 'sweep-unfinished',
    means: `No pass of the sweep has ended for ${passPeriod.toHours() * passPeriods} hours.`,
    heading: 'No pass of the sweep ends',
    metric: deploymentMetric(parts, 'Shrinkage', { period: passPeriod, statistic: Stats.MAXIMUM }),
    // It never is: the alarm is for its absence.
    above: 100,
    periods: passPeriods,
    missing: 'alarm',
  };
}

/**
 * By the metric of the deployment instead of the errors of the function: without a reference to the function,
 * the canary can be switched off.
 */
function canaryMissed(parts: Parts): AlarmFacts {
  const period = Duration.seconds(functions.canary.schedule.everySeconds);
  return {
    name: 'canary-missed',
    means:
      'Twice in a row a known article was not found within 60 seconds, or not gone, or the canary did not run.',
    heading: 'The canary is missed',
    metric: deploymentMetric(parts, 'CanaryMissed', { period, statistic: Stats.SUM }),
    above: 0,
    periods: 2,
    missing: 'alarm',
  };
}
