import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exportQueue, type FunctionName, queueNames, queues } from '../../core/protocol/topology.ts';
import { idleAlarms } from '../../functions/deploymentCost.ts';
import { functionNames, functionRecord, sweepSchedule } from '../../functions/functions.ts';
import { anchorOf } from '../../infra/observabilityStack.ts';
import { functionNamed, only, queueNamed, resources } from './templates.ts';

const alarms = resources('AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
const alarmNamed = (name: string) => {
  const [found] = alarms.filter(({ AlarmName }) => AlarmName === `dateline-${name}`);
  if (found === undefined) throw new Error(`no alarm ${name}`);
  return found;
};

/** The headings under "Alarms" in the runbook, with the text below each. */
const sections = (() => {
  const [, all = ''] = readFileSync('docs/runbook.md', 'utf8').split(/^## Alarms$/m);
  const [alarmsOnly = ''] = all.split(/^## /m);
  return alarmsOnly
    .split(/^### /m)
    .slice(1)
    .map((text) => ({ heading: text.slice(0, text.indexOf('\n')), text }));
})();

describe('the runbook', () => {
  const linked = new Set(alarms.map(({ AlarmDescription }) => AlarmDescription.split('#')[1] as string));
  const anchors = sections.map(({ heading }) => anchorOf(heading));

  it('has a heading for every alarm, and an alarm for every heading', () => {
    expect(new Set(anchors)).toEqual(linked);
    expect(anchors).toHaveLength(linked.size);
  });

  it.each(sections)(
    'says of "$heading" what it shows, where to look, what to do and when it is over',
    ({ text }) => {
      for (const part of ['Symptoms', 'Look here', 'Do this', 'Over']) expect(text).toContain(`**${part}.**`);
    },
  );

  it.each(sections)('names the alarms of "$heading"', ({ heading, text }) => {
    const own = alarms.filter(({ AlarmDescription }) => AlarmDescription.endsWith(`#${anchorOf(heading)}`));
    for (const { AlarmName } of own) expect(text).toContain(`\`${AlarmName.replace('dateline-', '')}\``);
  });
});

describe('every alarm', () => {
  it.each(alarms.map((alarm) => [alarm.AlarmName, alarm]))(
    '%s says what it means and tells the topic',
    (_, alarm) => {
      expect(alarm.AlarmDescription).toMatch(/^[A-Z].{30,}\. What to do: docs\/runbook\.md#[a-z-]+$/);
      const [topic] = only('AWS::SNS::Topic');
      expect(alarm.AlarmActions).toEqual([{ Ref: topic }]);
      expect(alarm.OKActions).toEqual([{ Ref: topic }]);
    },
  );

  it('is one of few: ten are free of charge', () => {
    // One more is that of the canary.
    expect(alarms.length).toBe(idleAlarms + 1);
  });
});

describe('an alarm for', () => {
  it.each([...queueNames, 'exports'])('the dead-letter queue of %s, once it is not empty', (name) => {
    const [id] = queueNamed(name, true);
    const alarm = alarmNamed(`${name}-dead-letters`);
    expect(JSON.stringify(alarm.Dimensions)).toContain(id);
    expect(alarm).toMatchObject({
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Statistic: 'Maximum',
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  it.each([
    ...queueNames.map((name) => [name, 'a quarter of an hour', 900] as const),
    ['exports', 'two hours', 7200] as const,
  ])('%s, if its oldest message is older than %s, but not if it is empty', (name, _, seconds) => {
    const [id] = queueNamed(name);
    const alarm = alarmNamed(`${name}-old-messages`);
    expect(JSON.stringify(alarm.Dimensions)).toContain(id);
    expect(alarm).toMatchObject({
      MetricName: 'ApproximateAgeOfOldestMessage',
      Statistic: 'Maximum',
      Threshold: seconds,
      // SQS reports the age of a queue that has messages.
      TreatMissingData: 'notBreaching',
    });
  });

  it('sweep, if it fails or does not run three times in a row', () => {
    const alarm = alarmNamed('upkeep-failing');
    expect(JSON.stringify(alarm.Dimensions)).toContain(functionNamed('sweep')[0]);
    expect(alarm).toMatchObject({
      MetricName: 'Errors',
      Statistic: 'Sum',
      Period: functionRecord('sweep').schedule?.everySeconds,
      Threshold: 0,
      EvaluationPeriods: 3,
      TreatMissingData: 'breaching',
    });
  });

  it('a canary that is missed twice, or that nobody sends', () => {
    expect(alarmNamed('canary-missed')).toMatchObject({
      MetricName: 'CanaryMissed',
      Period: 300,
      Threshold: 0,
      EvaluationPeriods: 2,
      TreatMissingData: 'breaching',
    });
  });

  it('four fifths of the daily budget', () => {
    expect(alarmNamed('budget-spending')).toMatchObject({
      MetricName: 'BudgetSpent',
      Statistic: 'Maximum',
      Threshold: 80,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  it('documents that become fewer by more than 5 % in a day', () => {
    expect(alarmNamed('documents-shrinking')).toMatchObject({
      Namespace: 'dateline',
      MetricName: 'Shrinkage',
      Threshold: 5,
      Period: 86_400,
      TreatMissingData: 'notBreaching',
    });
  });

  it('passes of the sweep that do not end, but not for one that takes hours longer', () => {
    const { Period, EvaluationPeriods, ...alarm } = alarmNamed('sweep-unfinished');
    // A percentage of what there was is never above 100.
    expect(alarm).toMatchObject({
      Namespace: 'dateline',
      MetricName: 'Shrinkage',
      Threshold: 100,
      TreatMissingData: 'breaching',
    });
    const seconds = Period * EvaluationPeriods;
    // Half as long again as from one pass to the next, in whole periods: with a pass a day, 36 hours.
    expect(seconds).toBe(Period * Math.ceil((1.5 * sweepSchedule.passSeconds) / Period));
  });

  it('a table that is throttled for an hour', () => {
    const { Period, EvaluationPeriods, Dimensions, MetricName } = alarmNamed('table-throttled');
    expect(Period * EvaluationPeriods).toBe(3600);
    expect(MetricName).toBe('WriteThrottleEvents');
    expect(JSON.stringify(Dimensions)).toContain(only('AWS::DynamoDB::Table')[0]);
  });
});

describe('what CloudWatch does with missing data', () => {
  const looking = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');

  it.each(looking.map((alarm) => [alarm.AlarmName, alarm]))(
    '%s looks at periods that are short beside the time that it may be missing',
    (_, { Period, EvaluationPeriods, AlarmName }) => {
      // Older data counts in its place for some periods more, and a day's period slides with the clock.
      expect(EvaluationPeriods, AlarmName).toBeGreaterThan(1);
      expect(Period).toBeLessThanOrEqual(6 * 3600);
      expect(Period * EvaluationPeriods).toBeLessThanOrEqual((Period < 3600 ? 1 : 7) * 86_400);
    },
  );
});

describe('every function that fails or does not run is told by an alarm', () => {
  const readers = ['query', 'search', 'authorize'];
  /** test/unit/functions/sweep/overdue.test.ts has the sweep fail when another of these does no work. */
  const upkeep = ['sweep', 'compact', 'rotate'];

  /** The alarms that look at it, by what they are told of. */
  function watching(name: FunctionName) {
    if (name === 'canary') return { fails: ['canary-missed'], idles: ['canary-missed'] };
    if (upkeep.includes(name)) return { fails: ['upkeep-failing'], idles: ['upkeep-failing'] };
    if (readers.includes(name)) return { fails: ['api-failing'], idles: ['api-failing'] };
    const queue = Object.entries({ ...queues, exports: exportQueue }).find(
      ([, { consumer }]) => consumer === name,
    )?.[0];
    if (queue === undefined) throw new Error(`nothing tells of ${name}`);
    return { fails: [`${queue}-dead-letters`], idles: [`${queue}-old-messages`] };
  }

  it.each(functionNames)('%s', (name) => {
    const { fails, idles } = watching(name);
    expect([...fails, ...idles].map(alarmNamed)).toHaveLength(2);
    // It does not run as long as nobody asks it anything; what a schedule invokes has data for every run.
    const isScheduled = name === 'canary' || upkeep.includes(name);
    for (const alarm of idles.map(alarmNamed))
      expect(alarm.TreatMissingData).toBe(isScheduled ? 'breaching' : 'notBreaching');
  });

  it('with what it takes messages from, if it takes any', () => {
    for (const [, { Properties }] of resources('AWS::Lambda::EventSourceMapping')) {
      const name = functionNames.find((each) => functionNamed(each)[0] === Properties.FunctionName.Ref);
      const source = /FnGetAtt(\w+?)Arn/.exec(JSON.stringify(Properties.EventSourceArn))?.[1];
      const watched = watching(name as FunctionName);
      const [alarm = ''] = watched.idles;
      expect(JSON.stringify(alarmNamed(alarm).Dimensions)).toContain(source);
    }
  });
});
