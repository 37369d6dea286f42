/**
 * What to do with names of which the tagger is doubtful, once the authority can be asked: a "person" that it
 * has as a company or a city may be that, and an "organisation" that it has as a place alone the place; a
 * place, an organisation or a group that nothing supports is no name.
 */
import { textBefore } from '../../text/slices.ts';
import { wordSet } from '../../text/wordSet.ts';
import type { Mention } from '../annotation.ts';
import { kindOfNoun } from '../data/nouns.ts';
import {
  companySuffixes,
  foreignFirsts,
  neverSurnames,
  notOrganizations,
  organizationFirsts,
  organizationHeads,
  organizationStarts,
} from '../data/organizations.ts';
import { buildings, placeHeads, placePrepositions } from '../data/places.ts';
import { DocumentWords } from '../documentWords.ts';
import { gazetteerEntry } from '../gazetteer.ts';
import { entityId } from '../slug.ts';
import { isAcronym } from '../token.ts';
import type { Authority } from './authority.ts';
import { isDoubtfulGroup } from './doubtfulGroups.ts';
import type { AuthorityEntry } from './entry.ts';
import { companyMeant, isPlaceMeant, surest } from './takenForPersons.ts';

/** Below these confidences, most unlisted places and organisations of one document are none. */
const doubtfulPlace = 0.6;
/** Neither does a word such as "in" or "Hall" make a place of what the tagger doubts so much. */
const hardlyPlace = 0.4;
/** Of one word. */
const hardlyLonePlace = 0.5;
const doubtfulOrganization = 0.5;
/** The bound for an organisation that a document names more than once. */
const doubtfulRepeated = 0.4;
/** Below it, neither an acronym nor a noun beside the name makes an organisation of it. */
const hardlyOrganization = 0.3;
/** Below it, neither does a word of bodies within the name. */
const hardlyBody = 0.4;
/** A lone name below it is a common noun if the document also has the word without a capital. */
const doubtfulWord = 0.75;

/** Ends with a word before the names of places. */
const locative = new RegExp(
  String.raw`(?:^|[\s(])(?:${placePrepositions.join('|')}|at|from|to|towards|throughout)\s+(?:the\s+)?$`,
  'i',
);
/** In characters: how far before a name the word may begin, and how far behind it others are looked at. */
const locativeLength = 16;
const behindLength = 24;
/**
 * Behind a name, words that it does not describe, and kinds of places: in "in the Panorama section", Panorama
 * is not where.
 */
const notDescribed = wordSet`
  and or but nor about as at by for from in into of off on onto out over than through to under until up via
  when where which while who with within without after before during between against is are was were be been
  has had have will would can could may might must should said says say told because since that this there
  then also area region district city town county suburb airport harbour stadium prison constituency
`;
/** In characters: how far before a name the noun may be that says what it is. */
const nounLength = 30;

/**
 * @param mentions in text order; what is no name is left out
 * @param surer how much surer the tagger's doubtful names are than the linear tagger's of the same confidence
 */
export function settleDoubtful(
  text: string,
  mentions: readonly Mention[],
  authority: Authority,
  surer = 0,
): Mention[] {
  const words = new DocumentWords(text);
  const dropped = new Set<string>();
  /** From the id of an organisation or a person to the place's. */
  const places = new Map<string, string>();
  const companies = new Map<string, AuthorityEntry>();
  const compared = mentions.map((each) => ({ ...each, confidence: each.confidence + surer }));
  for (const [id, its] of Map.groupBy(compared, ({ entity }) => entity)) {
    if (id === null) continue;
    const company = companyMeant(text, id, its, authority);
    if (company !== undefined) companies.set(id, company);
    else if (isPlaceMeant(text, id, its, authority) || isRatherPlace(text, its, authority))
      places.set(id, entityId('place', its[0]?.name ?? '') ?? id);
    else if (isUnsupported(text, its, authority, words)) dropped.add(id);
  }
  return mentions.flatMap((mention) => {
    const id = mention.entity ?? '';
    if (dropped.has(id)) return [];
    const place = places.get(id);
    if (place !== undefined) return [{ ...mention, type: 'place' as const, entity: place }];
    const company = companies.get(id);
    if (company === undefined) return [mention];
    const link = { reason: 'alias', of: company.name };
    return [{ ...mention, type: company.type, entity: company.id, name: company.name, link }];
  });
}

const describing = new Set(['organization', 'team', 'band']);

function isUnsupported(
  text: string,
  mentions: readonly Mention[],
  authority: Authority,
  documentWords: DocumentWords,
): boolean {
  const [{ type, name, link } = { type: '', name: '', link: { reason: '' } }] = mentions;
  if (type !== 'place' && type !== 'organization' && type !== 'group') return false;
  if (!/^(?:same name|variant)$/.test(link.reason)) return false;
  if (authority.named(name).some((entry) => mayBe(entry, type))) return false;
  // A form that was repaired is a name that somebody inflected.
  if (mentions.some(({ repair }) => repair !== undefined)) return false;
  if (type === 'group') return isDoubtfulGroup(text, mentions);
  const isCommonNoun = !name.includes(' ') && !isAcronym(name) && documentWords.has(name.toLowerCase());
  if (isCommonNoun && surest(mentions) < doubtfulWord) return true;
  return type === 'place' ? isDoubtfulPlace(text, mentions) : isDoubtfulOrganization(text, mentions);
}

