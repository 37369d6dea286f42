/** The address of the window, as a signal that views read. */
import { signal } from '@preact/signals';
import { parseAddress } from './address.ts';

/** Where the window is. It changes with links, with back and forward, and with `go`. */
export const address = signal(parseAddress(window.location.hash));

window.addEventListener('hashchange', () => {
  address.value = parseAddress(window.location.hash);
});

/** Goes to an address as a link would. */
export function go(href: string): void {
  window.location.hash = href;
}

/** Changes the address without a new entry in the history: for what changes while somebody types or drags. */
export function replaceAddress(href: string): void {
  if (href === window.location.hash) return;
  window.history.replaceState(null, '', href);
  address.value = parseAddress(href);
}
