/** The text of a document with its mentions marked by a colour and a letter. */
import type { ComponentChildren } from 'preact';
import { memo } from 'preact/compat';
import { useEffect, useId, useState } from 'preact/hooks';
import type { DocumentMentionItem } from '../../../clients/typescript/client.ts';
import { TypeLetter } from '../parts/chip.tsx';
import { PageTitle } from '../parts/pageTitle.tsx';
import { entityAddress } from '../routing/address.ts';
import type { Paragraph, Piece } from './marks.ts';
import { MentionNote } from './mentionNote.tsx';

/** Long texts are shown piece by piece, so that the window stays quick: this many paragraphs at once. */
const paragraphsAtOnce = 60;

/** A mention whose note is shown, and where its mark is in the window. */
interface ShownNote {
  mention: DocumentMentionItem;
  at: DOMRect;
  byPointer: boolean;
}

export function MarkedText({
  title,
  paragraphs,
  language,
  end,
  correct,
  children,
}: {
  title: string;
  /** The paragraphs of the text, which begins with the title, as far as it is read. */
  paragraphs: readonly Paragraph[];
  language: string;
  /** What reads on, where the text is longer than that. */
  end?: ComponentChildren;
  /** What stands between the title and the rest. */
  children?: ComponentChildren;
  /** Opens the form that says who is meant; without it there is no such button. */
  correct?: (mention: DocumentMentionItem) => void;
}) {
  const [shown, setShown] = useState<ShownNote>();
  const [most, setMost] = useState(paragraphsAtOnce);
  const note = useId();
  useEffect(() => {
    const hide = (event: KeyboardEvent) => event.key === 'Escape' && setShown(undefined);
    window.addEventListener('keydown', hide);
    return () => window.removeEventListener('keydown', hide);
  }, []);

  /** One listener for all marks: there may be thousands. */
  const show = (event: Event) => {
    const target = event.target as HTMLElement;
    const mark = target.closest<HTMLElement>('[data-mention]');
    const mention = mark === null ? undefined : mentionAt(paragraphs, Number(mark.dataset.mention));
    const byPointer = event.type === 'mouseover';
    if (mark !== null && mention !== undefined) setShown({ mention, at: lineUnder(mark, event), byPointer });
    else if (target.closest('.mention-note') === null && byPointer) leave();
  };
  /** The pointer may lie anywhere on the text while somebody goes through the marks by key. */
  const leave = () => setShown((known) => (known?.byPointer === false ? known : undefined));
  const [heading] = paragraphs;
  const isTitle = heading !== undefined && textOf(heading) === title;
  const rest = isTitle ? paragraphs.slice(1) : paragraphs;
  const left = rest.length - most;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the marks inside have the focus; their events bubble
    // biome-ignore lint/a11y/useKeyWithMouseEvents: onFocusIn is the one for keys
    <div
      class="marked-text"
      onMouseOver={show}
      onFocusIn={show}
      onMouseLeave={leave}
      onFocusOut={(event) => {
        const to = event.relatedTarget as HTMLElement | null;
        if (to?.closest('.mention-note') == null) setShown(undefined);
      }}
    >
      <PageTitle title={title || 'Without a title'}>
        {isTitle && <Pieces pieces={heading.pieces} note={note} />}
      </PageTitle>
      {children}
      <div class="text" lang={language} dir="auto">
        {rest.slice(0, most).map((paragraph) => (
          <ParagraphText key={paragraph.start} paragraph={paragraph} note={note} />
        ))}
      </div>
      {left > 0 ? (
        <button type="button" class="more" onClick={() => setMost(most + 10 * paragraphsAtOnce)}>
          Show more of the text{end === undefined && ` (${left} paragraphs)`}
        </button>
      ) : (
        end
      )}
      {shown !== undefined && (
        <MentionNote id={note} mention={shown.mention} at={shown.at} {...(correct && { correct })} />
      )}
    </div>
  );
}

const ParagraphText = memo(({ paragraph, note }: { paragraph: Paragraph; note: string }) => (
  <p dir="auto">
    <Pieces pieces={paragraph.pieces} note={note} />
  </p>
));

function Pieces({ pieces, note }: { pieces: readonly Piece[]; note: string }) {
  return (
    <>
      {pieces.map((piece) =>
        piece.kind === 'text' ? (
          piece.text
        ) : (
          <Mark key={piece.start} mention={piece.mention} text={piece.text} note={note} />
        ),
      )}
    </>
  );
}

function textOf({ pieces }: Paragraph): string {
  return pieces.map(({ text }) => text).join('');
}

function Mark({ mention, text, note }: { mention: DocumentMentionItem; text: string; note: string }) {
  const { entity, type, start, repair } = mention;
  const inner = (
    <>
      <TypeLetter type={type} />
      <bdi>{text}</bdi>
    </>
  );
  const facts = {
    class: repair === undefined ? 'mark' : 'mark repaired',
    'data-type': type,
    'data-mention': start,
    'aria-describedby': note,
  };
  if (entity !== null)
    return (
      <a {...facts} href={entityAddress(entity)}>
        {inner}
      </a>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what it rests on is shown at the focus
    <span {...facts} tabIndex={0}>
      {inner}
    </span>
  );
}

/** A mark may go over two lines: the one under the pointer, else the first. */
function lineUnder(mark: HTMLElement, event: Event): DOMRect {
  const lines = [...mark.getClientRects()];
  const { clientY } = event as Partial<MouseEvent>;
  const under = lines.find(({ top, bottom }) => clientY !== undefined && top <= clientY && clientY <= bottom);
  return under ?? lines[0] ?? mark.getBoundingClientRect();
}

function mentionAt(paragraphs: readonly Paragraph[], start: number): DocumentMentionItem | undefined {
  for (const { pieces } of paragraphs)
    for (const piece of pieces) if (piece.kind === 'mention' && piece.start === start) return piece.mention;
  return undefined;
}
