/** Who and what is in more documents of a day than the weeks before suggest. */
import type { ComponentChildren } from 'preact';
import { Answered, AsOf, Partial } from '../answers/answered.tsx';
import { useAnswer } from '../answers/useAnswer.ts';
import { TypeLetter } from '../parts/chip.tsx';
import { PageTitle } from '../parts/pageTitle.tsx';
import { count, countOf, dayInWords } from '../parts/words.ts';
import { addressOf, entityAddress, searchAddress } from '../routing/address.ts';
import { go } from '../routing/location.ts';
import { newestDay } from './newestDay.ts';

export function TrendsView({ params }: { params: Readonly<Record<string, string>> }) {
  const { date } = params;
  const answer = useAnswer(`trends ${date}`, async (client) =>
    client.getTrends({ limit: 30, date: date ?? (await newestDay(client)) }),
  );
  return (
    <div class="reading-column">
      <PageTitle title="Trends" />
      <form class="tools" onSubmit={(event) => event.preventDefault()}>
        <label>
          Day{' '}
          <input
            type="date"
            value={date ?? answer.value?.date ?? ''}
            onChange={(event) => go(addressOf(['trends'], { date: event.currentTarget.value }))}
          />
        </label>
      </form>
      <Answered answer={answer} lines={8}>
        {({ date: day, documents, baseline, entities, terms, partial, asOf }) => (
          <>
            <AsOf asOf={asOf} />
            <Partial partial={partial} />
            <p class="quiet">
              {countOf(documents, 'document')} on {dayInWords(day)}, {countOf(baseline, 'document')} in the 28
              days before.
            </p>
            {entities.length === 0 && terms.length === 0 && (
              <p>Nothing stands out on this day. It takes some weeks of news before something can.</p>
            )}
            {entities.length > 0 && (
              <Rises
                title="Names"
                rises={entities.map(({ entity, documents: its, expected }) => ({
                  key: entity.id,
                  href: entityAddress(entity.id),
                  name: entity.name,
                  letter: <TypeLetter type={entity.type} />,
                  documents: its,
                  expected,
                }))}
              />
            )}
            {terms.length > 0 && (
              <Rises
                title="Words"
                rises={terms.map(({ term, documents: its, expected }) => ({
                  key: term,
                  href: searchAddress(`${quoted(term)} from:${day} to:${day}`),
                  name: term,
                  letter: null,
                  documents: its,
                  expected,
                }))}
              />
            )}
          </>
        )}
      </Answered>
    </div>
  );
}

interface Rise {
  key: string;
  href: string;
  name: string;
  letter: ComponentChildren;
  documents: number;
  expected: number;
}

function Rises({ title, rises }: { title: string; rises: readonly Rise[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Named</th>
            <th scope="col">Documents</th>
            <th scope="col">Usual</th>
          </tr>
        </thead>
        <tbody>
          {rises.map(({ key, href, name, letter, documents, expected }) => (
            <tr key={key}>
              <td>
                {letter}{' '}
                <a href={href} dir="auto">
                  {name}
                </a>
              </td>
              <td>{count(documents)}</td>
              <td>{expected < 1 ? 'less than 1' : count(Math.round(expected))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function quoted(term: string): string {
  return /\s/.test(term) ? `"${term}"` : term;
}
