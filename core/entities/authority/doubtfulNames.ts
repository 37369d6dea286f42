/**
 * What to do with names of which the tagger is doubtful, once the authority can be asked: a lone "person"
 * that it has as a company is the company; a place or an organisation that nothing supports is no name.
 */
import type { Mention } from '../annotation.ts';
import { organizationFirsts, organizationHeads, organizationStarts } from '../data/organizations.ts';
import { givenNames } from '../data/people.ts';
import { placeHeads, placeStarts } from '../data/places.ts';
import { isAcronym } from '../token.ts';
import type { Authority } from './authority.ts';
import type { AuthorityEntry } from './entry.ts';

/** Below these confidences, most unlisted places and organisations of one document are none. */
const doubtfulPlace = 0.6;
/** Nor does a word such as "Hall" make a place of what the tagger doubts so much. */
const doubtfulPlaceWithHead = 0.4;
const doubtfulOrganization = 0.3;
/** Below it, a lone surname that nobody in the document has is rather the company of this name. */
const doubtfulPerson = 0.65;

/** Ends with a word before the names of places. */
const locative =
  /(?:^|[\s(])(?:in|at|near|around|outside|inside|from|to|towards|into|across|throughout)\s+(?:the\s+)?$/i;
/** In characters: how far before a name the word may begin. */
const locativeLength = 16;

/** @param mentions in text order; what is no name is left out */
export function settleDoubtful(text: string, mentions: readonly Mention[], authority: Authority): Mention[] {
  const dropped = new Set<string>();
  const companies = new Map<string, AuthorityEntry>();
  for (const [id, its] of Map.groupBy(mentions, ({ entity }) => entity)) {
    if (id === null) continue;
    const company = companyMeant(id, its, authority);
    if (company !== undefined) companies.set(id, company);
    else if (isUnsupported(text, its, authority)) dropped.add(id);
  }
  return mentions.flatMap((mention) => {
    const id = mention.entity ?? '';
    if (dropped.has(id)) return [];
    const company = companies.get(id);
    if (company === undefined) return [mention];
    const link = { reason: 'alias', of: company.name };
    return [{ ...mention, type: company.type, entity: company.id, name: company.name, link }];
  });
}

const surest = (mentions: readonly Mention[]): number =>
  Math.max(...mentions.map(({ confidence }) => confidence));

/** The one company or body that has this name, if nothing else of the name is known. */
function companyMeant(
  id: string,
  mentions: readonly Mention[],
  authority: Authority,
): AuthorityEntry | undefined {
  const [{ name } = { name: '' }] = mentions;
  const isLone = id.startsWith('person/') && !name.includes(' ') && !givenNames.has(name);
  if (!isLone || surest(mentions) >= doubtfulPerson) return undefined;
  if (mentions.some(({ link }) => link.reason !== 'same name')) return undefined;
  const [only, ...others] = authority.named(name);
  return only?.type === 'organization' && others.length === 0 ? only : undefined;
}

function isUnsupported(text: string, mentions: readonly Mention[], authority: Authority): boolean {
  const [{ type, name, link } = { type: '', name: '', link: { reason: '' } }] = mentions;
  if (link.reason !== 'same name' || authority.named(name).some((entry) => entry.type === type)) return false;
  // A form that was repaired is a name that somebody inflected.
  if (mentions.some(({ repair }) => repair !== undefined)) return false;
  const words = name.split(' ');
  if (type === 'place') {
    const isShown = ({ start }: Mention) =>
      locative.test(text.slice(Math.max(0, start - locativeLength), start));
    const hasHead = placeStarts.has(words[0] ?? '') || placeHeads.has(words.at(-1) ?? '');
    const least = hasHead ? doubtfulPlaceWithHead : doubtfulPlace;
    return surest(mentions) < least && !mentions.some(isShown);
  }
  if (type !== 'organization' || mentions.length > 1 || surest(mentions) >= doubtfulOrganization)
    return false;
  const isBody = words.some((word) => organizationHeads.has(word) || organizationStarts.has(word));
  return !isBody && !organizationFirsts.has(words[0] ?? '') && !isAcronym(name);
}
