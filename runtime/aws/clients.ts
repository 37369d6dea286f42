/** The SDK's clients, with shared timeouts and retries. The SDK reads `AWS_ENDPOINT_URL` itself. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';

/**
 * Milliseconds. By default the SDK waits for ever, so a hung connection would hold a batch until the
 * function's own timeout.
 */
export const timeouts = {
  connectionTimeout: 2_000,
  /** Until the response begins. */
  requestTimeout: 20_000,
  /** Without a byte while a body arrives. */
  socketTimeout: 20_000,
  throwOnRequestTimeout: true,
} as const;

/**
 * The SDK backs off with jitter; five attempts outlast a few seconds of throttling. The last failure is
 * thrown.
 */
export const clientSettings = { maxAttempts: 5, requestHandler: timeouts };

export type Environment = Readonly<Record<string, string | undefined>>;

/** Path-style addresses with another endpoint: a stand-in for S3 rarely has a host name per bucket. */
export function s3Client(environment: Environment = process.env): S3Client {
  return new S3Client(s3Settings(environment));
}

/** For files of any size over a slow line: only a connection on which nothing moves is given up. */
export function s3ClientForFiles(environment: Environment = process.env): S3Client {
  const { requestTimeout: _, throwOnRequestTimeout: __, ...others } = timeouts;
  return new S3Client({ ...s3Settings(environment), requestHandler: others });
}

/** For signing uploads whose body is not known yet: by default the SDK signs the checksum of an empty one. */
export function s3ClientForUploads(): S3Client {
  return new S3Client({ ...s3Settings(process.env), requestChecksumCalculation: 'WHEN_REQUIRED' });
}

/** Regions that have a domain of their own: those of China, and of the European Sovereign Cloud. */
const ownDomains: Record<string, string> = { cn: 'amazonaws.com.cn', eusc: 'amazonaws.eu' };

/** The domain of AWS in a region, if it is not that of most. */
export function ownDomain(region: string): string | undefined {
  return ownDomains[region.split('-')[0] ?? ''];
}

/** The host of S3 in a region. */
export function s3Host(region: string): string {
  return `s3.${region}.${ownDomain(region) ?? 'amazonaws.com'}`;
}

function s3Settings(environment: Environment) {
  return { ...clientSettings, forcePathStyle: environment.AWS_ENDPOINT_URL !== undefined };
}

export function dynamoClient(): DynamoDBClient {
  return new DynamoDBClient(clientSettings);
}

/** The addresses of queues have a host of AWS, which another endpoint stands in for. */
export function sqsClient(): SQSClient {
  return new SQSClient({
    ...clientSettings,
    useQueueUrlAsEndpoint: process.env.AWS_ENDPOINT_URL === undefined,
  });
}

export function secretsClient(): SecretsManagerClient {
  return new SecretsManagerClient(clientSettings);
}
