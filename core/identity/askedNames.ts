/** Of which names of a document it is asked who is meant. */
import { baseNamesOf } from './inflectedNames.ts';
import { isDoubleSurname, isShortId } from './shortNames.ts';

interface Named {
  id: string;
  name: string;
}

/** If a document has more short names, like a list of results, only the main ones are asked about. */
const mostAsked = 40;

/** Whether a name in a document may stand for a fuller one: it is asked who is meant. */
export function isShortName({ id, name }: Named): boolean {
  if (isShortId(id)) return true;
  return id.startsWith('person/') && (isDoubleSurname(name) || baseNamesOf(name).length > 0);
}

/** @param entities of one document, the main ones first */
export function askedNames<N extends Named>(entities: readonly N[]): N[] {
  return entities.filter(isShortName).slice(0, mostAsked);
}

/** The ids of the short names that are too many to be asked about. */
export function unaskedNames(entities: readonly Named[]): ReadonlySet<string> {
  // Hardly any document has so many, and every document that is stored asks.
  if (entities.length <= mostAsked) return new Set();
  return new Set(
    entities
      .filter(isShortName)
      .slice(mostAsked)
      .map(({ id }) => id),
  );
}
