/**
 * Short forms that are names of their own: beside Barclays Capital, "Barclays" is the bank that the authority
 * has. A longer name that the authority has too, such as Queens Park Rangers, keeps its short forms.
 */
import type { Mention } from '../annotation.ts';
import { fold } from '../slug.ts';
import type { Authority } from './authority.ts';
import type { AuthorityEntry } from './entry.ts';

/** @param mentions those of such short forms get the name's own id, and the reason */
export function separateKnownNames(mentions: readonly Mention[], authority: Authority): Mention[] {
  const known = new Map<string, AuthorityEntry | undefined>();
  return mentions.map((mention) => {
    const { surface, name, type, link } = mention;
    if (link.reason !== 'short form' || (type !== 'organization' && type !== 'place')) return mention;
    const key = `${type} ${surface} ${name}`;
    if (!known.has(key)) known.set(key, knownAs(mention, authority));
    const entry = known.get(key);
    if (entry === undefined) return mention;
    return {
      ...mention,
      type: entry.type,
      entity: entry.id,
      name: entry.name,
      link: { reason: 'same name' },
    };
  });
}

/** The one organisation of this name; what was taken for a place is one only if no place has the name. */
function knownAs({ surface, name, type }: Mention, authority: Authority): AuthorityEntry | undefined {
  if (authority.named(name).length > 0) return undefined;
  const own = authority.named(surface).filter((entry) => fold(entry.name) === fold(surface));
  if (type === 'place' && own.some((entry) => entry.type === 'place')) return undefined;
  const [only, ...others] = own.filter((entry) => entry.type === 'organization');
  return others.length === 0 ? only : undefined;
}
