/**
 * Addresses of views: `#/search?q=storm`. They stand in the fragment, which a browser does not send, so that
 * no log has what somebody looked at; and the server need serve but one page.
 */

export interface Address {
  /** The parts between the slashes, decoded: `['entities', 'person', 'amara-okoye']`. */
  path: readonly string[];
  /** What stands after the question mark; parameters without a value are left out. */
  params: Readonly<Record<string, string>>;
}

/** Reads a fragment, with or without its `#`. What cannot be decoded stays as it is. */
export function parseAddress(fragment: string): Address {
  const [path = '', query = ''] = splitOnce(fragment.replace(/^#?\/?/, ''), '?');
  return {
    path: path
      .split('/')
      .filter((part) => part !== '')
      .map(decode),
    params: Object.fromEntries([...new URLSearchParams(query)].filter(([, value]) => value !== '')),
  };
}

/** The fragment of an address, for `href`. Parameters that are undefined or empty are left out. */
export function addressOf(
  path: readonly string[],
  params: Readonly<Record<string, string | undefined>> = {},
): string {
  const given = Object.entries(params).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const query = new URLSearchParams(given).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${query === '' ? '' : `?${query}`}`;
}

/** Where the page of an entity is: `person/amara-okoye` → `#/entities/person/amara-okoye`. */
export function entityAddress(id: string, params: Readonly<Record<string, string | undefined>> = {}): string {
  return addressOf(['entities', ...splitOnce(id, '/')], params);
}

/** The address of a document's view. */
export function documentAddress(id: string, params: Readonly<Record<string, string | undefined>> = {}) {
  return addressOf(['documents', id], params);
}

/** The address of a search's view. */
export function searchAddress(q: string, params: Readonly<Record<string, string | undefined>> = {}): string {
  return addressOf(['search'], { q, ...params });
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
