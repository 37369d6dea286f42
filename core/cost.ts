/**
 * What documents cost on AWS: measured usage times list prices. `npm run bench:cost` measures again and
 * prints the values of `measuredUsage`; a test compares the two. LanceDB's requests are included.
 */

/** How much was used of each thing that AWS charges for. */
export interface AwsUsage {
  /** DynamoDB on demand: a unit is 1 KB written, or 4 KB read with strong consistency. */
  writeUnits: number;
  readUnits: number;
  /** S3 requests: PUT and LIST. */
  puts: number;
  /** S3 requests: GET and HEAD. */
  gets: number;
  /** SQS requests, each of up to ten messages. */
  messages: number;
  invocations: number;
  /** Lambda: the seconds of each function times its memory; as `gigabytesOf` has it. */
  gigabyteSeconds: number;
}

/** Each call makes an object of its own, for `addUsage` to change. */
export const noUsage = (): AwsUsage => ({
  writeUnits: 0,
  readUnits: 0,
  puts: 0,
  gets: 0,
  messages: 0,
  invocations: 0,
  gigabyteSeconds: 0,
});

/** Adds the second usage to the first. */
export function addUsage(sum: AwsUsage, more: Partial<AwsUsage>): void {
  for (const [name, value] of Object.entries(more) as [keyof AwsUsage, number][]) sum[name] += value;
}

/** When the list prices below were looked up, and where they hold. */
export const priceTable = { asOf: '2026-11', region: 'us-east-1' } as const;

/** US dollars per unit. */
export const listPrices: AwsUsage = {
  writeUnits: 0.625e-6,
  readUnits: 0.125e-6,
  puts: 5e-6,
  gets: 0.4e-6,
  messages: 0.4e-6,
  invocations: 0.2e-6,
  gigabyteSeconds: 0.0000133334,
};

/**
 * Usage per document in bulk, of 400 documents of 3,000 characters that name 14 entities each, as real news
 * does. Files of one document each, all in the inbox before the first is handled.
 */
export const measuredUsage: AwsUsage = {
  writeUnits: 49.9,
  readUnits: 49.6,
  puts: 0.025,
  gets: 2.2,
  messages: 6.8,
  invocations: 0.305,
  gigabyteSeconds: 0.0927,
};

/**
 * What a document costs more with the accurate tagger: 650 tokens at 2,700 a second of a processor, which
 * Lambda has at 1,769 MB (docs/model-card.md).
 */
export const accurateTaggerUsage: Partial<AwsUsage> = { gigabyteSeconds: 0.52 };

/** A second of Lambda on x86-64 costs so much more than one on arm64. */
const x86Factor = 1.25;

/** What Lambda charges for a second of a function, in gigabyte-seconds at the price of arm64. */
export function gigabytesOf(machine: { memoryMB: number; architecture: 'arm64' | 'x86_64' }): number {
  return (machine.memoryMB / 1024) * (machine.architecture === 'arm64' ? 1 : x86Factor);
}

export type Bill = Record<'dynamodb' | 's3' | 'sqs' | 'lambda' | 'total', number>;

/** The costs in US dollars, without storage, transfer and requests to the API. */
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
