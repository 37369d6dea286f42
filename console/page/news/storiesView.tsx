/** Events that several documents report, those with most sources first. */
import type { StoryItem } from '../../../clients/typescript/client.ts';
import { Answered, AsOf, More, Partial } from '../answers/answered.tsx';
import { usePages } from '../answers/usePages.ts';
import { EntityChip } from '../parts/chip.tsx';
import { PageTitle } from '../parts/pageTitle.tsx';
import { countOf, dayInWords, daysInWords } from '../parts/words.ts';
import { addressOf, documentAddress } from '../routing/address.ts';
import { go } from '../routing/location.ts';
import { readStories, type StoryPage, usualDays } from './readStories.ts';

export function StoriesView({ params }: { params: Readonly<Record<string, string>> }) {
  const { from, to } = params;
  const pages = usePages<StoryPage>(JSON.stringify(['stories', from, to]), (client, cursor, of) =>
    readStories(client, { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }, cursor, of),
  );
  const change = (changed: Record<string, string>) => go(addressOf(['stories'], { ...params, ...changed }));
  return (
    <div class="reading-column wide">
      <PageTitle title="Stories" />
      <form class="tools" onSubmit={(event) => event.preventDefault()}>
        <label>
          From{' '}
          <input
            type="date"
            value={from ?? ''}
            onChange={(event) => change({ from: event.currentTarget.value })}
          />
        </label>
        <label>
          to{' '}
          <input
            type="date"
            value={to ?? ''}
            onChange={(event) => change({ to: event.currentTarget.value })}
          />
        </label>
      </form>
      {from === undefined && to === undefined && <p class="quiet">The last {usualDays} days with news.</p>}
      <Answered answer={pages} lines={10}>
        {(first) => (
          <>
            <AsOf asOf={first.asOf} />
            <Partial partial={first.partial} />
            {pages.items.length === 0 && (
              <p>No event in these days is reported by several documents. Other days may have some.</p>
            )}
            {pages.items.map((story) => (
              <Story key={story.id} story={story} />
            ))}
            <More pages={pages} />
          </>
        )}
      </Answered>
    </div>
  );
}

function Story({ story }: { story: StoryItem }) {
  const { title, documents, sources, first, last, entities, headlines } = story;
  return (
    <article class="document-line">
      <h2 dir="auto">{title}</h2>
      <p class="meta">
        <span>{countOf(documents, 'document')}</span>
        <span>
          <bdi>{sources.join(', ')}</bdi>
        </span>
        <span>{daysInWords(first, last)}</span>
      </p>
      <ul class="headlines">
        {headlines.map(({ id, title: headline, source, published }) => (
          <li key={id}>
            <a href={documentAddress(id)} dir="auto">
              {headline}
            </a>{' '}
            <span class="quiet">
              <bdi>{source}</bdi>, {dayInWords(published)}
            </span>
          </li>
        ))}
      </ul>
      <p class="chips">
        {entities.slice(0, 8).map((entity) => (
          <EntityChip key={entity.id} entity={entity} />
        ))}
      </p>
    </article>
  );
}
