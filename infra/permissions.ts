/**
 * Turns the permissions of `functions/functions.ts` into IAM policy statements, one for one and in their
 * order. Who may write any row of the table is denied those that people write.
 */
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { FunctionName } from '../core/protocol/topology.ts';
import { apiKeyPartition, decisionPartition } from '../core/records/keys.ts';
import { functionRecord } from '../functions/functions.ts';
import type { Permission } from '../functions/permission.ts';
import type { DataStack } from './dataStack.ts';

const rowWrites = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];

export function policyStatements(data: DataStack, name: FunctionName): PolicyStatement[] {
  const { permissions } = functionRecord(name);
  const statements = permissions.map(
    (permission) =>
      new PolicyStatement({
        actions: [...permission.actions],
        resources: resourcesOf(data, permission),
        ...('rows' in permission && {
          conditions: {
            'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${permission.rows}*`] },
            // `ForAllValues` holds for a request that names no rows, too.
            Null: { 'dynamodb:LeadingKeys': 'false' },
          },
        }),
      }),
  );
  return permissions.some(writesAnyRow) ? [...statements, spareRowsOfPeople(data)] : statements;
}

function writesAnyRow(permission: Permission): boolean {
  return (
    permission.on === 'table' &&
    permission.rows === undefined &&
    permission.actions.some((action) => rowWrites.includes(action))
  );
}

/**
 * The command line makes API keys, and `query` adds decisions. A fault in a function that handles foreign
 * files shall not open the API, nor say who is who.
 */
function spareRowsOfPeople({ table }: DataStack): PolicyStatement {
  return new PolicyStatement({
    effect: Effect.DENY,
    actions: rowWrites,
    resources: [table.tableArn],
    conditions: {
      'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': [apiKeyPartition, decisionPartition] },
    },
  });
}

/** ARNs. */
function resourcesOf(data: DataStack, permission: Permission): string[] {
  switch (permission.on) {
    case 'inbox':
    case 'archive': {
      const bucket = data[permission.on];
      return permission.keys?.map((pattern) => bucket.arnForObjects(pattern)) ?? [bucket.bucketArn];
    }
    case 'table': {
      const { tableArn } = data.table;
      return permission.indexes?.map((index) => `${tableArn}/index/${index}`) ?? [tableArn];
    }
    case 'queues':
      return permission.queues
        .map((name) => data.queues[name])
        .flatMap(({ queue, deadLetters }) =>
          queueArns(queue.queueArn, deadLetters.queueArn, permission.deadLetters),
        );
    case 'exportQueue':
      return queueArns(
        data.exports.queue.queueArn,
        data.exports.deadLetters.queueArn,
        permission.deadLetters,
      );
    case 'cursorSecret':
      return [data.cursorSecret.secretArn];
  }
}

function queueArns(queue: string, deadLetters: string, which: 'too' | 'only' | undefined): string[] {
  if (which === 'only') return [deadLetters];
  return which === 'too' ? [queue, deadLetters] : [queue];
}
