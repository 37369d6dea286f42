/** The text of a search: its terms, and how filters are added to it and taken away. */
import { type QueryToken, quotedName, quotes, readTokens } from '../../../core/search/queryTokens.ts';

/**
 * Its operators, terms and whole brackets: `a -"b c" (d OR e)` → three. From an open phrase or bracket or an
 * unknown field on, the rest is one term.
 */
export function termsOf(query: string): string[] {
  return readTerms(query).terms;
}

/** @returns its terms, and whether no phrase or bracket is open and each field is known */
function readTerms(query: string): { terms: string[]; isFinished: boolean } {
  const { tokens, isWhole } = split(query);
  const terms: string[] = [];
  let start: number | undefined;
  let depth = 0;
  for (const { kind, position, end } of tokens) {
    start ??= position;
    if (kind === '(') depth++;
    if (kind === ')') depth = Math.max(0, depth - 1);
    const isMinus = kind === 'not' && query[position] === '-';
    if (isMinus || (depth > 0 && kind !== 'end')) continue;
    if (start < end) terms.push(query.slice(start, end));
    start = undefined;
  }
  return { terms, isFinished: isWhole && depth === 0 };
}

/** @returns its tokens, an `end` last, which holds what cannot be split; and whether all could be */
function split(query: string): { tokens: QueryToken[]; isWhole: boolean } {
  const tokens: QueryToken[] = [];
  try {
    for (const token of readTokens(query)) tokens.push(token);
    return { tokens, isWhole: true };
  } catch {
    const rest = query.slice(tokens.at(-1)?.end ?? 0).trimStart();
    tokens.push({ kind: 'end', position: query.length - rest.length, end: query.length });
    return { tokens, isWhole: false };
  }
}

/** `filterTerm('source', 'BBC News')` → `source:"BBC News"` */
export function filterTerm(field: 'source' | 'subject' | 'language' | 'country', value: string): string {
  const isBare = /^[^\s()*/"“”„‟][^\s()*]*$/u.test(value);
  return `${field}:${isBare ? value : quotedName(value)}`;
}

/** Whether the query has this term, as it is written, and not after NOT. */
export function hasTerm(query: string, term: string): boolean {
  return termsOf(query).some((each, at, terms) => each === term && terms[at - 1] !== 'NOT');
}

/** Adds the term, or takes it away if it is there. OR holds weaker than a space, so it gets brackets. */
export function toggleTerm(query: string, term: string): string {
  if (hasTerm(query, term)) return withoutTerms(query, (each) => each === term);
  const { terms: written, isFinished } = readTerms(query);
  // Behind an open phrase or bracket it would be a part of that, and a bracket around both is not to be
  // closed yet: it stands before each side of an OR.
  if (!isFinished)
    return [term, ...written.flatMap((each) => (each === 'OR' ? ['OR', term] : [each]))].join(' ');
  const terms = closed(written);
  const before = terms.includes('OR') ? [`(${terms.join(' ')})`] : terms;
  return [...before, term].join(' ');
}

/** Replaces every filter of a field by the given ones: `from:` and `to:` of a range of days. */
export function replaceTerms(query: string, fields: readonly string[], added: readonly string[]): string {
  const isReplaced = (term: string) => fields.some((field) => term.toLowerCase().startsWith(`${field}:`));
  return added.reduce((text, term) => toggleTerm(text, term), withoutTerms(query, isReplaced));
}

/** Leaves out the terms that are not after NOT, and the operators that would stand alone then. */
function withoutTerms(query: string, isGone: (term: string) => boolean): string {
  const kept: string[] = [];
  for (const term of termsOf(query)) {
    const previous = kept.at(-1);
    if (isGone(term) && previous !== 'NOT') continue;
    if (isOperator(term) && previous === undefined) continue;
    // Of two, OR: it separates more than AND.
    if (isOperator(term) && isOperator(previous)) kept[kept.length - 1] = previous === 'OR' ? 'OR' : term;
    else kept.push(term);
  }
  return closed(kept).join(' ');
}

/** Without the operators at the end: a NOT there would hold for the next term that is added. */
function closed(terms: readonly string[]): string[] {
  const last = terms.findLastIndex((term) => term !== 'NOT' && !isOperator(term));
  return terms.slice(0, last + 1);
}

function isOperator(term: string | undefined): boolean {
  return term === 'AND' || term === 'OR';
}

/**
 * What stands before a fault, the character there (a space at the end), and the rest.
 *
 * @param position in UTF-16 units
 */
export function splitAtFault(query: string, position: number): [before: string, at: string, after: string] {
  const [at = ''] = query.slice(position);
  return [query.slice(0, position), at || ' ', query.slice(position + at.length)];
}

/** What somebody seems to be naming: the last words, at most five, that are no part of a filter or phrase. */
export function nameBeingTyped(query: string): string {
  const words: string[] = [];
  for (const term of termsOf(query).toReversed()) {
    if (term === 'NOT') {
      words.shift(); // as with a minus: it is what nobody wants to see
      break;
    }
    if (/[:()*]|^-/.test(term) || quotes.test(term) || term === 'OR' || term === 'AND') break;
    words.unshift(term);
  }
  return words.slice(-5).join(' ');
}
