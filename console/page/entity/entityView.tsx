/** An entity: over time, in which documents, with whom, where, and under which names. */
import { useEffect } from 'preact/hooks';
import type { Entity } from '../../../clients/typescript/client.ts';
import { Answered } from '../answers/answered.tsx';
import { changes } from '../answers/changes.ts';
import { useAnswer } from '../answers/useAnswer.ts';
import { TypeLetter } from '../parts/chip.tsx';
import { PageTitle } from '../parts/pageTitle.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { countOf, daysInWords, type EntityType, typeWords } from '../parts/words.ts';
import { entityAddress, searchAddress } from '../routing/address.ts';
import { go, replaceAddress } from '../routing/location.ts';
import { CoMentions } from './coMentions.tsx';
import { EntityDocuments } from './entityDocuments.tsx';
import { Links } from './links.tsx';
import { Names } from './names.tsx';
import { Network } from './network.tsx';
import { Places } from './places.tsx';
import { rangeOf } from './range.ts';
import { Timeline } from './timeline.tsx';
import { UnknownEntity } from './unknownEntity.tsx';

type Params = Readonly<Record<string, string>>;

export function EntityView({ type, slug, params }: { type: EntityType; slug: string; params: Params }) {
  const answer = useAnswer(
    JSON.stringify(['entity', type, slug, changes.value]),
    (client) => client.getEntity({ type, slug }),
    { keep: true },
  );
  const id = `${type}/${slug}`;
  const found = answer.value?.id;
  useEffect(() => {
    // Two that are one lead to one address.
    if (found !== undefined && found !== id && answer.state === 'ready')
      replaceAddress(entityAddress(found, params));
  }, [found, answer.state]);
  if (answer.fault?.kind === 'gone')
    return <UnknownEntity type={type} slug={slug} why={answer.fault.detail} />;
  return (
    <Answered answer={answer} lines={14}>
      {(entity) => <Opened entity={entity} slug={slug} params={params} />}
    </Answered>
  );
}

function Opened({ entity, slug, params }: { entity: Entity; slug: string; params: Params }) {
  const { id, name, type, documents, mentions, first, last } = entity;
  const range = rangeOf(params);
  const change = (changed: Record<string, string>, replace = false) =>
    (replace ? replaceAddress : go)(entityAddress(id, { ...params, ...changed }));
  return (
    <div class="entity-view">
      <header>
        <PageTitle title={name}>
          <TypeLetter type={type} /> <bdi>{name}</bdi>
        </PageTitle>
        <p class="meta">
          <span>{typeWords[type].one}</span>
          <span>{countOf(documents, 'document')}</span>
          <span>{countOf(mentions, 'mention')}</span>
          {first !== undefined && last !== undefined && <span>{daysInWords(first, last)}</span>}
          <a href={searchAddress(`entity:${id}`)}>Search within</a>
        </p>
      </header>
      <Timeline
        entity={entity}
        slug={slug}
        range={range}
        interval={params.interval}
        change={(changed) => change(changed)}
      />
      <div class="document-columns">
        <EntityDocuments entity={entity} slug={slug} range={range} />
        <aside aria-label="About this entity">
          <Tabs
            label="About this entity"
            open={params.tab}
            onOpen={(tab) => change({ tab: tab === 'with' ? '' : tab }, true)}
            tabs={[
              {
                name: 'with',
                title: 'Named with',
                content: () => <CoMentions type={type} slug={slug} range={range} />,
              },
              { name: 'network', title: 'Network', content: () => <Network id={id} range={range} /> },
              {
                name: 'map',
                title: 'Map',
                content: () => <Places type={type} slug={slug} range={range} />,
              },
              { name: 'names', title: 'Names', content: () => <Names entity={entity} slug={slug} /> },
              {
                name: 'links',
                title: 'Links',
                content: () => <Links ids={[id, ...(entity.also ?? [])]} type={type} slug={slug} />,
              },
            ]}
          />
        </aside>
      </div>
    </div>
  );
}
