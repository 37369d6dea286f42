/** The topic that the alarms are sent to. */
import { Annotations, Aws } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/**
 * @param address an e-mail address, which SNS asks to confirm, or the ARN of a topic, whose policy is its
 *   owner's; without one, a topic to which nobody has subscribed
 */
export function alarmTopic(scope: Construct, address: string | undefined): ITopic {
  if (address?.startsWith('arn:')) return Topic.fromTopicArn(scope, 'Topic', address);
  const topic = new Topic(scope, 'Topic', { displayName: 'Dateline', enforceSSL: true });
  // A policy takes the place of SNS's default one, which lets the alarms of the account publish.
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  if (address !== undefined) topic.addSubscription(new EmailSubscription(address));
  else
    Annotations.of(scope).addWarningV2(
      'dateline:alarmAddress',
      'alarmAddress is not set: alarms reach nobody until someone subscribes to the topic AlarmTopic.',
    );
  return topic;
}
