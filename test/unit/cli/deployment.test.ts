import { afterEach, describe, expect, it, vi } from 'vitest';
import { environmentOfStack, variablesFromOutputs } from '../../../cli/deployment.ts';
import { queueNames } from '../../../core/protocol/topology.ts';
import { portsFromEnvironment } from '../../../runtime/aws/environment.ts';

const url = (queue: string) => `https://sqs.eu-north-1.amazonaws.com/123456789012/sport-${queue}`;
const queueOutputs = queueNames.flatMap((queue) => {
  const name = queue.charAt(0).toUpperCase() + queue.slice(1);
  return [
    [`${name}QueueUrl`, url(queue)],
    [`${name}DeadLetterQueueUrl`, url(`${queue}-dead-letters`)],
  ];
});
const outputs = {
  InboxBucket: 'sport-inbox-123456789012-eu-north-1',
  ArchiveBucket: 'sport-archive-123456789012-eu-north-1',
  TableName: 'sport-records',
  DailyBudget: '30',
  WriteUnitsPerSecond: '7000',
  Tagger: 'accurate',
  ...Object.fromEntries(queueOutputs),
};

describe('environmentOfStack', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('says what to do where no region is configured', async () => {
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE']) vi.stubEnv(name, undefined);
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/dev/null');
    await expect(environmentOfStack('dateline', undefined)).rejects.toThrow('give --region REGION');
  });
});

describe('variablesFromOutputs', () => {
  it('says where every port of the commands is', () => {
    const environment = variablesFromOutputs(outputs);
    expect(environment).toMatchObject({
      DATELINE_TABLE: 'sport-records',
      DATELINE_DAILY_BUDGET: '30',
      DATELINE_WRITE_UNITS: '7000',
      DATELINE_SEARCH_URI: 's3://sport-archive-123456789012-eu-north-1/search',
      DATELINE_DEAD_UPLOADS: url('uploads-dead-letters'),
    });
    const ports = portsFromEnvironment(
      { ports: ['inbox', 'archive', 'table'], queues: queueNames, depths: true },
      { AWS_REGION: 'eu-north-1', ...environment },
    );
    expect(Object.keys(ports.queues).sort()).toEqual([...queueNames].sort());
  });

  it('names an output that is missing', () => {
    const { TableName: _, ...others } = outputs;
    expect(() => variablesFromOutputs(others)).toThrow('no output TableName');
  });
});
