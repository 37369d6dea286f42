/** Whether a row fulfils a search condition, as LanceDB's adapter decides it, row by row. */
import { annotatedPart } from '../../core/entities/annotatedLength.ts';
import type { SearchRow } from '../../core/ports/search.ts';
import type { SearchCondition } from '../../core/ports/searchCondition.ts';
import type { TextTerm } from '../../core/search/conditions.ts';
import { stem } from '../../core/search/snippets/snippets.ts';
import { subjectKey } from '../../core/search/subjectKey.ts';
import { writtenWords } from '../../core/search/writtenWords.ts';

export function matches(row: SearchRow, condition: SearchCondition): boolean {
  if ('all' in condition) return condition.all.every((each) => matches(row, each));
  if ('any' in condition) return condition.any.some((each) => matches(row, each));
  if ('not' in condition) return !matches(row, condition.not);
  if ('entities' in condition) return condition.entities.some((id) => row.entities.includes(id));
  if ('documents' in condition) return condition.documents.includes(row.id);
  if ('type' in condition) return row.entities.some((id) => id.startsWith(`${condition.type}/`));
  if ('source' in condition)
    return condition.prefix ? row.source.startsWith(condition.source) : row.source === condition.source;
  if ('subject' in condition)
    return row.subjects.some((each) => subjectKey(each) === subjectKey(condition.subject));
  if ('status' in condition) return row.status === condition.status;
  if ('country' in condition) return row.countries.includes(condition.country);
  if ('language' in condition)
    return row.language === condition.language || row.language.startsWith(`${condition.language}-`);
  if ('from' in condition) return row.published >= condition.from;
  if ('to' in condition) return row.published !== '' && row.published <= condition.to;
  return hasWords(condition.title ? row.title : row.text, condition);
}

function hasWords(text: string, term: TextTerm): boolean {
  // Words as written are known of a part of a long text.
  const written = () => writtenWords(annotatedPart(text));
  if ('beginning' in term) return written().some((word) => word.startsWith(term.beginning));
  if ('phrase' in term) return placesOf(written(), writtenWords(term.phrase)).length > 0;
  const stems = writtenWords(text).map(stem);
  if ('word' in term) return placesOf(stems, writtenWords(term.word).map(stem)).length > 0;
  return isNear(stems, term.near.map(stem), term.within);
}

/** Where the words follow one another. */
function placesOf(words: readonly string[], sought: readonly string[]): number[] {
  return words.flatMap((_, start) =>
    sought.length > 0 && sought.every((word, i) => words[start + i] === word) ? [start] : [],
  );
}

/** Whether each word is near the next one. */
function isNear(words: readonly string[], sought: readonly string[], within: number): boolean {
  return sought.slice(1).every((next, i) =>
    words.some((word, at) => {
      if (word !== sought[i]) return false;
      const around = words.slice(Math.max(0, at - within - 1), at + within + 2);
      around[Math.min(at, within + 1)] = '';
      return around.includes(next);
    }),
  );
}
