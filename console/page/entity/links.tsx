/** Short names in other documents that were put to an entity, and what speaks for it. */
import { AnsweredPages } from '../answers/answered.tsx';
import { usePages } from '../answers/usePages.ts';
import { noteInWords } from '../decisions/decision.ts';
import { type EntityType, percent } from '../parts/words.ts';
import { documentAddress, entityAddress } from '../routing/address.ts';

/** @param props.ids those that are read together */
export function Links({ ids, type, slug }: { ids: readonly string[]; type: EntityType; slug: string }) {
  const pages = usePages(JSON.stringify(['links', type, slug]), (client, cursor) =>
    client.getEntityLinks({ type, slug, ...cursor }),
  );
  return (
    <AnsweredPages pages={pages}>
      {pages.items.length === 0 && <p class="quiet">No short name in another document is put to it.</p>}
      <ol class="history">
        {pages.items.map(({ document, name, to, decisions = [], candidates }) => (
          <li key={`${document.id} ${name.id}`}>
            <p>
              <strong dir="auto">“{name.form}”</strong> in{' '}
              <a href={documentAddress(document.id)} dir="auto">
                {document.title}
              </a>
            </p>
            {to === null && decisions.length === 0 && (
              <p class="quiet">Left open: nothing speaks clearly enough.</p>
            )}
            {decisions.map((decision) => (
              <p key={decision.id} class="quiet" dir="auto">
                {noteInWords(decision)}
              </p>
            ))}
            {decisions.length > 0 && to !== null && !ids.includes(to) && (
              <p class="quiet">
                It is <a href={entityAddress(to)}>{to}</a>.
              </p>
            )}
            {candidates.slice(0, 3).map((candidate) => (
              <p key={candidate.id} class="quiet">
                {ids.includes(candidate.id) ? (
                  'This one'
                ) : candidate.confidence === undefined ? (
                  candidate.name
                ) : (
                  <a href={entityAddress(candidate.id)}>{candidate.name}</a>
                )}
                {candidate.confidence !== undefined && `, ${percent(candidate.confidence)}`}
                {candidate.evidence.length > 0 && `: ${candidate.evidence.join('; ')}`}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </AnsweredPages>
  );
}
