/** What is around every view: name, search box, links, and what to know about the connection. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { DecisionDialog } from '../decisions/decisionDialog.tsx';
import { address } from '../routing/location.ts';
import { SearchBox } from '../search/searchBox.tsx';
import { KeyDialog } from './keyDialog.tsx';
import { keepPlaces } from './scrolling.ts';
import { View } from './views.tsx';

const links: readonly [path: string, name: string][] = [
  ['stories', 'Stories'],
  ['trends', 'Trends'],
  ['ingest', 'Add files'],
  ['decisions', 'Decisions'],
  ['status', 'Status'],
];

export function Shell() {
  const isOnline = useOnline();
  const [current = ''] = address.value.path;
  const view = useRef<HTMLElement>(null);
  useEffect(() => {
    if (view.current !== null) keepPlaces(view.current);
  }, []);
  return (
    <>
      <header class="top">
        <a class="skip" href={window.location.hash || '#/'} onClick={skipToView}>
          Skip to the content
        </a>
        <a class="name" href="#/">
          Dateline
        </a>
        <SearchBox />
        <nav aria-label="Views">
          {links.map(([path, name]) => (
            <a key={path} href={`#/${path}`} aria-current={path === current ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
      </header>
      {!isOnline && (
        <p class="offline" role="status">
          You are offline. What is here stays; the rest follows when there is a network again.
        </p>
      )}
      <main ref={view} id="view" tabIndex={-1}>
        <View />
      </main>
      <DecisionDialog />
      <KeyDialog />
    </>
  );
}

function skipToView(event: Event): void {
  event.preventDefault();
  document.getElementById('view')?.focus();
}

function useOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const read = () => setOnline(navigator.onLine);
    window.addEventListener('online', read);
    window.addEventListener('offline', read);
    return () => {
      window.removeEventListener('online', read);
      window.removeEventListener('offline', read);
    };
  }, []);
  return isOnline;
}
