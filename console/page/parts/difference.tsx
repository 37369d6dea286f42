/** What changed between two texts: words added and removed, in their surroundings. */
import type { DocumentItem, DocumentVersionItem } from '../../../clients/typescript/client.ts';
import { countOf, heldBackInWords, publishedInWords } from './words.ts';

type Changes = Omit<NonNullable<DocumentVersionItem['changes']>, 'since'>;

export function Difference({ changes }: { changes: Changes }) {
  const { title, byline, published, heldBack, words, passages, passagesTotal, replaced } = changes;
  const isSame =
    [title, byline, published, heldBack].every((each) => each === undefined) && passagesTotal === 0;
  if (isSame) return <p class="quiet">The same, word for word.</p>;
  return (
    <div class="difference">
      {title !== undefined && <Field name="Title" from={title.from} to={title.to} />}
      {byline !== undefined && <Field name="Byline" from={byline.from} to={byline.to} />}
      {published !== undefined && (
        <Field name="Date" from={timeOf(published.from)} to={timeOf(published.to)} />
      )}
      {heldBack !== undefined && (
        <Field name="Status" from={statusOf(heldBack.from)} to={statusOf(heldBack.to)} />
      )}
      {passagesTotal > 0 && (
        <p class="quiet">
          {countOf(words.added, 'word')} added, {countOf(words.removed, 'word')} removed
          {replaced && ': most of the text is another one'}
        </p>
      )}
      {passages.map((passage, i) => (
        <p key={i} class="passage" dir="auto">
          {passage.map(({ op, text }, j) => {
            if (op === 'add') return <ins key={j}>{text}</ins>;
            return op === 'remove' ? <del key={j}>{text}</del> : text;
          })}
        </p>
      ))}
      {passagesTotal > passages.length && (
        <p class="quiet">and {countOf(passagesTotal - passages.length, 'more passage')}</p>
      )}
    </div>
  );
}

function Field({ name, from, to }: { name: string; from: string | null; to: string | null }) {
  return (
    <p class="passage" dir="auto">
      <span class="quiet">{name}: </span>
      {from !== null && <del>{from}</del>} {to !== null && <ins>{to}</ins>}
    </p>
  );
}

function statusOf(heldBack: DocumentItem['heldBack'] | null): string {
  return (heldBack && heldBackInWords({ heldBack })) ?? 'May be published';
}

function timeOf(published: DocumentItem['published'] | null): string | null {
  return published ? publishedInWords({ published }) : null;
}
