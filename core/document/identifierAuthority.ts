/** Finds the authority that issued a globally unique identifier, by the rules of the identifier's scheme. */
import { domainOf } from './urls.ts';

/**
 * The domain of a web address, a tag URI (RFC 4151: `tag:example.org,2026:…`) or a NewsML URN (RFC 3085:
 * `urn:newsml:example.org:…`); `urn:uuid` for a UUID (RFC 9562), which has no issuer.
 * @returns `undefined` for any other identifier, which is unique only within its source
 */
export function authorityOf(identifier: string): string | undefined {
  const tag =
    /^tag:(?:[^@,]{1,100}@)?([a-z\d.-]{1,253}),\d{4}/i.exec(identifier)?.[1] ??
    /^urn:newsml:([a-z\d.-]{1,253}):/i.exec(identifier)?.[1];
  if (tag !== undefined) return tag.toLowerCase().replace(/^www\./, '');
  if (/^urn:(?:uuid:)?[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(identifier)) return 'urn:uuid';
  return /^https?:\/\//i.test(identifier) ? domainOf(identifier) : undefined;
}
