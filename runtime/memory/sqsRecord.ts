import type { SQSRecord } from 'aws-lambda';

/** A message as a consumer of SQS receives it, from a queue in memory. Times are milliseconds since 1970. */
export function sqsRecord(message: { id: string; body: string; sent: number; receives: number }): SQSRecord {
  const { id, body, sent, receives } = message;
  return {
    messageId: id,
    receiptHandle: id,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: String(sent),
      SenderId: 'memory',
      ApproximateFirstReceiveTimestamp: String(sent),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:memory:000000000000:queue',
    awsRegion: 'memory',
  };
}
