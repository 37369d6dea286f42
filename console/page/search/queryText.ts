/** The text of a search: its terms, and how filters are added to it and taken away. */

/** Splits at spaces outside quotes and brackets: `a "b c" (d OR e)` → three terms. */
export function termsOf(query: string): string[] {
  const terms: string[] = [];
  let term = '';
  let depth = 0;
  let quoted = false;
  for (const sign of query) {
    if (sign === '"') quoted = !quoted;
    if (!quoted && sign === '(') depth++;
    if (!quoted && sign === ')') depth--;
    if (/\s/.test(sign) && !quoted && depth <= 0) {
      if (term !== '') terms.push(term);
      term = '';
    } else term += sign;
  }
  if (term !== '') terms.push(term);
  return terms;
}

/** `filter('source', 'BBC News')` → `source:"BBC News"`. */
export function filterTerm(field: string, value: string): string {
  return /^[\p{L}\p{N}./-]+$/u.test(value) ? `${field}:${value}` : `${field}:"${value.replaceAll('"', '')}"`;
}

/** Whether the query has this term, as it is written. */
export function hasTerm(query: string, term: string): boolean {
  return termsOf(query).includes(term);
}

/** Adds the term, or takes it away if it is there. OR holds weaker than a space, so it gets brackets. */
export function toggleTerm(query: string, term: string): string {
  const terms = termsOf(query);
  if (terms.includes(term)) return terms.filter((each) => each !== term).join(' ');
  const before = terms.includes('OR') ? [`(${terms.join(' ')})`] : terms;
  return [...before, term].join(' ');
}

/** Replaces every filter of a field by the given ones: `from:` and `to:` of a range of days. */
export function replaceTerms(query: string, fields: readonly string[], added: readonly string[]): string {
  const kept = termsOf(query).filter((term) => !fields.some((field) => term.startsWith(`${field}:`)));
  return added.reduce((text, term) => toggleTerm(text, term), kept.join(' '));
}

/** What somebody seems to be naming: the last words, at most five, that are no part of a filter or phrase. */
export function nameBeingTyped(query: string): string {
  const words: string[] = [];
  for (const term of termsOf(query).toReversed()) {
    if (term === 'NOT') return ''; // as with a minus: it is what nobody wants to see
    if (/[:"()*]/.test(term) || /^-/.test(term) || term === 'OR' || term === 'AND') break;
    words.unshift(term);
  }
  return words.slice(-5).join(' ');
}
