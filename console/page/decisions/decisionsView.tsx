/** The log of people's decisions, each with its reason and how far it has come, and how to undo it. */

import type { DecisionItem } from '../../../clients/typescript/client.ts';
import { Answered, More, Partial } from '../answers/answered.tsx';
import { changes } from '../answers/changes.ts';
import { usePages } from '../answers/usePages.ts';
import { PageTitle } from '../parts/pageTitle.tsx';
import { timeInWords } from '../parts/words.ts';
import { entityAddress } from '../routing/address.ts';
import { decisionInWords, reachInWords } from './decision.ts';
import { deciding } from './decisionDialog.tsx';

export function DecisionsView() {
  const pages = usePages(
    `decisions ${changes.value}`,
    (client, cursor) => client.getDecisions({ ...cursor }),
    { keep: true },
  );
  return (
    <div class="reading-column">
      <PageTitle title="Decisions" />
      <p class="quiet">
        What people decided about who is who. It counts more than any guess, and can be undone.
      </p>
      <Answered answer={pages} lines={6}>
        {(first) => (
          <>
            <Partial partial={first.partial} />
            {pages.items.length === 0 && (
              <p>Nobody has decided anything yet. “Correct…” on the page of a name begins it.</p>
            )}
            <ol class="history">
              {pages.items.map((decision) => (
                <Decision
                  key={decision.id}
                  decision={decision}
                  undone={pages.items.find(({ undoneBy }) => undoneBy === decision.id)}
                />
              ))}
            </ol>
            <More pages={pages} />
          </>
        )}
      </Answered>
    </div>
  );
}

function Decision({ decision, undone }: { decision: DecisionItem; undone: DecisionItem | undefined }) {
  const { id, author, reason, time, action, undoneBy, entity, into, to } = decision;
  const about = into ?? to ?? entity ?? undone?.entity;
  return (
    <li class={undoneBy === undefined ? undefined : 'undone'}>
      <p>
        <strong dir="auto">{decisionInWords(decision, undone)}</strong>
      </p>
      <p dir="auto">{reason}</p>
      <p class="meta">
        <span>
          <bdi>{author}</bdi>
        </span>
        <span>{timeInWords(time)}</span>
        <span>{reachInWords(decision)}</span>
        <code>{id}</code>
      </p>
      <div class="buttons">
        {about !== undefined && <a href={entityAddress(about)}>See it</a>}
        {undoneBy === undefined && action !== 'undo' && (
          <button
            type="button"
            class="toggle"
            onClick={() =>
              (deciding.value = {
                title: `Undo: ${decisionInWords(decision)}`,
                actions: ['undo'],
                fixed: [{ decision: id }],
              })
            }
          >
            Undo…
          </button>
        )}
      </div>
    </li>
  );
}
