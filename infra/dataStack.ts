/**
 * What Dateline keeps: the inbox, the archive and the table, and the queues between the stages. The first
 * three outlive the stack, and no rule here expires a document or a payload. Every name is fixed, so that a
 * stack that was destroyed can be deployed again and adopt what it left
 * (docs/adr/0034-fixed-names.md).
 */
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  type CorsRule,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { IndexName } from '../core/ports/table.ts';
import { messageSeconds, mostReceives, type QueueName, queueNames } from '../core/protocol/topology.ts';
import { indexKeys } from '../core/records/indexes.ts';
import { exportVisibilitySeconds, visibilitySeconds } from '../functions/visibilityTimeouts.ts';
import { deadLetterQueueOutput, outputs, pascal, queueOutput } from '../runtime/aws/outputs.ts';
import type { Configuration } from './configuration.ts';
import {
  abandonedUploads,
  oldAnswers,
  oldCanaries,
  oldExports,
  replacedSearchFiles,
  replacedSweepFiles,
} from './lifecycleRules.ts';

/**
 * The events of S3 that change what a key reads as: its current version changed, by a client or by a rule of
 * the bucket, or came back from cold storage.
 */
const uploadEvents = [
  's3:ObjectCreated:*',
  's3:ObjectRemoved:*',
  's3:ObjectRestore:Completed',
  's3:LifecycleExpiration:DeleteMarkerCreated',
];

export interface QueuePair {
  queue: Queue;
  deadLetters: Queue;
}

export interface DataStackProps extends StackProps {
  configuration: Configuration;
}

