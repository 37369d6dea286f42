/** What the found documents have in common: each line adds a filter to the search, or takes it away. */
import type { Facets as FacetsAnswer } from '../../../clients/typescript/client.ts';
import { Bars } from '../parts/bars.tsx';
import { TypeLetter } from '../parts/chip.tsx';
import { Share } from '../parts/share.tsx';
import { count, countryName, entityTypes, languageName, typeWords } from '../parts/words.ts';
import { filterTerm, hasTerm, replaceTerms, toggleTerm } from './queryText.ts';

interface Line {
  /** The filter. */
  term: string;
  name: string;
  documents: number;
}

export function Facets({
  facets,
  query,
  change,
}: {
  facets: FacetsAnswer;
  query: string;
  /** Searches for another query. */
  change: (query: string) => void;
}) {
  const { sources, languages, subjects, countries, timeline, entities } = facets;
  const lists = { query, change };
  return (
    <div class="facets">
      {timeline.items.length > 1 && (
        <section>
          <h3>Days</h3>
          {/* Months come only of more than 500 days, which 60 bars by week cannot have either. */}
          <Bars
            bars={timeline.items}
            label="Documents by day of publication"
            onRange={(from, to) => change(replaceTerms(query, ['from', 'to'], [`from:${from}`, `to:${to}`]))}
          />
        </section>
      )}
      {entityTypes.map((type) => (
        <FacetList
          key={type}
          title={typeWords[type].many}
          letter={type}
          lines={entities[type].map(({ entity, documents }) => ({
            term: `entity:${entity.id}`,
            name: entity.name,
            documents,
          }))}
          {...lists}
        />
      ))}
      <FacetList title="Sources" lines={linesOf('source', sources)} {...lists} />
      <FacetList title="Subjects" lines={linesOf('subject', subjects)} {...lists} />
      <FacetList title="Languages" lines={linesOf('language', languages, languageName)} {...lists} />
      <FacetList title="Countries named" lines={linesOf('country', countries, countryName)} {...lists} />
    </div>
  );
}

/** @param field that the lines filter by @param nameOf a value as it is shown */
function linesOf(
  field: Parameters<typeof filterTerm>[0],
  counts: FacetsAnswer['sources'],
  nameOf = (value: string) => value,
): Line[] {
  return counts.map(({ name, documents }) => ({
    term: filterTerm(field, name),
    name: nameOf(name),
    documents,
  }));
}

function FacetList({
  title,
  letter,
  lines,
  query,
  change,
}: {
  title: string;
  letter?: (typeof entityTypes)[number];
  lines: Line[];
  query: string;
  change: (query: string) => void;
}) {
  if (lines.length === 0) return null;
  const most = Math.max(...lines.map(({ documents }) => documents));
  return (
    <section>
      <h3>
        {letter !== undefined && <TypeLetter type={letter} />} {title}
      </h3>
      <ul class="facet-list">
        {lines.map((line) => (
          <li key={`${line.term} ${line.name}`}>
            <FacetLine {...{ line, most, query, change }} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function FacetLine({
  line: { term, name, documents },
  most,
  query,
  change,
}: {
  line: Line;
  most: number;
  query: string;
  change: (query: string) => void;
}) {
  return (
    <button
      type="button"
      class="line"
      aria-pressed={hasTerm(query, term)}
      onClick={() => change(toggleTerm(query, term))}
    >
      <span class="name" dir="auto">
        {name}
      </span>
      <span class="number">{count(documents)}</span>
      <Share of={documents} most={most} />
    </button>
  );
}
