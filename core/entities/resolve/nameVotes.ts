/** Which of the types and forms of a document's name it is shown with. */
import { type EntityType, entityTypes } from '../annotation.ts';
import { givenNames } from '../data/people.ts';

/** Ties go to the type that comes first in `entityTypes`. */
export function mostVoted(votes: ReadonlyMap<EntityType, number>): EntityType | undefined {
  return entityTypes.toSorted((a, b) => (votes.get(b) ?? 0) - (votes.get(a) ?? 0))[0];
}

/** Ties go to forms that are not in capitals, then by code unit order. */
export function mostCommonForm(forms: ReadonlyMap<string, number>): string {
  const inCapitals = (form: string) => Number(form.includes(' ') && form === form.toUpperCase());
  const [first] = [...forms].sort(
    ([a, x], [b, y]) => y - x || inCapitals(a) - inCapitals(b) || (a < b ? -1 : 1),
  );
  return first?.[0] ?? '';
}

/** "Wayne Bridge" is a person, whatever the tagger says, where the text goes on about a person Bridge. */
export function isNameOfLonePerson(form: string, alone: ReadonlySet<string | undefined>): boolean {
  const [given = '', surname, ...more] = form.split(' ');
  return more.length === 0 && givenNames.has(given) && surname !== undefined && alone.has(surname);
}
