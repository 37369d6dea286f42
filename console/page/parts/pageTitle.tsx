/** The heading of a view, which also names the window and takes the focus when the view opens. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Whether somebody came here by a link within the page; the first view leaves the focus where it is. */
let hasOpened = false;

export function PageTitle({ title, children }: { title: string; children?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (hasOpened && !isTyping()) heading.current?.focus({ preventScroll: true });
    hasOpened = true;
  }, []);
  useEffect(() => {
    document.title = `${title} · Dateline`;
  }, [title]);
  return (
    <h1 ref={heading} tabIndex={-1} dir="auto">
      {children || title}
    </h1>
  );
}

function isTyping(): boolean {
  return document.activeElement?.matches('input, textarea') ?? false;
}
