/**
 * The deployed app for tests: it runs the functions from the deployed bundles, and polls the queues as Lambda
 * does.
 */
import { readFileSync } from 'node:fs';
import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { type FunctionName, type QueueName, queueNames, queues } from '../../core/protocol/topology.ts';
import { s3Client, sqsClient } from '../../runtime/aws/clients.ts';
import { queueVariable } from '../../runtime/aws/variables.ts';
import { Lambda } from './lambda.ts';

function given(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run these tests with "npm run test:aws".`);
  return value;
}

export const endpoint = given('DATELINE_TEST_ENDPOINT');
const region = 'us-east-1';
Object.assign(process.env, {
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: 'tester',
  AWS_SECRET_ACCESS_KEY: 'none',
});

export const s3 = s3Client();
const sqs = sqsClient();

/** The outputs of the stacks, by stack and output. */
export const outputs = JSON.parse(readFileSync(given('DATELINE_TEST_OUTPUTS'), 'utf8')) as Record<
  string,
  Record<string, string>
>;

export interface FunctionConfiguration {
  FunctionName: string;
  Description: string;
  Handler: string;
  Role: string;
  Environment: { Variables: Record<string, string> };
}

export interface MappingConfiguration {
  EventSourceArn: string;
  FunctionArn: string;
  BatchSize: number;
  FunctionResponseTypes: string[];
}

/**
 * Calls services of moto that have no client among the dependencies. Moto checks only the service of a
 * signature.
 */
export async function ask(service: string, path: string, form?: Record<string, string>): Promise<string> {
  const response = await fetch(`${endpoint}${path}`, {
    method: form === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=tester/20260101/${region}/${service}/aws4_request, none`,
    },
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  });
  if (!response.ok) throw new Error(`${service} ${path}: ${response.status}`);
  return response.text();
}

export async function deployedFunctions(): Promise<Map<FunctionName, FunctionConfiguration>> {
  const { Functions } = JSON.parse(await ask('lambda', '/2015-03-31/functions/')) as {
    Functions: FunctionConfiguration[];
  };
  return new Map(Functions.map((one) => [one.Description.replace('Dateline: ', '') as FunctionName, one]));
}

export async function deployedMappings(): Promise<MappingConfiguration[]> {
  return JSON.parse(await ask('lambda', '/2015-03-31/event-source-mappings/')).EventSourceMappings;
}

/** Adapts the deployed environment: moto's queue URLs have a host of AWS. */
function here(variables: Record<string, string>): Record<string, string> {
  const atMoto = Object.entries(variables).map(([name, value]) => [
    name,
    value.replace(/^https:\/\/sqs\.[^/]+/, endpoint),
  ]);
  return Object.fromEntries(atMoto);
}

/** All functions, and the queues between them. */
export class Deployed {
  readonly #lambdas = new Map<FunctionName, Lambda>();
  readonly #instances: Lambda[] = [];
  readonly functions: ReadonlyMap<FunctionName, FunctionConfiguration>;

  constructor(functions: ReadonlyMap<FunctionName, FunctionConfiguration>) {
    this.functions = functions;
  }

  lambda(name: FunctionName): Lambda {
    const running = this.#lambdas.get(name) ?? this.another(name);
    this.#lambdas.set(name, running);
    return running;
  }

  /** The next call of a function starts an instance that remembers nothing. */
  restart(name: FunctionName): void {
    this.#lambdas.delete(name);
  }

  /** Starts another instance of a function. */
  another(name: FunctionName): Lambda {
    const configuration = this.functions.get(name);
    if (configuration === undefined) throw new Error(`${name} is not deployed`);
    const lambda = new Lambda(name, {
      ...here(configuration.Environment.Variables),
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: `function-${name}`,
      AWS_SECRET_ACCESS_KEY: 'none',
      AWS_LAMBDA_FUNCTION_NAME: configuration.FunctionName,
    });
    this.#instances.push(lambda);
    return lambda;
  }

  /** The deployed environment of the function. */
  environment(name: FunctionName): Record<string, string> {
    return here(this.functions.get(name)?.Environment.Variables ?? {});
  }

  async send(queue: QueueName, message: unknown): Promise<void> {
    await sqs.send(
      new SendMessageCommand({ QueueUrl: this.#url(queue), MessageBody: JSON.stringify(message) }),
    );
  }

  /** Acts as the mappings of these queues until they are empty. @returns the failed messages, by queue */
  async drain(from: readonly QueueName[] = queueNames): Promise<Partial<Record<QueueName, number>>> {
    const failed: Partial<Record<QueueName, number>> = {};
    for (let idle = 0; idle < from.length; ) {
      for (const queue of from) {
        const batch = await this.#receive(queue);
        idle = batch.length === 0 ? idle + 1 : 0;
        if (batch.length === 0) continue;
        const { batchItemFailures } = await this.lambda(queues[queue].consumer).invoke<SQSBatchResponse>({
          Records: batch,
        });
        const failures = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
        if (failures.size > 0) failed[queue] = (failed[queue] ?? 0) + failures.size;
        for (const { messageId, receiptHandle } of batch) {
          if (failures.has(messageId)) continue;
          await sqs.send(
            new DeleteMessageCommand({ QueueUrl: this.#url(queue), ReceiptHandle: receiptHandle }),
          );
        }
      }
    }
    return failed;
  }

  /** Passes the messages of the export queue to their function until the queue is empty. */
  async drainExports(): Promise<void> {
    const QueueUrl = here({ url: outputs['dateline-data']?.ExportsQueueUrl ?? '' }).url;
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'] }),
      );
      if (Messages.length === 0) return;
      const { batchItemFailures } = await this.lambda('export').invoke<SQSBatchResponse>({
        Records: Messages.map(asRecord),
      });
      if (batchItemFailures.length > 0) throw new Error('the export failed');
      for (const { ReceiptHandle } of Messages)
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#instances.map((lambda) => lambda.close()));
  }

  async #receive(queue: QueueName): Promise<SQSRecord[]> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: this.#url(queue),
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['All'],
      }),
    );
    return Messages.map(asRecord);
  }

  #url(queue: QueueName): string {
    const url = this.functions.get('sweep')?.Environment.Variables[queueVariable(queue)];
    if (url === undefined) throw new Error(`the stacks have no output for the queue ${queue}`);
    return here({ url }).url ?? '';
  }
}

function asRecord({
  MessageId = '',
  ReceiptHandle = '',
  Body = '',
  Attributes,
  MD5OfBody = '',
}: Message): SQSRecord {
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: {
      ApproximateReceiveCount: Attributes?.ApproximateReceiveCount ?? '1',
      SentTimestamp: Attributes?.SentTimestamp ?? '0',
      SenderId: Attributes?.SenderId ?? '',
      ApproximateFirstReceiveTimestamp: Attributes?.ApproximateFirstReceiveTimestamp ?? '0',
    },
    messageAttributes: {},
    md5OfBody: MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: '',
    awsRegion: region,
  };
}
