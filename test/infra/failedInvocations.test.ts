import { describe, expect, it } from 'vitest';
import { functionNames, functionRecord } from '../../functions/functions.ts';
import { functionNamed, only, resources } from './templates.ts';

describe('failed asynchronous invocations', () => {
  const asynchronous = functionNames.filter((name) => functionRecord(name).asynchronous);

  it('are those of every function that a rule or a service invokes', () => {
    const invoked = resources('AWS::Events::Rule').map(
      ([, { Properties: rule }]) => rule.Targets[0].Arn['Fn::GetAtt'][0],
    );
    const ids = asynchronous.map((name) => functionNamed(name)[0]);
    expect(ids).toEqual(expect.arrayContaining(invoked));
    expect(asynchronous).toContain('rotate');
  });

  it.each(asynchronous)('of %s are kept', (name) => {
    const [id] = functionNamed(name);
    const [[, { Properties: config }] = [undefined, { Properties: {} }]] = resources(
      'AWS::Lambda::EventInvokeConfig',
    ).filter(([, one]) => one.Properties.FunctionName.Ref === id);
    expect(JSON.stringify(config.DestinationConfig.OnFailure.Destination)).toContain('FailedInvocations');
    expect(config.MaximumRetryAttempts).toBe(functionRecord(name).asynchronous?.retries);
  });

  it('are kept as long as a dead letter', () => {
    const [, queue] = only('AWS::SQS::Queue', 'FailedInvocations');
    expect(queue.Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
  });
});
