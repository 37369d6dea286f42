import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { IndexName } from '../../core/ports/table.ts';
import { indexKeys } from '../../core/records/indexes.ts';

/** Dateline's table for CreateTable, with the keys and indexes that `infra/` builds. */
export function tableSchema(name: string): CreateTableCommandInput {
  const indexes = Object.keys(indexKeys) as IndexName[];
  const attributes = ['pk', 'sk', ...indexes.flatMap((index) => indexKeys[index])];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes.map((attribute) => ({ AttributeName: attribute, AttributeType: 'S' })),
    KeySchema: keySchema('pk', 'sk'),
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index,
      KeySchema: keySchema(...indexKeys[index]),
      Projection: { ProjectionType: 'KEYS_ONLY' },
    })),
  };
}

function keySchema(pk: string, sk: string): CreateTableCommandInput['KeySchema'] {
  return [
    { AttributeName: pk, KeyType: 'HASH' },
    { AttributeName: sk, KeyType: 'RANGE' },
  ];
}
