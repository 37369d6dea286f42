import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { defaultWriteUnits, flowFor } from '../../core/protocol/flow.ts';
import { queueNames, queues } from '../../core/protocol/topology.ts';
import { addStacks } from '../../infra/stacks.ts';
import { bundles, functionNamed, resources } from './templates.ts';

/** The most batches that the mapping of a function runs at once. */
function concurrencyOf(name: string): number | undefined {
  const [id] = functionNamed(name);
  const mappings = resources('AWS::Lambda::EventSourceMapping').filter(
    ([, { Properties }]) => Properties.FunctionName.Ref === id,
  );
  expect(mappings).toHaveLength(1);
  return mappings[0]?.[1].Properties.ScalingConfig?.MaximumConcurrency;
}

/** The stacks of a deployment with this setting. */
function deployment(writeUnitsPerSecond: string) {
  const app = new App({ context: { writeUnitsPerSecond } });
  const stacks = addStacks(app, bundles);
  return { data: Template.fromStack(stacks.data), pipeline: Template.fromStack(stacks.pipeline) };
}

describe('one number bounds the flow', () => {
  const flow = flowFor(defaultWriteUnits);

  it.each([...queueNames.map((name) => queues[name].consumer), 'export' as const])(
    'the mapping of %s has a maximum concurrency',
    (consumer) => {
      expect(concurrencyOf(consumer)).toBe(flow.executions[consumer]);
    },
  );

  it('no function reserves concurrency: an account of ten executions has none to give', () => {
    for (const [, { Properties }] of resources('AWS::Lambda::Function'))
      expect(Properties.ReservedConcurrentExecutions).toBeUndefined();
  });

  it.each(['store', 'index'] as const)('%s is told how much it may do at once', (name) => {
    const [, { Properties }] = functionNamed(name);
    expect(Properties.Environment.Variables.DATELINE_AT_ONCE).toBe(String(flow.atOnce[name]));
  });

  it('may be set when Dateline is deployed', () => {
    const { data, pipeline } = deployment('7000');
    const large = flowFor(7_000);
    data.hasResourceProperties('AWS::DynamoDB::Table', {
      OnDemandThroughput: { MaxWriteRequestUnits: 7_000, MaxReadRequestUnits: 21_000 },
    });
    const concurrencies = Object.values(pipeline.findResources('AWS::Lambda::EventSourceMapping')).map(
      ({ Properties }) => Properties.ScalingConfig.MaximumConcurrency,
    );
    expect(concurrencies.sort()).toEqual(
      queueNames.map((name) => large.executions[queues[name].consumer]).sort(),
    );
  });
});
