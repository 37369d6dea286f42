/** A document: its text with marks, and beside it who is named, its versions, its reprints and its origin. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { DatelineProblem, type Document } from '../../../clients/typescript/client.ts';
import { Answered, More } from '../answers/answered.tsx';
import { client } from '../answers/client.ts';
import { useAnswer } from '../answers/useAnswer.ts';
import { deciding } from '../decisions/decisionDialog.tsx';
import { TypeLetter } from '../parts/chip.tsx';
import { HeldBack } from '../parts/heldBack.tsx';
import { PageTitle } from '../parts/pageTitle.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { count, languageName, publishedInWords, typeWords } from '../parts/words.ts';
import { documentAddress, searchAddress } from '../routing/address.ts';
import { replaceAddress } from '../routing/location.ts';
import { filterTerm } from '../search/queryText.ts';
import { MarkedText } from './markedText.tsx';
import { markText, translatedFrom } from './marks.ts';
import { Named } from './named.tsx';
import { Provenance } from './provenance.tsx';
import { Reprints } from './reprints.tsx';
import { useMentions } from './useMentions.ts';
import { useText } from './useText.ts';
import { Versions } from './versions.tsx';

export function DocumentView({ id, params }: { id: string; params: Readonly<Record<string, string>> }) {
  const answer = useAnswer(`document ${id}`, (asked) => asked.getDocument({ id }));
  const isRemoved = useRemoval(id);
  if (answer.fault?.kind === 'gone')
    return (
      <div class="reading-column">
        <PageTitle title="This document is not here" />
        <p>
          It may have been removed or erased, or the address may be cut off. If its file came with another
          name, a search finds it.
        </p>
      </div>
    );
  return (
    <div class="document-view">
      {isRemoved && (
        <div class="notice" role="alert">
          <strong>This document was removed while you had it open</strong>
          <p>What you still see is not in the archive any more.</p>
        </div>
      )}
      <Answered answer={answer} lines={14}>
        {(document) => <Opened key={id} document={document} params={params} />}
      </Answered>
    </div>
  );
}

function Opened({ document, params }: { document: Document; params: Readonly<Record<string, string>> }) {
  const { id, title, language } = document;
  const text = useText(document);
  const mentions = useMentions(id);
  const [isMarked, setMarked] = useState(true);
  const read = text.items.join('');
  const paragraphs = useMemo(
    () => markText(read, isMarked ? mentions.items : []),
    [read, isMarked, mentions.items.length],
  );
  const languages = translatedFrom(mentions.items);
  return (
    <div class="document-columns">
      <article>
        <MarkedText
          title={title}
          paragraphs={paragraphs}
          language={language}
          end={text.more && <More pages={text} />}
          correct={({ surface, entity, type }) =>
            (deciding.value = {
              title: `“${surface}” in this document`,
              actions: ['pin'],
              ...(type !== 'date' && { type }),
              fixed: [{ document: id, ...(entity === null ? { surface } : { entity }) }],
            })
          }
        >
          <Facts document={document} />
          {languages.length > 0 && (
            <p class="note">
              This text reads as if a machine had translated it from {languages.map(languageName).join(', ')}.
              Names whose endings were repaired have a dashed line.
            </p>
          )}
          {mentions.annotated !== undefined && (
            <p class="note">
              Names were looked for in the first {count(mentions.annotated.characters)} of{' '}
              {count(mentions.annotated.of)} characters.
            </p>
          )}
          {mentions.isCut && <p class="note">Not all names of this text are marked.</p>}
          <Legend isMarked={isMarked} change={setMarked} isReading={mentions.isReading} />
          {text.value === undefined && (
            <Answered answer={text} lines={12}>
              {() => null}
            </Answered>
          )}
        </MarkedText>
      </article>
      <aside aria-label="About this document">
        <Tabs
          label="About this document"
          open={params.tab}
          onOpen={(tab) => replaceAddress(documentAddress(id, { tab: tab === 'named' ? '' : tab }))}
          tabs={[
            { name: 'named', title: 'Named', content: () => <Named document={document} /> },
            { name: 'versions', title: 'Versions', content: () => <Versions id={id} /> },
            { name: 'reprints', title: 'Reprints', content: () => <Reprints id={id} /> },
            { name: 'origin', title: 'Origin', content: () => <Provenance document={document} /> },
          ]}
        />
      </aside>
    </div>
  );
}

/** A document may have two hundred. */
const mostSubjects = 12;

function Subjects({ subjects }: { subjects: readonly string[] }) {
  const more = subjects.length - mostSubjects;
  return (
    <p class="meta">
      {subjects.slice(0, mostSubjects).map((subject) => (
        <a key={subject} href={searchAddress(filterTerm('subject', subject))}>
          <bdi>{subject}</bdi>
        </a>
      ))}
      {more > 0 && <span>{count(more)} more subjects</span>}
    </p>
  );
}

function Facts({ document }: { document: Document }) {
  const { source, byline, language, url, kicker, subjects, failed } = document;
  return (
    <>
      <p class="meta">
        {kicker !== undefined && (
          <span>
            <bdi>{kicker}</bdi>
          </span>
        )}
        <a href={searchAddress(filterTerm('source', source))}>
          <bdi>{source}</bdi>
        </a>
        <span>{publishedInWords(document)}</span>
        <HeldBack document={document} />
        {byline !== undefined && (
          <span>
            <bdi>{byline}</bdi>
          </span>
        )}
        <span>{languageName(language)}</span>
        {url !== undefined && /^https?:\/\//.test(url) && (
          <a href={url} rel="noreferrer noopener" target="_blank">
            Where it was published
          </a>
        )}
      </p>
      {subjects.length > 0 && <Subjects subjects={[...new Set(subjects)]} />}
      {failed !== undefined && (
        <p class="note">No names were found, because reading them failed: {failed.evidence}</p>
      )}
    </>
  );
}

/** What the letters mean, and a way to read without them. */
function Legend({
  isMarked,
  change,
  isReading,
}: {
  isMarked: boolean;
  change: (isMarked: boolean) => void;
  isReading: boolean;
}) {
  return (
    <div class="legend">
      <button type="button" class="toggle" aria-pressed={isMarked} onClick={() => change(!isMarked)}>
        Marks
      </button>
      {isMarked &&
        Object.entries(typeWords).map(([type, { one }]) => (
          <span key={type} class="quiet">
            <TypeLetter type={type as keyof typeof typeWords} /> {one}
          </span>
        ))}
      {isReading && <span class="quiet">Looking for names…</span>}
    </div>
  );
}

/** Whether the document was removed since it was opened; asked again whenever the window gets the focus. */
function useRemoval(id: string): boolean {
  const [removed, setRemoved] = useState<string>();
  useEffect(() => {
    const ask = () =>
      client
        .peek()
        .getDocument({ id })
        .catch((error) => {
          if (error instanceof DatelineProblem && [404, 410].includes(error.status)) setRemoved(id);
        });
    window.addEventListener('focus', ask);
    return () => window.removeEventListener('focus', ask);
  }, [id]);
  return removed === id;
}
