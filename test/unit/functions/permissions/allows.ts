/** Decides whether the permissions of a function allow a call, as IAM would from the policy made of them. */
import type { IndexName } from '../../../../core/ports/table.ts';
import type { QueueName } from '../../../../core/protocol/topology.ts';
import type { Permission } from '../../../../functions/permission.ts';

export type Call = { action: string } & (
  | {
      on: 'inbox' | 'archive';
      /** Absent: the bucket itself. */
      key?: string;
    }
  | {
      on: 'table';
      /** The partitions of all rows that the call names. A scan names none. */
      partitions: readonly string[];
      index?: IndexName;
    }
  | { on: 'queues'; queue: QueueName; deadLetters?: boolean }
  | { on: 'exportQueue'; deadLetters?: boolean }
  | { on: 'cursorSecret' }
);

/** IAM allows a call that any statement allows. test/infra tests what `infra/permissions.ts` denies. */
export function allows(permissions: readonly Permission[], call: Call): boolean {
  return permissions.some(
    (permission) => permission.actions.includes(call.action) && coversResource(permission, call),
  );
}

/** Each action of the permissions on each resource that they name, as a permission of its own. */
export function singlePermissions(permissions: readonly Permission[]): Permission[] {
  return permissions.flatMap((permission) =>
    permission.actions.flatMap((action) =>
      resourcesOf(permission).map((resource) => ({ ...resource, actions: [action] }) as Permission),
    ),
  );
}

/** `table dynamodb:PutItem DEAD#`. */
export function describePermission(permission: Permission): string {
  const { on, actions, ...resource } = permission;
  return [on, ...actions, ...Object.values(resource).flat()].join(' ');
}

function resourcesOf(permission: Permission): Permission[] {
  if ('keys' in permission && permission.keys !== undefined)
    return permission.keys.map((key) => ({ ...permission, keys: [key] }));
  if ('indexes' in permission && permission.indexes !== undefined)
    return permission.indexes.map((index) => ({ ...permission, indexes: [index] }));
  if (permission.on !== 'queues') return [permission];
  const { deadLetters, ...queues } = permission;
  const each = permission.queues.map((queue) => ({ ...queues, queues: [queue] }));
  const only = each.map((one) => ({ ...one, deadLetters: 'only' as const }));
  if (deadLetters === undefined) return each;
  return deadLetters === 'only' ? only : [...each, ...only];
}

function coversResource(permission: Permission, call: Call): boolean {
  if ((call.on === 'inbox' || call.on === 'archive') && permission.on === call.on) {
    const { key } = call;
    const { keys } = permission as Extract<Permission, { on: 'inbox' | 'archive' }>;
    if (keys === undefined || key === undefined) return keys === undefined && key === undefined;
    return keys.some((pattern) => matches(pattern, key));
  }
  if (call.on === 'table' && permission.on === 'table') {
    const { rows, indexes } = permission;
    const onTarget = indexes === undefined ? call.index === undefined : includes(indexes, call.index);
    return onTarget && (rows === undefined || onlyRowsOf(rows, call.partitions));
  }
  if (call.on === 'queues' && permission.on === 'queues')
    return includes(permission.queues, call.queue) && coversQueue(permission, call);
  if (call.on === 'exportQueue' && permission.on === 'exportQueue') return coversQueue(permission, call);
  return call.on === 'cursorSecret' && permission.on === 'cursorSecret';
}

/** A permission is for queues, for their dead-letter queues, or for both. */
function coversQueue(permission: { deadLetters?: 'too' | 'only' }, call: { deadLetters?: boolean }): boolean {
  return call.deadLetters ? permission.deadLetters !== undefined : permission.deadLetters !== 'only';
}

/** `ForAllValues` holds for no values too; the `Null` check beside it refuses a call that names no rows. */
function onlyRowsOf(prefix: string, partitions: readonly string[]): boolean {
  return partitions.length > 0 && partitions.every((partition) => partition.startsWith(prefix));
}

/** A pattern may end with a star. */
function matches(pattern: string, key: string): boolean {
  return pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;
}

function includes<T>(list: readonly T[], item: unknown): boolean {
  return (list as readonly unknown[]).includes(item);
}
