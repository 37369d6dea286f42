/** What a mention rests on, and the button that says it is somebody else. */
import type { DocumentMentionItem } from '../../../clients/typescript/client.ts';
import { TypeLetter } from '../parts/chip.tsx';
import { percent, typeWords } from '../parts/words.ts';
import { entityAddress } from '../routing/address.ts';
import { evidenceOf } from './mentionWords.ts';

/** In pixels. */
const widest = 352;
const margin = 8;
/** Above a mark that is in the lowest part of the window, otherwise below it. */
const lowestPart = 0.65;

/** Stands beside the mark, and can be pointed at, so that its links can be followed. */
export function MentionNote({
  id,
  mention,
  at,
  correct,
}: {
  id: string;
  mention: DocumentMentionItem;
  /** Where the mark is in the window. */
  at: DOMRect;
  correct?: (mention: DocumentMentionItem) => void;
}) {
  const { type, name, confidence, entity, candidates = [] } = mention;
  return (
    <div class="mention-note" id={id} role="tooltip" style={placeBeside(at)} data-type={type}>
      <p class="who">
        <TypeLetter type={type} />
        {entity === null ? (
          <strong dir="auto">{name}</strong>
        ) : (
          <a href={entityAddress(entity)} dir="auto">
            {name}
          </a>
        )}
        <span class="quiet">
          {typeWords[type].one}, {percent(confidence)} sure
        </span>
      </p>
      {evidenceOf(mention).map((sentence) => (
        <p key={sentence} dir="auto">
          {sentence}
        </p>
      ))}
      {entity === null && candidates.length > 0 && (
        <p>
          It may be{' '}
          {candidates.map((candidate, i) => (
            <>
              {i > 0 && ', '}
              <a key={candidate} href={entityAddress(candidate)}>
                {candidate.split('/')[1]}
              </a>
            </>
          ))}
          .
        </p>
      )}
      {correct !== undefined && type !== 'date' && (
        <button type="button" onClick={() => correct(mention)}>
          This is someone else…
        </button>
      )}
    </div>
  );
}

function placeBeside({ left, top, bottom }: DOMRect) {
  const width = Math.min(widest, window.innerWidth - 2 * margin);
  const isBelow = bottom < window.innerHeight * lowestPart;
  return {
    left: `${Math.max(margin, Math.min(left, window.innerWidth - width - margin))}px`,
    width: `${width}px`,
    ...(isBelow ? { top: `${bottom}px` } : { bottom: `${window.innerHeight - top}px` }),
  };
}
