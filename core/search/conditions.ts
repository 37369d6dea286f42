/** What a search condition consists of. */
import type { DayRange } from '../dates/range.ts';
import { omitUndefined } from '../omitUndefined.ts';
import type { EntitySets } from '../ports/search.ts';
import type { SearchCondition, SearchTerm } from '../ports/searchCondition.ts';

export type TextTerm = Extract<SearchTerm, { title?: boolean }>;

/** A tree like a `SearchCondition`, with any terms. */
export type ConditionTree<T> =
  | { all: readonly ConditionTree<T>[] }
  | { any: readonly ConditionTree<T>[] }
  | { not: ConditionTree<T> }
  | T;

/**
 * Conditions that a row has these entities and was published on these days, both included, but not on those
 * of `except`.
 */
export function rangeConditions(range: {
  from: string;
  to: string;
  entities: EntitySets;
  except?: readonly string[];
}): SearchCondition[] {
  const { from, to, except = [] } = range;
  const ofDays = except.map((day) => ({ all: [{ from: day }, { to: day }] }));
  return [
    { from },
    { to },
    ...range.entities.map((entities) => ({ entities })),
    ...(ofDays.length > 0 ? [{ not: { any: ofDays } }] : []),
  ];
}

/** Every document has it. */
export const everything: SearchCondition = { all: [] };

/** Whether a condition is about words, and not about a field. */
function isTextTerm(condition: object): condition is TextTerm {
  return (
    'word' in condition ||
    'phrase' in condition ||
    'beginning' in condition ||
    ('near' in condition && 'within' in condition)
  );
}

/** The conditions directly below; `undefined` for a term. */
function partsOf<T extends object>(tree: ConditionTree<T>): readonly ConditionTree<T>[] | undefined {
  if ('all' in tree) return tree.all;
  if ('any' in tree) return tree.any;
  return 'not' in tree ? [tree.not] : undefined;
}

/** Whether a condition is about the text, about other fields, or about both. */
export function kindOf<T extends object>(tree: ConditionTree<T>): 'text' | 'filter' | 'mixed' {
  const parts = partsOf(tree);
  if (parts === undefined) return isTextTerm(tree) ? 'text' : 'filter';
  const kinds = new Set(parts.map(kindOf));
  if (kinds.size > 1 || kinds.has('mixed')) return 'mixed';
  return kinds.has('text') ? 'text' : 'filter';
}

/** How many conditions with parts of both kinds there are. */
export function countMixed<T extends object>(tree: ConditionTree<T>): number {
  if (kindOf(tree) !== 'mixed') return 0;
  return 1 + (partsOf(tree) ?? []).reduce((sum, part) => sum + countMixed(part), 0);
}

/** The conditions that must all hold, without `all` inside `all`. */
export function conjuncts(condition: SearchCondition): readonly SearchCondition[] {
  return 'all' in condition ? condition.all.flatMap(conjuncts) : [condition];
}

/** The terms about the text that a document may be found by: those that are not negated. */
export function soughtTerms<T extends object>(tree: ConditionTree<T>): TextTerm[] {
  return sought(tree).filter((term): term is T & TextTerm => isTextTerm(term));
}

/** The entities that a document may be found by, those of each term. */
export function soughtEntities(condition: SearchCondition): EntitySets {
  return sought<SearchTerm>(condition).flatMap((term) => ('entities' in term ? [term.entities] : []));
}

/** The terms that are not negated. */
function sought<T extends object>(tree: ConditionTree<T>, negated = false): T[] {
  if ('not' in tree) return sought(tree.not as ConditionTree<T>, !negated);
  const parts = partsOf(tree);
  if (parts !== undefined) return parts.flatMap((part) => sought(part, negated));
  return negated ? [] : [tree as T];
}

/** Whether a row without any words fulfils a condition about the text alone. */
export function isFulfilledWithoutWords(condition: SearchCondition): boolean {
  if ('all' in condition) return condition.all.every(isFulfilledWithoutWords);
  if ('any' in condition) return condition.any.some(isFulfilledWithoutWords);
  return 'not' in condition && !isFulfilledWithoutWords(condition.not);
}

/** Days between which every document of a condition was published, as far as it says so. */
export function daysOf(condition: SearchCondition): { from?: string; to?: string } {
  if ('from' in condition) return { from: condition.from };
  if ('to' in condition) return { to: condition.to };
  if ('all' in condition) {
    const days = condition.all.map(daysOf);
    return omitUndefined({ from: endsIn(days, 'from').at(-1), to: endsIn(days, 'to')[0] });
  }
  if ('any' in condition) {
    const days = condition.any.map(daysOf);
    // An end is known if every part has one.
    const [froms, tos] = [endsIn(days, 'from'), endsIn(days, 'to')];
    return omitUndefined({
      from: froms.length === days.length ? froms[0] : undefined,
      to: tos.length === days.length ? tos.at(-1) : undefined,
    });
  }
  return {};
}

/** In their order. */
function endsIn(days: readonly DayRange[], end: keyof DayRange): string[] {
  return days.flatMap((each) => each[end] ?? []).sort();
}
