/** Who gave an identifier that is unique everywhere: what stands in it by the rules of its scheme. */
import { domainOf } from './urls.ts';

/**
 * The domain in a web address, in a tag URI (RFC 4151: `tag:example.org,2026:…`) or in a NewsML URN (RFC 3085: `urn:newsml:example.org:…`);
 * `urn:uuid` for a UUID (RFC 9562), which needs nobody's name. `undefined` for anything else, which is unique only where it comes from.
 */
export function authorityOf(identifier: string): string | undefined {
  const tag =
    /^tag:(?:[^@,]{1,100}@)?([a-z\d.-]{1,253}),\d{4}/i.exec(identifier)?.[1] ??
    /^urn:newsml:([a-z\d.-]{1,253}):/i.exec(identifier)?.[1];
  if (tag !== undefined) return tag.toLowerCase().replace(/^www\./, '');
  if (/^urn:(?:uuid:)?[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(identifier)) return 'urn:uuid';
  return /^https?:\/\//i.test(identifier) ? domainOf(identifier) : undefined;
}
