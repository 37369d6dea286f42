/** The log of people's decisions, each with its reason and how far it has come, and how to undo it. */

import type { DecisionItem } from '../../../clients/typescript/client.ts';
import { Answered, AnsweredPages } from '../answers/answered.tsx';
import { changes } from '../answers/changes.ts';
import { useAnswer } from '../answers/useAnswer.ts';
import { usePages } from '../answers/usePages.ts';
import { PageTitle } from '../parts/pageTitle.tsx';
import { timeInWords } from '../parts/words.ts';
import { documentAddress, entityAddress } from '../routing/address.ts';
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
      <AnsweredPages pages={pages} lines={6}>
        {pages.items.length === 0 && (
          <p>Nobody has decided anything yet. “Correct…” on the page of a name begins it.</p>
        )}
        <DecisionList decisions={pages.items} />
      </AnsweredPages>
    </div>
  );
}

/** The decisions, also undone ones, that name one of these entities. */
export function DecisionsAbout({ entities }: { entities: readonly string[] }) {
  const answer = useAnswer(JSON.stringify(['about', entities, changes.value]), async (client) => {
    const pages = await Promise.all(entities.map((entity) => client.getDecisions({ entity })));
    return [...new Map(pages.flatMap(({ items }) => items).map((item) => [item.id, item])).values()];
  });
  return (
    <Answered answer={answer} lines={2}>
      {(decisions) => <DecisionList decisions={decisions} />}
    </Answered>
  );
}

function DecisionList({ decisions }: { decisions: readonly DecisionItem[] }) {
  return (
    <ol class="history">
      {decisions.map((decision) => (
        <Decision
          key={decision.id}
          decision={decision}
          undone={decisions.find(({ undoneBy }) => undoneBy === decision.id)}
        />
      ))}
    </ol>
  );
}

function Decision({ decision, undone }: { decision: DecisionItem; undone: DecisionItem | undefined }) {
  const { id, author, reason, time, action, undoneBy, entity, into, to, document } = decision;
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
        {document !== undefined && <a href={documentAddress(document)}>See the document</a>}
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
