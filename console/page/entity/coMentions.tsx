/** Who is named with an entity, the most frequent first. */
import { useState } from 'preact/hooks';
import { AnsweredPages } from '../answers/answered.tsx';
import { usePages } from '../answers/usePages.ts';
import { TypeLetter } from '../parts/chip.tsx';
import { Share } from '../parts/share.tsx';
import { count, type EntityType, entityTypes, typeWords } from '../parts/words.ts';
import { entityAddress } from '../routing/address.ts';
import type { Range } from './range.ts';

export function CoMentions({ type, slug, range }: { type: EntityType; slug: string; range: Range }) {
  const [only, setOnly] = useState<EntityType>();
  const pages = usePages(
    JSON.stringify(['co-mentions', type, slug, range]),
    (client, cursor) => client.getEntityCoMentions({ type, slug, limit: 30, ...range, ...cursor }),
    { keep: true },
  );
  const shown = pages.items.filter(({ entity }) => only === undefined || entity.type === only);
  const most = Math.max(1, ...shown.map(({ documents }) => documents));
  return (
    <AnsweredPages pages={pages} lines={8}>
      <div class="tools">
        {entityTypes.map((each) => (
          <button
            key={each}
            type="button"
            class="toggle"
            aria-pressed={only === each}
            onClick={() => setOnly(only === each ? undefined : each)}
          >
            {typeWords[each].many}
          </button>
        ))}
      </div>
      {shown.length === 0 && <p class="quiet">It is named with none of these.</p>}
      <ul class="ranked">
        {shown.map(({ entity, documents }) => (
          <li key={entity.id} data-type={entity.type}>
            <a href={entityAddress(entity.id)}>
              <TypeLetter type={entity.type} /> <span dir="auto">{entity.name}</span>
            </a>
            <span class="number">{count(documents)}</span>
            <Share of={documents} most={most} />
          </li>
        ))}
      </ul>
    </AnsweredPages>
  );
}
