/** Web addresses from untrusted input: only http and https, without user and password. */
import type { Content } from './record.ts';

/**
 * The normalised address; `undefined` for anything but http and https (`javascript:`, `data:`, a malformed
 * one).
 * @param base resolves relative addresses
 */
export function webAddress(text: string | undefined, base?: string): string | undefined {
  if (text === undefined || text.length > 2048) return undefined;
  const url = URL.parse(text.trim(), base);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  url.username = '';
  url.password = '';
  return url.href;
}

/**
 * What archives of pages put before the address of a page: the time of the copy, and how it is shown. It is
 * "20210503140500" or "2021.05.03-140500".
 */
const ofCopy = /\/(?:\d{14}(?:[a-z]{2}_)?|\d{4}\.\d\d\.\d\d-\d{6})\/(https?:)\/{1,2}(?=[^/])/;

/** The address of a page, also if a copy in an archive has it: ".../20210503140500/https://coast.example/". */
export function originalAddress(address: string | undefined): string | undefined {
  const found = ofCopy.exec(address ?? '');
  const original = found && `${found[1]}//${address?.slice(found.index + found[0].length)}`;
  return webAddress(original ?? undefined) ?? address;
}

/** The domain of an address, without a leading `www.`. */
export function domainOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : URL.parse(url)?.hostname.replace(/^www\./, '') || undefined;
}

/** The document's address on the web. It comes from outside, so it is checked again before it is served. */
export function articleUrl({ source }: Content): string | undefined {
  return webAddress(source.canonicalUrl) ?? webAddress(source.url);
}
