/**
 * What Dateline keeps: the inbox, the archive, the table and the queues between the stages. Everything here
 * outlives the stack, and no rule here expires a document or a payload.
 */
import { Aws, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
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
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { IndexName } from '../core/ports/table.ts';
import { messageSeconds, mostReceives, type QueueName, queueNames } from '../core/protocol/topology.ts';
import { answerPrefix, exportPrefix, searchPrefix, sweepPrefix } from '../core/records/archive.ts';
import { exportDays } from '../core/records/exportJob.ts';
import { indexKeys } from '../core/records/indexes.ts';
import { exportVisibilitySeconds, visibilitySeconds } from '../functions/functions.ts';
import type { Configuration } from './configuration.ts';

/**
 * The events of S3 that change what a key reads as: its current version changed, or came back from cold
 * storage.
 */
const uploadEvents = ['s3:ObjectCreated:*', 's3:ObjectRemoved:*', 's3:ObjectRestore:Completed'];

export interface QueuePair {
  queue: Queue;
  deadLetters: Queue;
}

export interface DataStackProps extends StackProps {
  configuration: Configuration;
}

export class DataStack extends Stack {
  readonly inbox: Bucket;
  readonly archive: Bucket;
  readonly table: Table;
  readonly queues: Record<QueueName, QueuePair>;
  readonly exports: QueuePair;
  /** Signs the cursors of lists; the API stack rotates it. */
  readonly cursorSecret: Secret;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    this.queues = Object.fromEntries(
      queueNames.map((name) => [name, this.#queuePair(name, visibilitySeconds(name))]),
    ) as Record<QueueName, QueuePair>;
    this.exports = this.#queuePair('exports', exportVisibilitySeconds);
    this.inbox = this.#inbox(props.configuration);
    this.archive = new Bucket(this, 'Archive', {
      ...privateBucket,
      lifecycleRules: [abandonedUploads, replacedSearchFiles, replacedSweepFiles, oldExports, oldAnswers],
    });
    this.table = this.#table(props.configuration);
    this.cursorSecret = new Secret(this, 'CursorSecret', {
      description: 'Dateline: signs the cursors of lists',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });

    new CfnOutput(this, 'InboxBucket', { value: this.inbox.bucketName });
    new CfnOutput(this, 'ArchiveBucket', { value: this.archive.bucketName });
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'ExportsQueueUrl', { value: this.exports.queue.queueUrl });
    for (const name of queueNames) {
      new CfnOutput(this, `${pascal(name)}QueueUrl`, { value: this.queues[name].queue.queueUrl });
      new CfnOutput(this, `${pascal(name)}DeadLetterQueueUrl`, {
        value: this.queues[name].deadLetters.queueUrl,
      });
    }
  }

  /**
   * The inbox has a fixed name, because the queue's policy must name the bucket before it exists: S3 tests
   * the queue when it sets up the notification. A first deployment that fails deletes its empty bucket, so
   * that the next one can use the name.
   */
  #inbox({ name, corsOrigins }: Configuration): Bucket {
    const bucketName = `${name}-inbox-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
    const { queue } = this.queues.uploads;
    const allowed = queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'InboxTellsOfUploads',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnEquals: { 'aws:SourceArn': `arn:${Aws.PARTITION}:s3:::${bucketName}` },
        },
      }),
    );
    const bucket = new Bucket(this, 'Inbox', {
      ...privateBucket,
      bucketName,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      ...(corsOrigins.length > 0 && { cors: [uploadsFrom(corsOrigins)] }),
    });
    // CDK's `addEventNotification` would deploy a Lambda for this; CloudFormation can do it alone.
    (bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      queueConfigurations: uploadEvents.map((event) => ({ event, queue: queue.queueArn })),
    };
    if (allowed.policyDependable !== undefined) bucket.node.addDependency(allowed.policyDependable);
    return bucket;
  }

  /** The indexes have no maximum of their own: where an index is throttled, so is the table. */
  #table({ flow: { table: maximum } }: Configuration): Table {
    const table = new Table(this, 'Records', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      maxWriteRequestUnits: maximum.writeUnits,
      maxReadRequestUnits: maximum.readUnits,
      encryption: TableEncryption.DEFAULT,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expires',
      deletionProtection: true,
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

  /** The consumer counts failures (core/quarantine/countFailures.ts); the queue hardly ever gives up. */
  #queuePair(name: string, visibilitySeconds: number): QueuePair {
    const common = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.seconds(messageSeconds),
      removalPolicy: RemovalPolicy.RETAIN,
    };
    const deadLetters = new Queue(this, `${pascal(name)}DeadLetters`, common);
    const queue = new Queue(this, pascal(name), {
      ...common,
      visibilityTimeout: Duration.seconds(visibilitySeconds),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: mostReceives },
    });
    return { queue, deadLetters };
  }
}

const abandonedUploads = { id: 'abandoned-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) };

/** LanceDB deletes its own old files; a versioned bucket would keep each as an old version for ever. */
const replacedSearchFiles = {
  id: 'replaced-search-files',
  prefix: searchPrefix,
  noncurrentVersionExpiration: Duration.days(1),
  expiredObjectDeleteMarker: true,
};

/** A file of the sweep is of use for a pass or two; an overwritten or deleted version for none. */
const replacedSweepFiles = {
  id: 'replaced-lists',
  prefix: sweepPrefix,
  noncurrentVersionExpiration: Duration.days(1),
};

/** An export is of use for a few days; its pieces are deleted as soon as they are joined. */
const oldExports = {
  id: 'old-exports',
  prefix: exportPrefix,
  expiration: Duration.days(exportDays),
  noncurrentVersionExpiration: Duration.days(1),
};

/** A client follows the redirect to an answer at once. */
const oldAnswers = {
  id: 'old-answers',
  prefix: answerPrefix,
  expiration: Duration.days(1),
  noncurrentVersionExpiration: Duration.days(1),
};

const privateBucket: BucketProps = {
  versioned: true,
  encryption: BucketEncryption.S3_MANAGED,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN,
  lifecycleRules: [abandonedUploads],
};

/** `uploads` → `Uploads`, for CloudFormation's names. */
export function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
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
