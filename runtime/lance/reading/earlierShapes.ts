/**
 * After an upgrade, tables of an earlier shape are read until those of the new one are complete. They lack
 * columns, and no row of theirs is known to fulfil a condition about these.
 */
import type { SearchCondition } from '../../../core/ports/searchCondition.ts';
import type { PartName } from '../parts.ts';

/** The first shape with subjects and status. */
const shapeWithSubjects = 5;

const unknown: SearchCondition = { any: [] };

/** The condition as rows of these parts can be asked; they are of one shape. */
export function askable(where: SearchCondition, read: readonly { name: PartName }[]): SearchCondition {
  const shape = read[0]?.name.layout.shape ?? shapeWithSubjects;
  return shape < shapeWithSubjects ? withoutSubjects(where) : where;
}

function withoutSubjects(condition: SearchCondition): SearchCondition {
  if ('all' in condition) return { all: condition.all.map(withoutSubjects) };
  if ('any' in condition) return { any: condition.any.map(withoutSubjects) };
  if ('not' in condition) return { not: withoutSubjects(condition.not) };
  return 'subject' in condition || 'status' in condition ? unknown : condition;
}
