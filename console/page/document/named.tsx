/** Who and what a document names, by type. */
import type { Document } from '../../../clients/typescript/client.ts';
import { EntityChip } from '../parts/chip.tsx';
import { count, entityTypes, typeWords } from '../parts/words.ts';

export function Named({ document }: { document: Document }) {
  const { entities, entitiesTotal } = document;
  if (entities.length === 0) return <p class="quiet">No names were found in this text.</p>;
  return (
    <div class="named">
      {entityTypes.map((type) => {
        const those = entities.filter((entity) => entity.type === type);
        return (
          those.length > 0 && (
            <section key={type}>
              <h2>{typeWords[type].many}</h2>
              <ul>
                {those.map((entity) => (
                  <li key={entity.id}>
                    <EntityChip entity={entity} />
                    <span class="number">{count(entity.mentions)}</span>
                  </li>
                ))}
              </ul>
            </section>
          )
        );
      })}
      {entitiesTotal > entities.length && (
        <p class="quiet">and {count(entitiesTotal - entities.length)} more, all marked in the text</p>
      )}
    </div>
  );
}
