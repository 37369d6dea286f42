/** Addresses from outside: kept only where they are http or https, without user and password. */
import type { Content } from './record.ts';

/** The address in its normal form, or `undefined` for anything else («javascript:», «data:», a broken one). `base` makes relative ones whole. */
export function webAddress(text: string | undefined, base?: string): string | undefined {
  if (text === undefined || text.length > 2048) return undefined;
  const url = URL.parse(text.trim(), base);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  url.username = '';
  url.password = '';
  return url.href;
}

/** `www.example.org` and `example.org` are one domain. */
export function domainOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : URL.parse(url)?.hostname.replace(/^www\./, '') || undefined;
}

/** Where it was published on the web. Stored addresses are from outside: only web addresses go out again. */
export function addressOf({ source }: Content): string | undefined {
  return webAddress(source.canonicalUrl) ?? webAddress(source.url);
}
