/**
 * Expressions of DynamoDB. They contain only placeholders, because attribute names may be reserved words and
 * values come from outside.
 */
import type { AttributeValue, Condition, Query } from '../../core/ports/table.ts';
import { indexKeys } from '../../core/records/indexes.ts';

/** Collects the names and values that one request's expressions refer to. */
export class Placeholders {
  readonly #names: Record<string, string> = {};
  readonly #values: Record<string, AttributeValue> = {};
  #count = 0;

  name(attribute: string): string {
    const known = Object.entries(this.#names).find(([, name]) => name === attribute);
    if (known !== undefined) return known[0];
    const placeholder = `#${this.#count++}`;
    this.#names[placeholder] = attribute;
    return placeholder;
  }

  value(value: AttributeValue): string {
    const placeholder = `:${this.#count++}`;
    this.#values[placeholder] = value;
    return placeholder;
  }

  /** The parameters of the request. DynamoDB refuses empty maps. */
  parameters(): {
    ExpressionAttributeNames?: Record<string, string>;
    ExpressionAttributeValues?: Record<string, AttributeValue>;
  } {
    return {
      ...(Object.keys(this.#names).length > 0 && { ExpressionAttributeNames: this.#names }),
      ...(Object.keys(this.#values).length > 0 && { ExpressionAttributeValues: this.#values }),
    };
  }
}

/** A condition in DynamoDB's language of expressions. */
export function conditionExpression(condition: Condition, placeholders: Placeholders): string {
  const name = placeholders.name(condition.attribute);
  if ('absentOrAtMost' in condition) {
    return `attribute_not_exists(${name}) OR ${name} <= ${placeholders.value(condition.absentOrAtMost)}`;
  }
  return condition.equals === undefined
    ? `attribute_not_exists(${name})`
    : `${name} = ${placeholders.value(condition.equals)}`;
}

/** `undefined` if there is nothing to set or remove: the update then only creates the item. */
export function updateExpression(
  set: Record<string, AttributeValue | undefined>,
  placeholders: Placeholders,
): string | undefined {
  const sets: string[] = [];
  const removes: string[] = [];
  for (const [attribute, value] of Object.entries(set)) {
    if (value === undefined) removes.push(placeholders.name(attribute));
    else sets.push(`${placeholders.name(attribute)} = ${placeholders.value(value)}`);
  }
  const parts = [
    sets.length > 0 && `SET ${sets.join(', ')}`,
    removes.length > 0 && `REMOVE ${removes.join(', ')}`,
  ];
  return parts.filter((part) => part !== false).join(' ') || undefined;
}

/** The attributes that hold a query's partition key and sort key. */
export function keyAttributes({ index }: Pick<Query, 'index'>): readonly [pk: string, sk: string] {
  return index === undefined ? ['pk', 'sk'] : indexKeys[index];
}

/** @throws RangeError for a prefix together with a range, which DynamoDB does not support */
export function keyExpression(query: Query, placeholders: Placeholders): string {
  const [pk, sk] = keyAttributes(query);
  const partition = `${placeholders.name(pk)} = ${placeholders.value(query.pk)}`;
  const range = sortExpression(query, sk, placeholders);
  return range === undefined ? partition : `${partition} AND ${range}`;
}

function sortExpression(
  { prefix, from, to }: Query,
  sk: string,
  placeholders: Placeholders,
): string | undefined {
  const ranged = from !== undefined || to !== undefined;
  if (prefix !== undefined && ranged) throw new RangeError('a query takes a prefix or a range, not both');
  if (prefix === '' || (prefix === undefined && !ranged)) return undefined;
  const name = placeholders.name(sk);
  if (prefix !== undefined) return `begins_with(${name}, ${placeholders.value(prefix)})`;
  if (from === undefined) return `${name} <= ${placeholders.value(to ?? '')}`;
  if (to === undefined) return `${name} >= ${placeholders.value(from)}`;
  return `${name} BETWEEN ${placeholders.value(from)} AND ${placeholders.value(to)}`;
}
