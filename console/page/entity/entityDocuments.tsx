/** The documents that name an entity, and how to correct who it is: everywhere, or in some of them. */
import { useState } from 'preact/hooks';
import type { DocumentItem, Entity } from '../../../clients/typescript/client.ts';
import { AnsweredPages } from '../answers/answered.tsx';
import { changes } from '../answers/changes.ts';
import { usePages } from '../answers/usePages.ts';
import { deciding } from '../decisions/decisionDialog.tsx';
import { DocumentLine } from '../parts/documentLine.tsx';
import { countOf } from '../parts/words.ts';
import { publishedWithin, type Range } from './range.ts';
import { splitsOf } from './splits.ts';

/** @param props.slug of the address, which may be that of another id of the entity */
export function EntityDocuments({ entity, slug, range }: { entity: Entity; slug: string; range: Range }) {
  const { type } = entity;
  /** The documents that are about another; undefined while nobody chooses any. */
  const [chosen, setChosen] = useState<readonly string[]>();
  const pages = usePages(
    JSON.stringify(['documents', type, slug, range, changes.value]),
    (client, cursor) => client.getEntityDocuments({ type, slug, ...publishedWithin(range), ...cursor }),
    { keep: true },
  );
  return (
    <section>
      <div class="section-head">
        <h2>Documents</h2>
        <Corrections entity={entity} documents={pages.items} chosen={chosen} setChosen={setChosen} />
      </div>
      <AnsweredPages pages={pages} lines={8}>
        {pages.items.length === 0 && <p class="quiet">No document in these days.</p>}
        {pages.items.map((document) => (
          <div key={document.id} class={chosen && 'choosing'}>
            {chosen && (
              <input
                type="checkbox"
                aria-label={`About another: ${document.title}`}
                checked={chosen.includes(document.id)}
                onChange={() => setChosen(toggled(chosen, document.id))}
              />
            )}
            <DocumentLine document={document} />
          </div>
        ))}
      </AnsweredPages>
    </section>
  );
}

/** The buttons that ask for a decision: on the entity, or on the chosen documents alone. */
function Corrections({
  entity: { id, name, type, also = [] },
  documents,
  chosen,
  setChosen,
}: {
  entity: Entity;
  documents: readonly DocumentItem[];
  chosen: readonly string[] | undefined;
  setChosen: (chosen: readonly string[] | undefined) => void;
}) {
  const correct = () => {
    deciding.value = {
      title: name,
      actions: ['merge', 'rename', 'retype', 'hide'],
      fixed: [id, ...also].map((entity) => ({ entity })),
    };
  };
  const splitOff = (wanted: readonly string[]) => {
    deciding.value = {
      title: `${name} in ${countOf(wanted.length, 'document')}`,
      actions: ['split'],
      type,
      fixed: splitsOf([id, ...also], documents, wanted),
    };
  };
  return (
    <>
      <button type="button" class="toggle" onClick={correct}>
        Correct…
      </button>
      <button
        type="button"
        class="toggle"
        aria-pressed={chosen !== undefined}
        onClick={() => setChosen(chosen === undefined ? [] : undefined)}
      >
        Some are about another…
      </button>
      {chosen && (
        <button type="button" class="primary" disabled={chosen.length === 0} onClick={() => splitOff(chosen)}>
          Say who it is there
        </button>
      )}
    </>
  );
}

const toggled = (chosen: readonly string[], document: string): readonly string[] =>
  chosen.includes(document) ? chosen.filter((each) => each !== document) : [...chosen, document];