/** Ends with a word that only places follow; "to" and "from" may be before a club. */
const within = /(?:^|[\s(])(?:in|at|near) (?:the )?$/;

/** "In the Orsk": a doubtful organisation of which the authority has a place alone. */
function isRatherPlace(text: string, mentions: readonly Mention[], authority: Authority): boolean {
  const [{ name, entity } = { name: '', entity: '' }] = mentions;
  if (!entity?.startsWith('organization/') || surest(mentions) >= doubtfulOrganization) return false;
  const entries = authority.named(name);
  if (entries.length === 0 || entries.some(({ type }) => type !== 'place')) return false;
  if (mentions.some((each) => isDescribed(text, each))) return false;
  return mentions.some(({ start }) => within.test(textBefore(text, start, locativeLength)));
}

/** A listed place's name may also be that of its club. */
const mayBe = (entry: AuthorityEntry, type: string): boolean =>
  entry.type === type || (type === 'organization' && entry.type === 'place');

function isDoubtfulPlace(text: string, mentions: readonly Mention[]): boolean {
  const confidence = surest(mentions);
  const words = mentions[0]?.name.split(' ') ?? [];
  // "The Orsk Embassy": it is doubtful only whether that is a body or its building.
  if (words.length > 1 && neverSurnames.has(words.at(-1) ?? '')) return false;
  if (confidence < (words.length > 1 ? hardlyPlace : hardlyLonePlace)) return true;
  if (confidence >= doubtfulPlace) return false;
  const hasHead = placeHeads.has(words.at(-1) ?? '');
  // "The National Theatre of Velmar".
  const isBuilding = words.length > 1 && words.some((word) => buildings.has(word));
  return !hasHead && !isBuilding && !mentions.some((each) => isWhere(text, each));
}

function isDoubtfulOrganization(text: string, mentions: readonly Mention[]): boolean {
  const confidence = surest(mentions);
  if (confidence >= (mentions.length > 1 ? doubtfulRepeated : doubtfulOrganization)) return false;
  const words = mentions[0]?.name.split(' ') ?? [];
  if (isCalledAsBody(words, confidence) || mentions.some(hasLegalForm)) return false;
  const isNamedSo = hasAcronym(words) || mentions.some((each) => isDescribed(text, each));
  return confidence < hardlyOrganization || !isNamedSo;
}

/** "Velmar AG". The name may go without it. */
const hasLegalForm = ({ surface }: Mention): boolean =>
  companySuffixes.has(surface.split(' ').slice(1).at(-1) ?? '');

/** "CD" is no organisation's acronym, and "US" is a country's. */
function hasAcronym([first = '', ...others]: readonly string[]): boolean {
  const isOwn = (word: string) => isAcronym(word) && !notOrganizations.has(word);
  return others.some(isOwn) || (isOwn(first) && gazetteerEntry(first)?.type !== 'place');
}

/**
 * Whether the words are those of a body: "Orsk Bank", "Bank of Orsk", "Radio Orsk". In the middle they say
 * less: "Quelle Union Indoor", "Orsk Party Chair".
 */
function isCalledAsBody(words: readonly string[], confidence: number): boolean {
  const [first = ''] = words;
  const isWord = (word: string) => organizationHeads.has(word) || organizationStarts.has(word);
  if (organizationFirsts.has(first) && !isOnlyRoyal(words)) return true;
  if (words.length > 1 && foreignFirsts.has(first)) return true;
  const isOf = (i: number) => /^(?:of|for|on)$/.test(words[i] ?? '');
  const isInside = (i: number) => i > 0 && i < words.length - 1 && !isOf(i + 1);
  const isSure = confidence >= hardlyBody || isListedOrganization(first);
  return words.some((word, i) => isWord(word) && (isSure || !isInside(i)));
}

const isListedOrganization = (word: string): boolean => gazetteerEntry(word)?.type === 'organization';

/** "Royal Family", "Royal Prerogative": such words alone are no sign of a body. */
const isOnlyRoyal = (words: readonly string[]): boolean => words.length === 2 && words[0] === 'Royal';

/** Whether the text says that something is there. Letters such as "LJ" are no place, unlike "D.C.". */
function isWhere(text: string, { start, end, name }: Mention): boolean {
  if (/^\p{Lu}+$/u.test(name) || !locative.test(textBefore(text, start, locativeLength))) return false;
  const behind = /^ (\p{Ll}+)/u.exec(text.slice(end, end + behindLength))?.[1];
  return behind === undefined || notDescribed.has(behind) || /(?:ed|ing|s)$/.test(behind);
}

/** "The firm, Paion,", "a charity called Velmar": a noun before it says that it is an organisation. */
function isDescribed(text: string, { start, end }: Mention): boolean {
  const before = textBefore(text, start, nounLength).match(/\p{L}[\p{L}-]*/gu) ?? [];
  const behind = /^ (\p{Ll}+)/u.exec(text.slice(end, end + behindLength))?.[1] ?? '';
  return [...before.slice(-2), behind].some((word) => describing.has(kindOfNoun(word) ?? 'work'));
}
