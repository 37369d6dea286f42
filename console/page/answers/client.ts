/** The client of the API, with the key of this tab. */
import { computed, signal } from '@preact/signals';
import { type Client, type ClientOptions, createClient } from '../../../clients/typescript/client.ts';

const storedUnder = 'dateline-key';

/** The API key; a server on the same machine needs none. It is kept until the tab is closed. */
export const apiKey = signal(window.sessionStorage.getItem(storedUnder) ?? undefined);

/** The client of the server that this page came from. */
const clientOfPage = (options: Pick<ClientOptions, 'fetch'> = {}): Client =>
  createClient({
    origin: window.location.origin,
    ...(apiKey.value !== undefined && { key: apiKey.value }),
    ...options,
  });

/** Asks for JSON. */
export const client = computed(() => clientOfPage());

/** Asks for answers with coordinates, as GeoJSON. */
export const geoClient = computed(() =>
  clientOfPage({
    fetch: (request) => {
      request.headers.set('accept', 'application/geo+json');
      return fetch(request);
    },
  }),
);

/** Whether the key is being asked for. The view below stays, so that nobody loses the place. */
export const askingForKey = signal(false);

/** Whether somebody did not want to enter one; then only they begin it again. */
let isDeclined = false;

/** Asks for a key, because the API does. */
export function askForKey(): void {
  if (!isDeclined) askingForKey.value = true;
}

/** Closes the question for a key, which is then not asked again by itself. */
export function declineKey(): void {
  isDeclined = askingForKey.value || isDeclined;
  askingForKey.value = false;
}

/** @param key an empty one is none */
export function setKey(key: string): void {
  if (key === '') window.sessionStorage.removeItem(storedUnder);
  else window.sessionStorage.setItem(storedUnder, key);
  apiKey.value = key === '' ? undefined : key;
  isDeclined = false;
  askingForKey.value = false;
}
