/** Shows an answer, or where it stands. */
import type { ComponentChildren } from 'preact';
import { timeInWords } from '../parts/words.ts';
import { askingForKey } from './client.ts';
import type { Fault } from './faults.ts';
import type { Answer } from './useAnswer.ts';
import type { Page, Pages } from './usePages.ts';

/** While nothing is here yet it shows lines in the place of text; a slow answer is called slow. */
export function Answered<T>({
  answer,
  lines = 4,
  children,
}: {
  answer: Answer<T>;
  /** How many lines stand for what is on its way. */
  lines?: number;
  children: (value: T) => ComponentChildren;
}) {
  const { value, state, fault, retry } = answer;
  if (fault !== undefined) return <Failed fault={fault} retry={retry} />;
  if (value === undefined) return <Loading lines={lines} slow={state === 'slow'} />;
  return (
    <div class={state === 'ready' ? undefined : 'outdated'} aria-busy={state !== 'ready'}>
      {state === 'slow' && <p class="note">Still working on it…</p>}
      {children(value)}
    </div>
  );
}

function Loading({ lines, slow }: { lines: number; slow: boolean }) {
  return (
    <div class="loading" role="status">
      <span class="hidden">Loading</span>
      {slow && <p class="note">This takes longer than usual. It is still on its way.</p>}
      {Array.from({ length: lines }, (_, i) => (
        <div key={i} class="line" />
      ))}
    </div>
  );
}

/** Says what failed in words, with what helps. */
export function Failed({ fault, retry }: { fault: Fault; retry?: () => void }) {
  const { kind, title, detail } = fault;
  return (
    <div class="notice" data-kind={kind} role="alert">
      <strong>{title}</strong>
      <p>{detail}</p>
      {kind === 'key' || kind === 'scope' ? (
        <button type="button" onClick={() => (askingForKey.value = true)}>
          Enter a key
        </button>
      ) : (
        retry !== undefined &&
        kind !== 'query' && (
          <button type="button" onClick={retry}>
            Try again
          </button>
        )
      )}
    </div>
  );
}

/** What the API says of an answer that is not whole. */
export function Partial({ partial }: { partial?: { message: string } | undefined }) {
  return partial === undefined ? null : (
    <p class="note partial">Not everything was read: {partial.message}</p>
  );
}

/** How old an answer is that rests on summaries of days. */
export function AsOf({ asOf }: { asOf?: string | undefined }) {
  return asOf === undefined ? null : <p class="quiet">As of {timeInWords(asOf)}.</p>;
}

/** Shows a list that is read page by page: what it lacks above it, and the button for more below. */
export function AnsweredPages<P extends PartialPage>({
  pages,
  lines,
  children,
}: {
  pages: Pages<P>;
  lines?: number;
  children: ComponentChildren;
}) {
  return (
    <Answered answer={pages} {...(lines !== undefined && { lines })}>
      {({ partial }) => (
        <>
          <Partial partial={partial} />
          {children}
          <More pages={pages} />
        </>
      )}
    </Answered>
  );
}

type PartialPage = Page<unknown> & Parameters<typeof Partial>[0];

/** The button that reads the next page of a list. */
export function More({
  pages,
}: {
  pages: { more: (() => void) | undefined; readingMore: boolean; moreFault: Fault | undefined };
}) {
  const { more, readingMore, moreFault } = pages;
  if (moreFault !== undefined) return <Failed fault={moreFault} {...(more && { retry: more })} />;
  if (more === undefined) return null;
  return (
    <button type="button" class="more" onClick={more} disabled={readingMore}>
      {readingMore ? 'Loading…' : 'Show more'}
    </button>
  );
}
