/** An entity: over time, in which documents, with whom, where, under which names, and how to correct it. */
import { useEffect, useState } from 'preact/hooks';
import type { Entity } from '../../../clients/typescript/client.ts';
import { Answered, More, Partial } from '../answers/answered.tsx';
import { changes } from '../answers/changes.ts';
import { useAnswer } from '../answers/useAnswer.ts';
import { usePages } from '../answers/usePages.ts';
import { deciding } from '../decisions/decisionDialog.tsx';
import { TypeLetter } from '../parts/chip.tsx';
import { DocumentLine } from '../parts/documentLine.tsx';
import { PageTitle } from '../parts/pageTitle.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { countOf, dayInWords, type EntityType, typeWords } from '../parts/words.ts';
import { entityAddress, searchAddress } from '../routing/address.ts';
import { go, replaceAddress } from '../routing/location.ts';
import { CoMentions } from './coMentions.tsx';
import { Links } from './links.tsx';
import { Names } from './names.tsx';
import { Network } from './network.tsx';
import { Places } from './places.tsx';
import { publishedWithin, type Range, rangeOf } from './range.ts';
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
  if (answer.fault?.kind === 'gone') return <UnknownEntity type={type} slug={slug} />;
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
          {first !== undefined && last !== undefined && (
            <span>
              {dayInWords(first)} to {dayInWords(last)}
            </span>
          )}
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
              { name: 'names', title: 'Names', content: () => <Names entity={entity} /> },
              {
                name: 'links',
                title: 'Links',
                content: () => <Links id={id} type={type} slug={slug} />,
              },
            ]}
          />
        </aside>
      </div>
    </div>
  );
}

function EntityDocuments({ entity, slug, range }: { entity: Entity; slug: string; range: Range }) {
  const { id, name, type } = entity;
  const [isChoosing, setChoosing] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const pages = usePages(
    JSON.stringify(['documents', type, slug, range, changes.value]),
    (client, cursor) => client.getEntityDocuments({ type, slug, ...publishedWithin(range), ...cursor }),
    { keep: true },
  );
  const choose = (document: string) =>
    setChosen(chosen.includes(document) ? chosen.filter((each) => each !== document) : [...chosen, document]);
  return (
    <section>
      <div class="section-head">
        <h2>Documents</h2>
        <button
          type="button"
          class="toggle"
          onClick={() =>
            (deciding.value = {
              title: name,
              actions: ['merge', 'rename', 'retype', 'hide'],
              fixed: { entity: id },
            })
          }
        >
          Correct…
        </button>
        <button
          type="button"
          class="toggle"
          aria-pressed={isChoosing}
          onClick={() => {
            setChoosing(!isChoosing);
            setChosen([]);
          }}
        >
          Some are about another…
        </button>
        {isChoosing && (
          <button
            type="button"
            class="primary"
            disabled={chosen.length === 0}
            onClick={() =>
              (deciding.value = {
                title: `${name} in ${countOf(chosen.length, 'document')}`,
                actions: ['split'],
                fixed: { entity: id, documents: chosen.join(',') },
              })
            }
          >
            Say who it is there
          </button>
        )}
      </div>
      <Answered answer={pages} lines={8}>
        {(first) => (
          <>
            <Partial partial={first.partial} />
            {pages.items.length === 0 && <p class="quiet">No document in these days.</p>}
            {pages.items.map((document) => (
              <div key={document.id} class={isChoosing ? 'choosing' : undefined}>
                {isChoosing && (
                  <input
                    type="checkbox"
                    aria-label={`About another: ${document.title}`}
                    checked={chosen.includes(document.id)}
                    onChange={() => choose(document.id)}
                  />
                )}
                <DocumentLine document={document} />
              </div>
            ))}
            <More pages={pages} />
          </>
        )}
      </Answered>
    </section>
  );
}
