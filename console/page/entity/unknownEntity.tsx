/** For an id that no document has: those whose names are near it. */
import { Answered } from '../answers/answered.tsx';
import { useAnswer } from '../answers/useAnswer.ts';
import { DecisionsAbout } from '../decisions/decisionsView.tsx';
import { EntityChip } from '../parts/chip.tsx';
import { PageTitle } from '../parts/pageTitle.tsx';
import { type EntityType, typeWords } from '../parts/words.ts';
import { searchAddress } from '../routing/address.ts';

/** @param props.why what the API says of it */
export function UnknownEntity({ type, slug, why }: { type: EntityType; slug: string; why: string }) {
  const name = slug.replaceAll('-', ' ');
  const words = [name, ...name.split(' ').filter((word) => word.length > 2)];
  const answer = useAnswer(`near ${name}`, async (client) => {
    const found = await Promise.all(words.map((q) => client.getEntities({ q, limit: 6 })));
    const items = found.flatMap((each) => [...each.items, ...(each.didYouMean ?? [])]);
    return [...new Map(items.map((item) => [item.id, item])).values()].slice(0, 12);
  });
  return (
    <div class="reading-column">
      <PageTitle title={`No ${typeWords[type].one} “${name}”`} />
      <p dir="auto">{why}</p>
      <DecisionsAbout entities={[`${type}/${slug}`]} />
      <p>
        <a href={searchAddress(name)}>Search for “{name}”</a> in the texts.
      </p>
      <Answered answer={answer} lines={2}>
        {(near) =>
          near.length === 0 ? (
            <p class="quiet">No name is near it.</p>
          ) : (
            <>
              <h2>Names near it</h2>
              <p class="chips">
                {near.map((entity) => (
                  <EntityChip key={entity.id} entity={entity} />
                ))}
              </p>
            </>
          )
        }
      </Answered>
    </div>
  );
}
