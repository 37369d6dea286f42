/** The first view: how much is in, what is new, who is named more than usual, and what needs a look. */
import { Answered, Failed, Partial } from '../answers/answered.tsx';
import { changes } from '../answers/changes.ts';
import { useAnswer } from '../answers/useAnswer.ts';
import { useRepeated } from '../answers/useRepeated.ts';
import { newestDay } from '../news/newestDay.ts';
import { EntityChip, TypeLetter } from '../parts/chip.tsx';
import { DocumentLine } from '../parts/documentLine.tsx';
import { PageTitle } from '../parts/pageTitle.tsx';
import {
  count,
  countOf,
  dayInWords,
  daysInWords,
  entityTypes,
  languageName,
  typeWords,
  unknownLanguage,
} from '../parts/words.ts';
import { addressOf, entityAddress, searchAddress } from '../routing/address.ts';
import { filterTerm } from '../search/queryText.ts';

const newest = 8;

export function HomeView() {
  return (
    <div class="home-view">
      <PageTitle title="The archive" />
      <Amount />
      <div class="home-columns">
        <Newest />
        <div class="home-side">
          <NeedsALook />
          <Rising />
          <MostNamed />
        </div>
      </div>
    </div>
  );
}

function Amount() {
  const answer = useAnswer(`stats ${changes.value}`, (client) => client.getStats(), { keep: true });
  return (
    <Answered answer={answer} lines={2}>
      {({ documents, sources, sourcesTotal, languages, first, last }) => (
        <>
          {documents === 0 ? (
            <div class="empty">
              <p>
                <strong>Nothing is in yet.</strong>
              </p>
              <p>
                <a href={addressOf(['ingest'])}>Add files</a>, or copy them into the inbox folder.
              </p>
            </div>
          ) : (
            <p class="amount">
              <strong>{countOf(documents, 'document')}</strong> from {countOf(sourcesTotal, 'source')}
              {first !== undefined && last !== undefined && `, ${daysInWords(first, last)}`}
              {spoken(languages).length > 1 && `, in ${spoken(languages).slice(0, 4).join(', ')}`}.{' '}
              <span class="quiet">
                {sources.slice(0, 6).map(({ name, documents: its }, i) => (
                  <>
                    {i > 0 && ' · '}
                    <SourceName key={name} name={name} /> {count(its)}
                  </>
                ))}
              </span>
            </p>
          )}
        </>
      )}
    </Answered>
  );
}

function SourceName({ name }: { name: string }) {
  return (
    <a href={searchAddress(filterTerm('source', name))} dir="auto">
      {name}
    </a>
  );
}

/** `en` and `en-GB` are one language here, and what is not known is none. */
function spoken(languages: readonly { name: string }[]): string[] {
  const tags = new Set(languages.map(({ name }) => name.split('-')[0] ?? name));
  return [...tags].filter((tag) => tag !== unknownLanguage).map(languageName);
}

function Newest() {
  const answer = useAnswer(`newest ${changes.value}`, (client) => client.getDocuments({ limit: newest }), {
    keep: true,
  });
  return (
    <section>
      <h2>Newest</h2>
      <Answered answer={answer} lines={12}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="quiet">No document yet.</p>
          ) : (
            items.map((document) => <DocumentLine key={document.id} document={document} />)
          )
        }
      </Answered>
    </section>
  );
}

/** Work that is left, what was given up on, and what was refused. Who may not see these is told nothing. */
function NeedsALook() {
  const round = useRepeated(10_000);
  const health = useAnswer(`look ${round} ${changes.value}`, (client) => client.getHealth(), { keep: true });
  const refused = useAnswer(
    `look quarantine ${changes.value}`,
    (client) => client.getQuarantine({ limit: 100 }).catch(() => ({ items: [], next: null })),
    { keep: true },
  );
  const { pending = 0 } = health.value ?? {};
  const items = refused.value?.items ?? [];
  if (health.fault !== undefined && health.fault.kind !== 'key')
    return <Failed fault={health.fault} retry={health.retry} />;
  if (pending === 0 && items.length === 0) return null;
  return (
    <section class="look">
      <h2>Needs a look</h2>
      {pending > 0 && <p>{countOf(pending, 'step')} of work left; new documents follow.</p>}
      {items.length > 0 && (
        <p>
          <a href={addressOf(['ingest'])}>{refusedInWords(items.length, refused.value?.next != null)}</a>.
          What helps stands beside each.
        </p>
      )}
    </section>
  );
}

function refusedInWords(files: number, more: boolean): string {
  if (more) return `More than ${files} files were refused`;
  return `${countOf(files, 'file')} ${files === 1 ? 'was' : 'were'} refused`;
}

function Rising() {
  const answer = useAnswer(
    `rising ${changes.value}`,
    async (client) => client.getTrends({ limit: 8, date: await newestDay(client) }),
    { keep: true },
  );
  return (
    <section>
      <h2>Named more than usual</h2>
      <Answered answer={answer} lines={4}>
        {({ entities, date, partial }) => (
          <>
            <Partial partial={partial} />
            {entities.length === 0 ? (
              <p class="quiet">Nobody stands out on {dayInWords(date)}.</p>
            ) : (
              <>
                <p class="quiet">{dayInWords(date)}</p>
                <p class="chips">
                  {entities.map(({ entity }) => (
                    <EntityChip key={entity.id} entity={entity} />
                  ))}
                </p>
              </>
            )}
            <p>
              <a href={addressOf(['trends'])}>All trends</a>, <a href={addressOf(['stories'])}>stories</a>
            </p>
          </>
        )}
      </Answered>
    </section>
  );
}

function MostNamed() {
  const answer = useAnswer(`named ${changes.value}`, (client) => client.getFacets({ limit: 5 }), {
    keep: true,
  });
  return (
    <section>
      <h2>Named most</h2>
      <Answered answer={answer} lines={6}>
        {({ entities, partial }) => (
          <>
            <Partial partial={partial} />
            {entityTypes.map(
              (type) =>
                entities[type].length > 0 && (
                  <div key={type} class="most-named">
                    <h3>
                      <TypeLetter type={type} /> {typeWords[type].many}
                    </h3>
                    <p>
                      {entities[type].map(({ entity, documents }, i) => (
                        <>
                          {i > 0 && ' · '}
                          <a key={entity.id} href={entityAddress(entity.id)} dir="auto">
                            {entity.name}
                          </a>{' '}
                          <span class="number">{count(documents)}</span>
                        </>
                      ))}
                    </p>
                  </div>
                ),
            )}
          </>
        )}
      </Answered>
    </section>
  );
}
