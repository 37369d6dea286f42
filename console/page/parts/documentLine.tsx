/** A document in a list: title, source, day, and who is in it. */
import type { ComponentChildren } from 'preact';
import type { DocumentItem } from '../../../clients/typescript/client.ts';
import { documentAddress } from '../routing/address.ts';
import { EntityChip } from './chip.tsx';
import { HeldBack } from './heldBack.tsx';
import { countOf, languageName, publishedInWords } from './words.ts';

const mostChips = 6;

export function DocumentLine({
  document,
  prints,
  children,
}: {
  document: DocumentItem;
  /** For how many prints it stands. */
  prints?: number | undefined;
  children?: ComponentChildren;
}) {
  const { id, title, source, language, entities, entitiesTotal } = document;
  const left = entitiesTotal - Math.min(mostChips, entities.length);
  return (
    <article class="document-line" lang={language}>
      <h3 dir="auto">
        <a href={documentAddress(id)}>{title || 'Without a title'}</a>
      </h3>
      <p class="meta" lang="en">
        <span>
          <bdi>{source}</bdi>
        </span>
        <span>{publishedInWords(document)}</span>
        <HeldBack document={document} />
        {!/^en\b/.test(language) && <span>{languageName(language)}</span>}
        {prints !== undefined && prints > 1 && <span>{countOf(prints, 'print')} of this story</span>}
      </p>
      {children}
      {entities.length > 0 && (
        <p class="chips" lang="en">
          {entities.slice(0, mostChips).map((entity) => (
            <EntityChip key={entity.id} entity={entity} />
          ))}
          {left > 0 && <span class="more-chips">and {left} more</span>}
        </p>
      )}
    </article>
  );
}
