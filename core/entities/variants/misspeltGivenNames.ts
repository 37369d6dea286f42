/** Common given names that a word misspells in a usual way (`slips.ts`): "Micheal" for Michael. */
import { isFormOfGivenName } from '../data/givenNameForms.ts';
import { givenNames } from '../data/people.ts';
import { fold } from '../slug.ts';
import { isLongEnough, isSlip, lettersOf } from './slips.ts';

const byLetters = Map.groupBy(
  [...givenNames].filter((name) => isLongEnough(fold(name))),
  (name) => lettersOf(fold(name)),
);

/**
 * The names that the word may misspell; none if it is a given name itself. Nobody writes an accent by a slip,
 * so that Micheál is no Michael.
 */
export function givenNamesMisspeltAs(word: string): string[] {
  const folded = fold(word);
  if (!isLongEnough(folded) || givenNames.has(word) || isFormOfGivenName(folded)) return [];
  const lower = word.toLowerCase();
  const names = (byLetters.get(lettersOf(folded)) ?? []).filter((name) => isSlip(folded, fold(name)));
  return lower === folded ? names : names.filter((name) => isSlip(lower, name.toLowerCase()));
}
