/** Entity ids that read like addresses: `person/antony-blinken`, `place/north-korea`, `organization/nato`. */
import { hash } from '../hash.ts';
import type { EntityType } from './annotation.ts';

/** Ids go into partition keys and messages; a longer slug is cut and told apart by a hash of the whole. */
const longest = 120;

/**
 * The folded form under which a name is looked up: lower case, no accents, one space between words; letters of every script stay.
 * «Chung Eui-Yong» and «CHUNG EUI YONG» fold alike; «U.S.» folds to `us`.
 */
export function fold(name: string): string {
  if (/^[a-zA-Z]+(?: [a-zA-Z]+)*$/.test(name)) return name.toLowerCase();
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ł', 'l')
    .replaceAll('đ', 'd')
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .normalize('NFC');
}

/** `undefined` for a name without a letter or digit: it has no address. */
export function slug(name: string): string | undefined {
  const folded = fold(name).replaceAll(' ', '-');
  if (folded === '') return undefined;
  return folded.length <= longest ? folded : `${folded.slice(0, longest)}-${hash(folded).slice(0, 8)}`;
}

export function entityId(type: EntityType, name: string): string | undefined {
  const address = slug(name);
  return address === undefined ? undefined : `${type}/${address}`;
}
