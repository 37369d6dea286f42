/** For a search that finds nothing: how to ask for more, and names near the one that was asked for. */
import { useAnswer } from '../answers/useAnswer.ts';
import { EntityChip } from '../parts/chip.tsx';
import { nameBeingTyped } from './queryText.ts';

export function NothingFound({ query }: { query: string }) {
  const name = nameBeingTyped(query);
  const answer = useAnswer(name === '' ? undefined : `near ${name}`, (client) =>
    client.getEntities({ q: name, limit: 5 }),
  );
  const near = [...(answer.value?.items ?? []), ...(answer.value?.didYouMean ?? [])];
  return (
    <div class="empty">
      <p>
        No document has all of <strong dir="auto">{query}</strong>.
      </p>
      {near.length > 0 && (
        <p class="chips">
          <span>Perhaps you mean</span>
          {near.map((entity) => (
            <EntityChip key={entity.id} entity={entity} />
          ))}
        </p>
      )}
      <p class="quiet">
        Leave a word or a filter out, write <code>OR</code> between words, or end a word early:{' '}
        <code>parliam*</code>.
      </p>
    </div>
  );
}
