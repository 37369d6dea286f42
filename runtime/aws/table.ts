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
import { ItemRefused, ServiceFault } from '../../core/errors.ts';
import { groupsOf } from '../../core/groupsOf.ts';
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

/** The limit of one BatchGetItem. */
const keysPerBatch = 100;

/**
 * The client retries throttling and lost connections, then throws, as it does for every other error of
 * DynamoDB. A condition that does not hold is not an error: the write returns `false`.
 */
export class DynamoTable implements Table {
  readonly #client: DynamoDBDocumentClient;
  readonly #name: string;
  readonly #backoff: Backoff;

  /**
   * @param name of a table with keys `pk` and `sk`, keys-only indexes `list` and `source`, time to live
   * `expires`
   */
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
    const distinct = [...new Map(keys.map(({ pk, sk }) => [keyText({ pk, sk }), { pk, sk }])).values()];
    const found = new Map<string, Item>();
    for (const batch of groupsOf(distinct, keysPerBatch))
      for (const item of await this.#getBatch(batch)) found.set(keyText(item), item);
    return keys.map((key) => found.get(keyText(key)));
  }

  /** DynamoDB leaves keys unprocessed when it throttles, or when the items exceed 16 MB. */
  async #getBatch(keys: Key[]): Promise<Item[]> {
    const items: Item[] = [];
    let unread = keys;
    for (let attempt = 1; ; attempt++) {
      const response = await this.#client.send(
        new BatchGetCommand({ RequestItems: { [this.#name]: { Keys: unread } } }),
      );
      items.push(...((response.Responses?.[this.#name] ?? []) as Item[]));
      const unprocessed = (response.UnprocessedKeys?.[this.#name]?.Keys ?? []) as Key[];
      if (unprocessed.length === 0) return items;
      if (unprocessed.length < unread.length) attempt = 1;
      if (attempt >= this.#backoff.attempts)
        throw new ServiceFault(`DynamoDB left ${unprocessed.length} keys unread ${attempt} times`);
      unread = unprocessed;
      await this.#backoff.pause(attempt);
    }
  }

  put(item: Item, condition?: Condition): Promise<boolean> {
    const request = this.#conditional(condition);
    return conditionHeld(this.#client.send(new PutCommand({ ...request.parameters(), Item: item })));
  }

  update(
    { pk, sk }: Key,
    set: Record<string, AttributeValue | undefined>,
    condition?: Condition,
  ): Promise<boolean> {
    const request = this.#conditional(condition);
    const expression = updateExpression(set, request.placeholders);
    return conditionHeld(
      this.#client.send(
        new UpdateCommand({
          ...request.parameters(),
          Key: { pk, sk },
          ...(expression !== undefined && { UpdateExpression: expression }),
        }),
      ),
    );
  }

  delete({ pk, sk }: Key, condition?: Condition): Promise<boolean> {
    const request = this.#conditional(condition);
    return conditionHeld(this.#client.send(new DeleteCommand({ ...request.parameters(), Key: { pk, sk } })));
  }

  async query(query: Query): Promise<Page<Item>> {
    const { index, from, to, limit, cursor } = query;
    // DynamoDB refuses an empty range.
    if (from !== undefined && to !== undefined && Buffer.compare(Buffer.from(from), Buffer.from(to)) > 0)
      return { items: [] };
    const placeholders = new Placeholders();
    const expression = keyExpression(query, placeholders);
    const [partition] = keyAttributes(query);
    const start = cursor === undefined ? undefined : decodeCursor(cursor);
    if (start !== undefined && start[partition] !== query.pk)
      throw new RangeError('the cursor belongs to another query');
    const output = await this.#client.send(
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
    return pageOf(output);
  }

  /** Consistent, at twice the price: `sweep` and `verify` must not take a row of a moment ago for missing. */
  async scan(after?: string | Key): Promise<Page<Item>> {
    const key = typeof after === 'string' ? decodeCursor(after) : after;
    const start = key === undefined ? {} : { ExclusiveStartKey: { pk: key.pk, sk: key.sk } };
    return pageOf(
      await this.#client.send(new ScanCommand({ TableName: this.#name, ConsistentRead: true, ...start })),
    );
  }

  #conditional(condition: Condition | undefined) {
    const placeholders = new Placeholders();
    const expression = condition && { ConditionExpression: conditionExpression(condition, placeholders) };
    return {
      placeholders,
      parameters: () => ({ TableName: this.#name, ...expression, ...placeholders.parameters() }),
    };
  }
}

const keyText = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);

/** DynamoDB has one error for all that is invalid; its message says that an item or a key is too large. */
const tooLarge = /size/i;

/** Awaits a write; `false` if its condition did not hold. @throws ItemRefused */
async function conditionHeld(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    if (error instanceof Error && error.name === 'ValidationException' && tooLarge.test(error.message))
      throw new ItemRefused(error.message, { cause: error });
    throw error;
  }
}

function pageOf(output: {
  Items?: Record<string, unknown>[] | undefined;
  LastEvaluatedKey?: Record<string, unknown> | undefined;
}): Page<Item> {
  const items = (output.Items ?? []) as Item[];
  const last = output.LastEvaluatedKey;
  return last === undefined
    ? { items }
    : { items, next: Buffer.from(JSON.stringify(last)).toString('base64url') };
}

/** The last key of a page. DynamoDB itself checks that it fits the table and the query. */
function decodeCursor(cursor: string): Record<string, string> {
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
    // The error below covers malformed JSON too.
  }
  throw new RangeError('not a cursor of this table');
}
