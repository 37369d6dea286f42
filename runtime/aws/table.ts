/** The `Table` port on DynamoDB. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { TransientFault } from '../../core/errors.ts';
import type { Page } from '../../core/ports/page.ts';
import type { AttributeValue, Condition, Item, Key, Query, Table } from '../../core/ports/table.ts';
import { type Backoff, jitteredBackoff } from './backoff.ts';
import {
  conditionExpression,
  keyAttributes,
  keyExpression,
  Placeholders,
  updateExpression,
} from './expressions.ts';

/** What one BatchGetItem takes. */
const keysPerBatch = 100;

/**
 * Throttling and lost connections are retried by the client and then thrown, as is everything else that DynamoDB refuses; a condition
 * that does not hold is no fault but `false`.
 */
export class DynamoTable implements Table {
  readonly #client: DynamoDBDocumentClient;
  readonly #name: string;
  readonly #backoff: Backoff;

  /** @param name of the table: keys `pk` and `sk`, indexes `list` and `source` of keys only, time to live in `expires` */
  constructor(client: DynamoDBClient, name: string, backoff: Backoff = jitteredBackoff) {
    this.#client = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
    this.#name = name;
    this.#backoff = backoff;
  }

  async get({ pk, sk }: Key, options?: { consistent?: boolean }): Promise<Item | undefined> {
    const consistent = options?.consistent === true;
    const { Item: item } = await this.#client.send(
      new GetCommand({ TableName: this.#name, Key: { pk, sk }, ConsistentRead: consistent }),
    );
    return item as Item | undefined;
  }

  async batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    const wanted = [...new Map(keys.map(({ pk, sk }) => [nameOf({ pk, sk }), { pk, sk }])).values()];
    const found = new Map<string, Item>();
    for (let i = 0; i < wanted.length; i += keysPerBatch) {
      for (const item of await this.#batch(wanted.slice(i, i + keysPerBatch))) found.set(nameOf(item), item);
    }
    return keys.map((key) => found.get(nameOf(key)));
  }

  /** DynamoDB leaves keys unprocessed where it is throttled, and where the items come to more than 16 MB. */
  async #batch(keys: Key[]): Promise<Item[]> {
    const items: Item[] = [];
    let left = keys;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#client.send(
        new BatchGetCommand({ RequestItems: { [this.#name]: { Keys: left } } }),
      );
      items.push(...((answer.Responses?.[this.#name] ?? []) as Item[]));
      const unprocessed = (answer.UnprocessedKeys?.[this.#name]?.Keys ?? []) as Key[];
      if (unprocessed.length === 0) return items;
      if (unprocessed.length < left.length) attempt = 1;
      if (attempt >= this.#backoff.attempts)
        throw new TransientFault(`DynamoDB left ${unprocessed.length} keys unread ${attempt} times`);
      left = unprocessed;
      await this.#backoff.pause(attempt);
    }
  }

  put(item: Item, condition?: Condition): Promise<boolean> {
    const asked = this.#conditional(condition);
    return held(this.#client.send(new PutCommand({ ...asked.parameters(), Item: item })));
  }

  update(
    { pk, sk }: Key,
    set: Record<string, AttributeValue | undefined>,
    condition?: Condition,
  ): Promise<boolean> {
    const asked = this.#conditional(condition);
    const expression = updateExpression(set, asked.placeholders);
    return held(
      this.#client.send(
        new UpdateCommand({
          ...asked.parameters(),
          Key: { pk, sk },
          ...(expression !== undefined && { UpdateExpression: expression }),
        }),
      ),
    );
  }

  delete({ pk, sk }: Key, condition?: Condition): Promise<boolean> {
    const asked = this.#conditional(condition);
    return held(this.#client.send(new DeleteCommand({ ...asked.parameters(), Key: { pk, sk } })));
  }

  async query(query: Query): Promise<Page<Item>> {
    const { index, from, to, limit, cursor } = query;
    // DynamoDB refuses such a range; it has nothing in it.
    if (from !== undefined && to !== undefined && Buffer.compare(Buffer.from(from), Buffer.from(to)) > 0)
      return { items: [] };
    const placeholders = new Placeholders();
    const expression = keyExpression(query, placeholders);
    const [partition] = keyAttributes(query);
    const start = cursor === undefined ? undefined : fromCursor(cursor);
    if (start !== undefined && start[partition] !== query.pk)
      throw new RangeError('the cursor is of another query');
    const answer = await this.#client.send(
      new QueryCommand({
        TableName: this.#name,
        KeyConditionExpression: expression,
        ...placeholders.parameters(),
        ScanIndexForward: query.descending !== true,
        ConsistentRead: query.consistent === true,
        ...(index !== undefined && { IndexName: index }),
        ...(limit !== undefined && { Limit: limit }),
        ...(start !== undefined && { ExclusiveStartKey: start }),
      }),
    );
    return page(answer);
  }

  /** Consistent, at twice the price: what a sweep takes for lost is hinted again, and what `verify` takes for wrong is reported. */
  async scan(cursor?: string): Promise<Page<Item>> {
    const start = cursor === undefined ? {} : { ExclusiveStartKey: fromCursor(cursor) };
    return page(
      await this.#client.send(new ScanCommand({ TableName: this.#name, ConsistentRead: true, ...start })),
    );
  }

  #conditional(condition: Condition | undefined) {
    const placeholders = new Placeholders();
    const asked = condition && { ConditionExpression: conditionExpression(condition, placeholders) };
    return {
      placeholders,
      parameters: () => ({ TableName: this.#name, ...asked, ...placeholders.parameters() }),
    };
  }
}

const nameOf = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);

/** Was the write done? `false` where its condition did not hold. */
async function held(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}

function page(answer: {
  Items?: Record<string, unknown>[] | undefined;
  LastEvaluatedKey?: Record<string, unknown> | undefined;
}): Page<Item> {
  const items = (answer.Items ?? []) as Item[];
  const last = answer.LastEvaluatedKey;
  return last === undefined
    ? { items }
    : { items, next: Buffer.from(JSON.stringify(last)).toString('base64url') };
}

/** The key that a page ended with. DynamoDB itself checks that it fits the table and lies within the question. */
function fromCursor(cursor: string): Record<string, string> {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      key !== null &&
      typeof key === 'object' &&
      'pk' in key &&
      Object.values(key).every((part) => typeof part === 'string')
    ) {
      return key as Record<string, string>;
    }
  } catch {
    // said below
  }
  throw new RangeError('not a cursor of this table');
}
