/** "Did you mean …?": finds what a word was meant to be. */
import { editDistance } from '../../core/entities/variants/spelling.ts';
import { wordSet } from '../../core/text/wordSet.ts';

/** What other APIs call a parameter. */
const otherNames: readonly (readonly [parameter: string, others: ReadonlySet<string>])[] = [
  ['q', wordSet`query search text term terms keyword keywords`],
  ['limit', wordSet`size count rows max per_page page_size pagesize perpage`],
  ['cursor', wordSet`page offset skip start next`],
  ['order', wordSet`sort sort_by sortby orderby order_by`],
  ['published_from', wordSet`from since after start_date date_from`],
  ['published_to', wordSet`to until before end_date date_to`],
];

/** The parameter that a name of another API or a misspelt name stands for, if one of `names` is. */
export function parameterMeant(name: string, names: readonly string[]): string | undefined {
  const called = name.toLowerCase();
  const [other] = otherNames.find(([each, others]) => names.includes(each) && others.has(called)) ?? [];
  return other ?? closestMatch(name, names);
}

/** Whether a name is that of a text to search for. */
export function asksForText(name: string): boolean {
  return name === 'q' || otherNames.some(([each, others]) => each === 'q' && others.has(name.toLowerCase()));
}

/** The candidate that a word differs from by the fewest typing errors; `undefined` if none is near. */
export function closestMatch(word: string, candidates: readonly string[]): string | undefined {
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase().slice(0, 64), candidate);
    const maxDistance = Math.max(2, Math.floor(candidate.length / 2));
    if (
      distance <= maxDistance &&
      distance < candidate.length &&
      distance < (best?.distance ?? Number.POSITIVE_INFINITY)
    )
      best = { candidate, distance };
  }
  return best?.candidate;
}
