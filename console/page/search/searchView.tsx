/** The results of a search, with what they have in common beside them. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Facets as FacetsAnswer, Search, SearchItem } from '../../../clients/typescript/client.ts';
import { Answered, Failed, More, Partial } from '../answers/answered.tsx';
import { apiKey } from '../answers/client.ts';
import type { Fault } from '../answers/faults.ts';
import { useAnswer } from '../answers/useAnswer.ts';
import { type Pages, usePages } from '../answers/usePages.ts';
import { DocumentLine } from '../parts/documentLine.tsx';
import { PageTitle } from '../parts/pageTitle.tsx';
import { countOf } from '../parts/words.ts';
import { searchAddress } from '../routing/address.ts';
import { go } from '../routing/location.ts';
import { Facets } from './facets.tsx';
import { NothingFound } from './nothingFound.tsx';
import { QueryHelp } from './queryHelp.tsx';
import { splitAtFault } from './queryText.ts';
import { Snippet } from './snippet.tsx';

const facetLines = 6;

type Params = Readonly<Record<string, string>>;

export function SearchView({ params }: { params: Params }) {
  const { q = '', order, collapse } = params;
  const asked = {
    ...(order === 'newest' && { order: 'newest' as const }),
    ...(collapse === 'reprints' && { collapse: 'reprints' as const }),
  };
  const question = q.trim() === '' ? undefined : JSON.stringify([q, asked]);
  const pages = usePages(question, (client, cursor) => client.getSearch({ q, ...asked, ...cursor }), {
    keep: true,
  });
  const facets = useAnswer(
    question,
    (client) =>
      client.getFacets({ q, limit: facetLines, ...(asked.collapse && { collapse: asked.collapse }) }),
    { keep: true },
  );
  if (question === undefined)
    return (
      <div class="reading-column">
        <PageTitle title="Search" />
        <p>Type words, a name or a phrase into the box above.</p>
        <QueryHelp open />
      </div>
    );
  return (
    <div class="search-view">
      <PageTitle title={`Search: ${q}`}>
        <span class="hidden">Search: </span>
        {q}
      </PageTitle>
      <div class="tools">
        <Orders params={params} />
        {apiKey.value === undefined && pages.fault === undefined && <TakenAlong query={q} />}
        <QueryHelp />
      </div>
      <FacetPanel>
        {facets.fault === undefined && (
          <Answered answer={facets} lines={8}>
            {(found) => <FoundFacets found={found} params={params} />}
          </Answered>
        )}
        {facets.fault !== undefined && facets.fault.kind !== 'query' && pages.fault === undefined && (
          <Failed fault={facets.fault} retry={facets.retry} />
        )}
      </FacetPanel>
      <section class="results">
        <h2 class="hidden">Results</h2>
        {pages.fault?.kind === 'query' ? (
          <QueryFault query={q} fault={pages.fault} />
        ) : (
          <Answered answer={pages} lines={9}>
            {(first) => <Results first={first} pages={pages} query={q} />}
          </Answered>
        )}
      </section>
    </div>
  );
}

/** The order of the results, and whether reprints are among them. */
function Orders({ params }: { params: Params }) {
  const { q = '', order, collapse } = params;
  const isNewest = order === 'newest';
  const isCollapsed = collapse === 'reprints';
  const link = (words: string, isChosen: boolean, change: Params) => (
    <a
      class="toggle"
      aria-current={isChosen ? 'true' : undefined}
      href={searchAddress(q, { ...params, ...change })}
    >
      {words}
    </a>
  );
  return (
    <>
      {link('Best match', !isNewest, { order: '' })}
      {link('Newest', isNewest, { order: 'newest' })}
      {link('One per story', isCollapsed, { collapse: isCollapsed ? '' : 'reprints' })}
    </>
  );
}

/** The search for other programs: a link can send no key, so only of a server that asks for none. */
function TakenAlong({ query }: { query: string }) {
  const q = encodeURIComponent(query);
  return (
    <>
      <a class="toggle" type="application/atom+xml" href={`/v1/search/feed.atom?q=${q}&order=arrived`}>
        Feed
      </a>
      <a class="toggle" download="search.csv" href={`/v1/exports?format=csv&q=${q}`}>
        Table (CSV)
      </a>
    </>
  );
}

/** What the results have in common, as ways to narrow the query down. */
function FoundFacets({ found, params }: { found: FacetsAnswer; params: Params }) {
  const { q = '' } = params;
  const change = (query: string) => go(searchAddress(query, { ...params, q: query }));
  return (
    <>
      <Partial partial={found.partial} />
      {found.documents === 0 ? (
        <p class="quiet">Nothing to narrow down.</p>
      ) : (
        <Facets facets={found} query={q} change={change} />
      )}
    </>
  );
}

/** The results that were read, and a way to more. */
function Results({ first, pages, query }: { first: Search; pages: Pages<Search>; query: string }) {
  return (
    <>
      <p class="quiet" role="status">
        {totalInWords(first)}
      </p>
      <Partial partial={first.partial} />
      {pages.items.map((item) => (
        <DocumentLine key={item.id} document={item} prints={item.prints}>
          {passagesOf(item).map((snippet) => (
            <Snippet key={snippet.start} snippet={snippet} />
          ))}
        </DocumentLine>
      ))}
      {pages.items.length === 0 && <NothingFound query={query} />}
      <More pages={pages} />
    </>
  );
}

/** The title stands above them already. */
function passagesOf({ title, snippets }: SearchItem): SearchItem['snippets'] {
  return snippets.filter(({ end }) => end > title.length).slice(0, 2);
}

/** Beside the results on a wide screen; above them, folded, on a narrow one. */
function FacetPanel({ children }: { children: ComponentChildren }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <aside class="facet-panel" aria-label="Narrow down">
      <h2 class="hidden">Narrow down</h2>
      <button
        type="button"
        class="unfold"
        aria-expanded={isOpen}
        onClick={() => setOpen((before) => !before)}
      >
        Narrow down
      </button>
      <div class={isOpen ? 'panel open' : 'panel'}>{children}</div>
    </aside>
  );
}

function totalInWords({ total, totalIsBound }: Search): string {
  return totalIsBound ? `At most ${countOf(total, 'document')}` : countOf(total, 'document');
}

/** Shows where in the query the fault is. */
function QueryFault({ query, fault: { detail, position } }: { query: string; fault: Fault }) {
  const [before, at, after] = splitAtFault(query, position ?? 0);
  return (
    <div class="notice" role="alert">
      <strong>This search is not understood</strong>
      {position !== undefined && (
        <pre class="query-fault" dir="ltr">
          {before}
          <mark>{at}</mark>
          {after}
        </pre>
      )}
      <p>{detail}</p>
      <QueryHelp open />
    </div>
  );
}
