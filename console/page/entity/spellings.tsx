/** Entities whose names may be other spellings of this one's: two spellings of one person are merged here. */
import type { Entity } from '../../../clients/typescript/client.ts';
import { changes } from '../answers/changes.ts';
import { useAnswer } from '../answers/useAnswer.ts';
import { deciding } from '../decisions/decisionDialog.tsx';
import { EntityChip } from '../parts/chip.tsx';
import { countOf } from '../parts/words.ts';

/** @param props.slug of the address, which may be that of another id of the entity */
export function Spellings({ entity: { id, type, name }, slug }: { entity: Entity; slug: string }) {
  const answer = useAnswer(JSON.stringify(['spellings', type, slug, changes.value]), (client) =>
    client.getEntitySpellings({ type, slug }),
  );
  const items = answer.value?.items ?? [];
  if (items.length === 0) return null;
  const merge = (other: (typeof items)[number]) => {
    deciding.value = {
      title: other.name,
      actions: ['merge'],
      target: { id, name },
      fixed: [other.id, ...(other.also ?? [])].map((entity) => ({ entity })),
    };
  };
  return (
    <section>
      <h3>Spelled alike</h3>
      {items.map((other) => (
        <p key={other.id}>
          <EntityChip entity={other} /> <span class="quiet">{countOf(other.documents, 'document')}</span>{' '}
          <button type="button" class="toggle" onClick={() => merge(other)}>
            It is {name}…
          </button>
        </p>
      ))}
    </section>
  );
}
