/**
 * What documents cost on AWS, from what they were measured to use and the list prices. `npm run bench:cost` measures again and prints the
 * line that stands here as `measured`; a test holds the two together.
 */

/** What was used of each thing that AWS charges for. */
export interface AwsUsage {
  /** Of DynamoDB, on demand: 1 KB written, or 4 KB read consistently. */
  writeUnits: number;
  readUnits: number;
  /** Requests to S3: PUT and LIST, and GET and HEAD. */
  puts: number;
  gets: number;
  /** Requests to SQS: up to ten messages each. */
  messages: number;
  invocations: number;
  /** Of Lambda: seconds of all functions times their memory. */
  gigabyteSeconds: number;
}

/** US dollars per unit: list prices of us-east-1, 2026. */
export const listPrices: AwsUsage = {
  writeUnits: 0.625e-6,
  readUnits: 0.125e-6,
  puts: 5e-6,
  gets: 0.4e-6,
  messages: 0.4e-6,
  invocations: 0.2e-6,
  gigabyteSeconds: 0.0000133334,
};

/** Per document, of 1,000 documents of invented news in bulk. */
export const measuredUsage: AwsUsage = {
  writeUnits: 34,
  readUnits: 25.9,
  puts: 3.71,
  gets: 10,
  messages: 8.73,
  invocations: 0.597,
  gigabyteSeconds: 0.0183,
};

export type Bill = Record<'dynamodb' | 's3' | 'sqs' | 'lambda' | 'total', number>;

/** In US dollars. Storage, transfer and requests to the API are not in it. */
export function billFor(usage: AwsUsage, documents: number): Bill {
  const charged = (...names: (keyof AwsUsage)[]) =>
    names.reduce((sum, name) => sum + usage[name] * listPrices[name] * documents, 0);
  const parts = {
    dynamodb: charged('writeUnits', 'readUnits'),
    s3: charged('puts', 'gets'),
    sqs: charged('messages'),
    lambda: charged('invocations', 'gigabyteSeconds'),
  };
  return { ...parts, total: parts.dynamodb + parts.s3 + parts.sqs + parts.lambda };
}
