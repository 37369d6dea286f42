/** The entities that the search box suggests, as the list of a combobox. */
import { useAnswer } from '../answers/useAnswer.ts';
import { TypeLetter } from '../parts/chip.tsx';
import { count, countOf, type EntityType, typeWords } from '../parts/words.ts';
import { nameBeingTyped } from './queryText.ts';

/** An entity that may be meant by what is typed. */
export interface Suggestion {
  id: string;
  type: EntityType;
  name: string;
  documents: number;
}

const mostSuggestions = 7;

/** The entities whose names begin with what is typed last. @param isOpen asks only then */
export function useSuggestions(typed: string, isOpen: boolean): readonly Suggestion[] {
  const name = nameBeingTyped(typed);
  const wanted = isOpen && name.length > 1 ? name : undefined;
  const answer = useAnswer(wanted, (client) => client.getEntities({ q: name, limit: mostSuggestions }), {
    keep: true,
  });
  return wanted === undefined || answer.fault ? [] : (answer.value?.items ?? []);
}

/** The id of an option's element, for the input of the combobox. @param list the id of the list's element */
export const optionId = (list: string, index: number): string => `${list}-${index}`;

/** @param id of the list's element; @param chosen which one the arrow keys have chosen, -1 for none */
export function Suggestions({
  id,
  suggested,
  isShown,
  chosen,
  choose,
}: {
  id: string;
  suggested: readonly Suggestion[];
  isShown: boolean;
  chosen: number;
  choose: (index: number) => void;
}) {
  return (
    <>
      <div id={id} role="listbox" aria-label="Suggestions" hidden={!isShown}>
        {suggested.map((entity, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the focus and takes the keys
          // biome-ignore lint/a11y/useFocusableInteractive: options of a combobox have no focus of their own
          <div
            key={entity.id}
            id={optionId(id, i)}
            role="option"
            aria-selected={i === chosen}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(i)}
          >
            <TypeLetter type={entity.type} />
            <span dir="auto">{entity.name}</span>
            <span class="quiet">
              {typeWords[entity.type].one}, {count(entity.documents)}
            </span>
          </div>
        ))}
      </div>
      <span class="hidden" role="status">
        {isShown ? countOf(suggested.length, 'suggestion') : ''}
      </span>
    </>
  );
}
