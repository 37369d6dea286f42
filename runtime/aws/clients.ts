/** The SDK's clients, all with the same patience. `AWS_ENDPOINT_URL`, which the SDK reads itself, leads them to another server. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';

/** Milliseconds. The SDK waits for ever unless told: a hung connection would hold a batch until the function's own timeout. */
export const timeouts = {
  connectionTimeout: 2_000,
  /** Until the answer begins. */
  requestTimeout: 20_000,
  /** Without a byte, while a body comes. */
  socketTimeout: 20_000,
  throwOnRequestTimeout: true,
} as const;

/** The SDK waits longer before each attempt, with jitter: five bridge a few seconds of throttling. What is left over is thrown. */
export const settings = { maxAttempts: 5, requestHandler: timeouts };

export type Environment = Readonly<Record<string, string | undefined>>;

/** A server that stands in for S3 seldom has a host name for every bucket. */
export function s3Client(environment: Environment = process.env): S3Client {
  return new S3Client({ ...settings, forcePathStyle: environment.AWS_ENDPOINT_URL !== undefined });
}

export function dynamoClient(): DynamoDBClient {
  return new DynamoDBClient(settings);
}

export function sqsClient(): SQSClient {
  return new SQSClient(settings);
}

export function secretsClient(): SecretsManagerClient {
  return new SecretsManagerClient(settings);
}
