/** Where a document comes from: its file, how it was read, and from where its date is. */
import type { Document, DocumentTrace } from '../../../clients/typescript/client.ts';
import { Answered } from '../answers/answered.tsx';
import { useAnswer } from '../answers/useAnswer.ts';
import { Fact } from '../parts/fact.tsx';
import { bytesInWords, countOf, percent, publishedInWords, timeInWords } from '../parts/words.ts';
import { flagInWords } from './flagWords.ts';

export function Provenance({ document }: { document: Document }) {
  const { key, part, format, bytes, characters, published, ingested, quality, model, usageTerms } = document;
  const trace = useAnswer(`trace ${document.id}`, (asked) => asked.getDocumentTrace({ id: document.id }));
  const flags = quality.flags.map(flagInWords);
  return (
    <>
      <dl class="facts">
        <Fact name="File">
          <span dir="auto">{key}</span>
        </Fact>
        {part !== undefined && <Fact name="Part of it">{part}</Fact>}
        <Fact name="Format">
          {format}, {bytesInWords(bytes)}, {countOf(characters, 'character')}
        </Fact>
        <Fact name="Date">
          {published === undefined
            ? 'None was found.'
            : `${publishedInWords(document)}; from: ${published.source}`}
        </Fact>
        <Fact name="Arrived">{timeInWords(ingested)}</Fact>
        <Fact name="Reading">
          {percent(quality.confidence)} sure that this is the whole story ({quality.extractor})
          {flags.length > 0 && `; ${flags.join('; ')}`}
        </Fact>
        <Fact name="Names by">{model}</Fact>
        {usageTerms !== undefined && <Fact name="Terms of use">{usageTerms}</Fact>}
        <Fact name="Id">
          <code>{document.id}</code>
        </Fact>
      </dl>
      <Answered answer={trace}>{(traced) => <Sources trace={traced} />}</Answered>
    </>
  );
}

function Sources({ trace }: { trace: DocumentTrace }) {
  const { sources, sourcesTotal, waitsFor } = trace;
  return (
    <section>
      <h2>{sourcesTotal === 1 ? 'Its file' : `${countOf(sourcesTotal, 'file')} with this document`}</h2>
      <ol class="history">
        {sources.map(({ key, part, version, modified, wins, versions }) => (
          <li key={`${key} ${part} ${version}`}>
            <p dir="auto">
              {key} {part !== '' && <span class="quiet">{part}</span>}
            </p>
            <p class="quiet">
              {timeInWords(modified)}
              {sourcesTotal > 1 && (wins ? ', the one shown' : ', superseded')}
              {versions.length > 1 && `, ${countOf(versions.length, 'version')}`}
            </p>
          </li>
        ))}
      </ol>
      {waitsFor.length > 0 && <p class="note">Work on it is not done yet: {waitsFor.join('; ')}</p>}
    </section>
  );
}
