/** Common given names that a word misspells in a usual way (`slips.ts`): "Micheal" for Michael. */
import { isFormOfGivenName } from '../data/givenNameForms.ts';
import { givenNames } from '../data/people.ts';
import { foldLetters } from '../fold.ts';
import { isLongEnough, isSlip, lettersOf } from './slips.ts';

const byLetters = Map.groupBy(
  [...givenNames].filter((name) => isLongEnough(foldLetters(name))),
  (name) => lettersOf(foldLetters(name)),
);

/**
 * The names that the word may misspell; none if it is a given name itself. Nobody writes an accent by a slip,
 * so that Micheál is no Michael.
 */
export function givenNamesMisspeltAs(word: string): string[] {
  const folded = foldLetters(word);
  if (!isLongEnough(folded) || givenNames.has(word) || isFormOfGivenName(folded)) return [];
  const lower = word.toLowerCase();
  const names = (byLetters.get(lettersOf(folded)) ?? []).filter((name) => isSlip(folded, foldLetters(name)));
  return lower === folded ? names : names.filter((name) => isSlip(lower, name.toLowerCase()));
}
