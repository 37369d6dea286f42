/**
 * After an upgrade, tables of an earlier shape are read until those of the new one are complete. They lack
 * columns, and no row of theirs is known to fulfil a condition about these.
 */
import type { SearchCondition } from '../../../core/ports/searchCondition.ts';
import type { PartName } from '../parts.ts';

/** The first shape that has them. */
const shape = 5;
const newTerms = ['subject', 'status', 'country'];

const unknown: SearchCondition = { any: [] };

/** The condition as rows of these parts can be asked; they are of one shape. */
export function askable(where: SearchCondition, read: readonly { name: PartName }[]): SearchCondition {
  return (read[0]?.name.layout.shape ?? shape) < shape ? withoutNewTerms(where) : where;
}

function withoutNewTerms(condition: SearchCondition): SearchCondition {
  if ('all' in condition) return { all: condition.all.map(withoutNewTerms) };
  if ('any' in condition) return { any: condition.any.map(withoutNewTerms) };
  if ('not' in condition) return { not: withoutNewTerms(condition.not) };
  return newTerms.some((term) => term in condition) ? unknown : condition;
}
