/**
 * Turns the permissions of `functions/functions.ts` into IAM policy statements, one for one and in their
 * order.
 */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { FunctionName } from '../core/protocol/topology.ts';
import { functionRecord } from '../functions/functions.ts';
import type { Permission } from '../functions/permission.ts';
import type { DataStack } from './dataStack.ts';

export function policyStatements(data: DataStack, name: FunctionName): PolicyStatement[] {
  return functionRecord(name).permissions.map(
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