/** What holds data, and what must survive a change of the other stacks: buckets, table, queues, secret. */
export class DataStack extends Stack {
  readonly inbox: Bucket;
  readonly archive: Bucket;
  readonly table: Table;
  readonly queues: Record<QueueName, QueuePair>;
  readonly exports: QueuePair;
  /** Keeps the events of asynchronous invocations that failed, with their errors. */
  readonly failedInvocations: Queue;
  /** Signs the cursors of lists; the API stack rotates it. */
  readonly cursorSecret: Secret;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    const { name } = props.configuration;
    this.queues = Object.fromEntries(
      queueNames.map((queue) => [queue, this.#queuePair(name, queue, visibilitySeconds(queue))]),
    ) as Record<QueueName, QueuePair>;
    this.exports = this.#queuePair(name, 'exports', exportVisibilitySeconds);
    this.failedInvocations = new Queue(this, 'FailedInvocations', {
      ...keptMessages,
      queueName: `${name}-failed-invocations`,
    });
    this.inbox = this.#inbox(props.configuration);
    this.archive = new Bucket(this, 'Archive', {
      ...privateBucket,
      bucketName: this.#bucketName(name, 'archive'),
      lifecycleRules: [abandonedUploads, replacedSearchFiles, replacedSweepFiles, oldExports, oldAnswers],
    });
    this.table = this.#table(props.configuration);
    this.cursorSecret = new Secret(this, 'CursorSecret', {
      description: 'Dateline: signs the cursors of lists',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      // The cursors that clients hold are all that it is good for.
      removalPolicy: RemovalPolicy.DESTROY,
    });

    new CfnOutput(this, outputs.inbox, { value: this.inbox.bucketName });
    new CfnOutput(this, outputs.archive, { value: this.archive.bucketName });
    new CfnOutput(this, outputs.table, { value: this.table.tableName });
    new CfnOutput(this, 'TableArn', { value: this.table.tableArn });
    new CfnOutput(this, outputs.dailyBudget, { value: String(props.configuration.dailyBudget) });
    new CfnOutput(this, outputs.tagger, { value: props.configuration.tagger });
    new CfnOutput(this, outputs.writeUnits, { value: String(props.configuration.writeUnitsPerSecond) });
    // For the steps of the runbook.
    new CfnOutput(this, 'CursorSecretArn', { value: this.cursorSecret.secretArn });
    new CfnOutput(this, 'ExportsQueueUrl', { value: this.exports.queue.queueUrl });
    new CfnOutput(this, 'ExportsDeadLetterQueueUrl', { value: this.exports.deadLetters.queueUrl });
    for (const queue of queueNames) {
      new CfnOutput(this, queueOutput(queue), { value: this.queues[queue].queue.queueUrl });
      new CfnOutput(this, deadLetterQueueOutput(queue), {
        value: this.queues[queue].deadLetters.queueUrl,
      });
    }
  }

  /**
   * The queue's policy must name the bucket before it exists: S3 tests the queue when it sets up the
   * notification.
   */
  #inbox({ name, corsOrigins, auth, domain }: Configuration): Bucket {
    const bucketName = this.#bucketName(name, 'inbox');
    const { queue } = this.queues.uploads;
    const allowed = queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'InboxTellsOfUploads',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': this.account },
          ArnEquals: { 'aws:SourceArn': `arn:${this.partition}:s3:::${bucketName}` },
        },
      }),
    );
    const uploading = [...(auth === 'iam' ? [] : [consoleOrigin(domain, this)]), ...corsOrigins];
    const bucket = new Bucket(this, 'Inbox', {
      ...privateBucket,
      lifecycleRules: [abandonedUploads, oldCanaries],
      bucketName,
      ...(uploading.length > 0 && { cors: [uploadsFrom(uploading)] }),
    });
    // CDK's `addEventNotification` would deploy a Lambda for this; CloudFormation can do it alone.
    (bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      queueConfigurations: uploadEvents.map((event) => ({ event, queue: queue.queueArn })),
    };
    if (allowed.policyDependable !== undefined) bucket.node.addDependency(allowed.policyDependable);
    return bucket;
  }

  /** Buckets share one namespace with all accounts of AWS. */
  #bucketName(name: string, what: string): string {
    return `${name}-${what}-${this.account}-${this.region}`;
  }

  /** The indexes have no maximum of their own: they take what the table takes, and a little more. */
  #table({ name, flow: { table: maximum } }: Configuration): Table {
    const table = new Table(this, 'Records', {
      tableName: `${name}-records`,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      maxWriteRequestUnits: maximum.writeUnits,
      maxReadRequestUnits: maximum.readUnits,
      encryption: TableEncryption.DEFAULT,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expires',
      deletionProtection: true,
      // Not `RetainExceptOnCreate`: a failed first deployment could not delete a protected table.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const indexName of Object.keys(indexKeys) as IndexName[]) {
      const [pk, sk] = indexKeys[indexName];
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: pk, type: AttributeType.STRING },
        sortKey: { name: sk, type: AttributeType.STRING },
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
    return table;
  }

  /**
   * The consumer counts failures (core/quarantine/countFailures.ts); the queue hardly ever gives up. Queues
   * do not outlive the stack, because CloudFormation cannot adopt them: the sweep enqueues again what they
   * held.
   */
  #queuePair(name: string, queueName: string, visibilitySeconds: number): QueuePair {
    const deadLetters = new Queue(this, `${pascal(queueName)}DeadLetters`, {
      ...keptMessages,
      queueName: `${name}-${queueName}-dead-letters`,
    });
    const queue = new Queue(this, pascal(queueName), {
      ...keptMessages,
      queueName: `${name}-${queueName}`,
      visibilityTimeout: Duration.seconds(visibilitySeconds),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: mostReceives },
    });
    return { queue, deadLetters };
  }
}

const keptMessages: QueueProps = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  retentionPeriod: Duration.seconds(messageSeconds),
  removalPolicy: RemovalPolicy.DESTROY,
};

const privateBucket: BucketProps = {
  versioned: true,
  encryption: BucketEncryption.S3_MANAGED,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  // A first deployment that fails deletes its empty buckets.
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
};

/**
 * From where the console uploads. The name of the API is known only once it is deployed, after the bucket.
 * Who has no presigned URL may upload from nowhere.
 */
function consoleOrigin(domain: string | undefined, { region, urlSuffix }: Stack): string {
  return `https://${domain ?? `*.execute-api.${region}.${urlSuffix}`}`;
}

/** A browser sends the headers of the presigned URL, and may read nothing but the etag. */
function uploadsFrom(origins: readonly string[]): CorsRule {
  return {
    allowedMethods: [HttpMethods.PUT],
    allowedOrigins: [...origins],
    allowedHeaders: ['*'],
    exposedHeaders: ['etag'],
    maxAge: 3600,
  };
}
