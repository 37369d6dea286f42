/** Tabs, moved through with the arrow keys. Which is open stands in the address. */
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

export interface Tab {
  name: string;
  title: string;
  content: () => ComponentChildren;
}

export function Tabs({
  label,
  tabs,
  open,
  onOpen,
}: {
  label: string;
  tabs: readonly Tab[];
  /** The name of the open one; by default the first. */
  open: string | undefined;
  onOpen: (name: string) => void;
}) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const place = Math.max(
    0,
    tabs.findIndex(({ name }) => name === open),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (place + step + tabs.length) % tabs.length;
    onOpen(tabs[next]?.name ?? '');
    (list.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div class="tabs">
      <div ref={list} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map(({ name, title }, i) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={i === place}
            aria-controls={`${id}-panel`}
            tabIndex={i === place ? 0 : -1}
            onClick={() => onOpen(name)}
          >
            {title}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a panel without links is reached by Tab too */}
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tabs[place]?.name}`} tabIndex={0}>
        {tabs[place]?.content()}
      </div>
    </div>
  );
}
