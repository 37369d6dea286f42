import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import { alarmTopic } from '../../infra/alarmTopic.ts';
import { only } from './templates.ts';

/** A stack with nothing but the topic. */
function deployment(address?: string) {
  const stack = new Stack(new App(), 'alone');
  const { topicArn } = alarmTopic(stack, address);
  return { stack, topicArn };
}

describe('the address of the alarms', () => {
  it('may be an e-mail address, which SNS asks to confirm', () => {
    const { stack } = deployment('desk@news.example');
    Template.fromStack(stack).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'desk@news.example',
    });
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  it('may be a topic of someone else', () => {
    const arn = 'arn:aws:sns:eu-north-1:123456789012:on-call';
    const { stack, topicArn } = deployment(arn);
    expect(topicArn).toBe(arn);
    expect(stack.node.findAll().filter((each) => each instanceof CfnTopic)).toEqual([]);
  });

  it('is missed when it is not set', () => {
    const { stack } = deployment();
    Template.fromStack(stack).resourceCountIs('AWS::SNS::Subscription', 0);
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('alarms reach nobody'));
  });

  it('lets only the alarms of this account publish, over TLS', () => {
    const [, { Properties }] = only('AWS::SNS::TopicPolicy');
    const statements = Properties.PolicyDocument.Statement;
    expect(statements.filter(({ Effect }: { Effect: string }) => Effect === 'Allow')).toMatchObject([
      {
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
    expect(statements.filter(({ Effect }: { Effect: string }) => Effect === 'Deny')).toMatchObject([
      { Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
  });
});
