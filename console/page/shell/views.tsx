/** Which view an address shows. */
import { DecisionsView } from '../decisions/decisionsView.tsx';
import { DocumentView } from '../document/documentView.tsx';
import { EntityView } from '../entity/entityView.tsx';
import { HomeView } from '../home/homeView.tsx';
import { IngestView } from '../ingest/ingestView.tsx';
import { StoriesView } from '../news/storiesView.tsx';
import { TrendsView } from '../news/trendsView.tsx';
import { PageTitle } from '../parts/pageTitle.tsx';
import { entityTypes } from '../parts/words.ts';
import { address } from '../routing/location.ts';
import { SearchView } from '../search/searchView.tsx';
import { StatusView } from '../status/statusView.tsx';

export function View() {
  const { path, params } = address.value;
  const [view, first] = path;
  if (view === undefined) return <HomeView />;
  if (view === 'ingest') return <IngestView />;
  if (view === 'decisions') return <DecisionsView />;
  if (view === 'trends') return <TrendsView params={params} />;
  if (view === 'stories') return <StoriesView params={params} />;
  if (view === 'status') return <StatusView />;
  if (view === 'search') return <SearchView params={params} />;
  if (view === 'documents' && first !== undefined)
    return <DocumentView key={first} id={first} params={params} />;
  const [, type, slug] = path;
  const known = entityTypes.find((each) => each === type);
  if (view === 'entities' && known !== undefined && slug !== undefined)
    return <EntityView key={`${type}/${slug}`} type={known} slug={slug} params={params} />;
  return <UnknownView />;
}

function UnknownView() {
  return (
    <div class="reading-column">
      <PageTitle title="There is no such page" />
      <p>
        The address may be cut off. <a href="#/">Start again</a>, or search above.
      </p>
    </div>
  );
}
