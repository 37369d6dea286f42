/**
 * Annotates a document's text: recognises, repairs and resolves names, and adds dates. Pure, in linear time
 * and bounded memory.
 */
import { type Content, publishedDay, textOf } from '../document/record.ts';
import { omitUndefined } from '../omitUndefined.ts';
import { annotatedPart } from './annotatedLength.ts';
import type { AnnotatedEntity, Annotation, Mention } from './annotation.ts';
import type { Authority } from './authority/authority.ts';
import { settleDoubtful } from './authority/doubtfulNames.ts';
import { restoreInflected } from './authority/inflectedEntries.ts';
import { separateKnownNames } from './authority/knownShortForms.ts';
import { countriesOf, locatePlaces } from './authority/locatePlaces.ts';
import { addMissed } from './authority/missedOrganizations.ts';
import { resolveAliases } from './authority/nameAliases.ts';
import { completeNames } from './authority/wholeNames.ts';
import { roleOf } from './data/roles.ts';
import { findDates } from './dates/findDates.ts';
import type { FoundDate } from './dates/foundDate.ts';
import type { TextSpan } from './gazetteerNames.ts';
import { findInflectedNames } from './inflectedNames.ts';
import { sexesOf } from './personSex.ts';
import { readText, recognise } from './recognise.ts';
import { findRepairs } from './repair.ts';
import { type ResolvedName, resolve } from './resolve/resolve.ts';
import { typeOfEntity } from './slug.ts';
import { datelinePlace, withDatelinePlace } from './spans/datelinePlace.ts';
import { withInflectedSurnames } from './spans/inflectedSurnames.ts';
import { findMissedSurnames } from './spans/missedSurnames.ts';
import type { NameTagger } from './tagger/tagger.ts';
import { model } from './tagger/taggers.ts';
import { titleBefore } from './titles.ts';

/** In characters. Longer stretches are not names. */
const maxSurfaceLength = 200;
/** Per entity and document. */
const maxOtherForms = 8;
/** Countries of a document; if it names more, those of the entities that it names most. */
const maxCountries = 50;

/** The text that is annotated: all of a document's, or the beginning of a very long one. */
export function annotatedText(content: Content): string {
  return annotatedPart(textOf(content));
}

/**
 * Annotates a document; a very long one in part (`annotatedLength.ts`).
 * @param payload the id of the payload that holds the content
 * @param authority the one that Dateline ships; with a user's own, annotations would change with it
 * @param by the version that the annotation names: the tagger's
 */
export function annotate(
  content: Content,
  payload: string,
  tagger: NameTagger,
  authority: Authority,
  by: string = model,
): Annotation {
  const whole = textOf(content);
  const text = annotatedPart(whole);
  const { published, language } = content;
  const about = {
    language: language.tag,
    published: publishedDay(published),
    dateline: datelinePlace(text, content.dateline),
  };
  const mentions = findMentions(text, about, { tagger, authority, extractor: by });
  const entities = entitiesOf(text, mentions);
  const countries = countriesOf(
    entities.map(({ id }) => id),
    authority,
  );
  return omitUndefined({
    schema: 'news.annotation/1' as const,
    payload,
    model: by,
    mentions,
    entities,
    countries: countries.length > 0 ? countries.slice(0, maxCountries) : undefined,
    annotated: text.length < whole.length ? { characters: text.length, of: whole.length } : undefined,
  });
}

/** What is known of a text beside the text. */
export interface TextFacts {
  /** A BCP 47 tag. */
  language: string;
  /** YYYY-MM-DD; without it, "Friday" has no value. */
  published?: string | undefined;
  /** Where the place of its dateline stands. */
  dateline?: TextSpan | undefined;
}

/** What finds the names. */
export interface NameFinder {
  tagger: NameTagger;
  authority: Authority;
  /** The version that the mentions name; by default that of the fast tagger. */
  extractor?: string;
}

/** The mentions of names and dates, in text order and without overlaps. */
export function findMentions(text: string, about: TextFacts, finder: NameFinder): Mention[] {
  const { tagger, authority, extractor = model } = finder;
  const found = mentionsInText(text, about, tagger, extractor);
  let { mentions } = found;
  mentions = completeNames(text, mentions, authority);
  mentions = restoreInflected(mentions, authority);
  mentions = settleDoubtful(text, mentions, authority, tagger.surer);
  mentions = separateKnownNames(text, mentions, authority, found.surePlaces);
  // In other languages common nouns have capitals too, and articles that names have.
  if (/^en\b/.test(about.language)) mentions = addMissed(text, mentions, authority, extractor);
  mentions = locatePlaces(text, mentions, authority);
  return resolveAliases(mentions, authority, about.language, text);
}

/** The confidence from which a place keeps its name, though a body of the text is called so too. */
const sureOfPlace = 0.75;

/** What the text itself tells of its mentions, and where those begin that are surely places by themselves. */
function mentionsInText(
  text: string,
  { language, published, dateline }: TextFacts,
  tagger: NameTagger,
  extractor: string,
): { mentions: Mention[]; surePlaces: ReadonlySet<number> } {
  const read = readText(text, language);
  const { passages, vocabulary } = read;
  const names = withInflectedSurnames(text, passages, recognise(read, tagger), tagger);
  const recognised = withDatelinePlace(text, names, dateline);
  const inflected = new Set(findInflectedNames(passages, recognised, vocabulary));
  const missed = findMissedSurnames(passages, recognised, vocabulary);
  const candidates = [...recognised, ...missed, ...inflected].sort((a, b) => a.start - b.start);
  const repairs = findRepairs(candidates, vocabulary);
  // Without evidence for a repair, a word that only looks inflected ("Syrian" beside Syria) is not a form of
  // the name.
  const certain = candidates.filter((candidate) => !inflected.has(candidate) || repairs.has(candidate));
  const mentions = [
    ...resolve(text, certain, repairs, dateline).map((resolved) => nameMention(text, resolved, extractor)),
    ...findDates(text, passages, published).map((date) => dateMention(text, date, extractor)),
  ];
  const sure = certain.filter(({ type, confidence }) => type === 'place' && confidence >= sureOfPlace);
  return {
    mentions: withoutOverlaps(
      mentions.filter(({ surface }) => surface !== '' && surface.length <= maxSurfaceLength),
    ),
    surePlaces: new Set(sure.map(({ start }) => start)),
  };
}

function nameMention(text: string, resolved: ResolvedName, extractor: string): Mention {
  const { candidate, type, entity, name, candidates, link, repair } = resolved;
  const { start, end, confidence, nameType = type } = candidate;
  const surface = text.slice(start, end);
  return {
    start,
    end,
    surface,
    type: nameType,
    entity,
    name,
    ...(candidates && { candidates }),
    confidence,
    ...(repair && { repair }),
    link,
    extractor,
  };
}

function dateMention(text: string, found: FoundDate, extractor: string): Mention {
  const { start, end, value, reason, confidence } = found;
  const surface = text.slice(start, end);
  return omitUndefined({
    start,
    end,
    surface,
    type: 'date' as const,
    entity: null,
    name: value ?? surface,
    value,
    confidence,
    link: { reason },
    extractor,
  });
}

/**
 * Sorts the mentions by position. Of two that overlap it keeps the longer, and of two equally long ones the
 * date.
 */
function withoutOverlaps(mentions: readonly Mention[]): Mention[] {
  const kept: Mention[] = [];
  for (const mention of mentions.toSorted((a, b) => a.start - b.start)) {
    const last = kept.at(-1);
    if (last === undefined || last.end <= mention.start) {
      kept.push(mention);
      continue;
    }
    const [length, lastLength] = [mention.end - mention.start, last.end - last.start];
    if (length > lastLength || (length === lastLength && mention.type === 'date'))
      kept[kept.length - 1] = mention;
  }
  return kept;
}

/** Sorted by number of mentions, then by first mention. */
function entitiesOf(text: string, mentions: readonly Mention[]): AnnotatedEntity[] {
  const entities = new Map<string, AnnotatedEntity>();
  for (const mention of mentions) {
    const { entity: id, name } = mention;
    if (id === null || mention.type === 'date') continue;
    // A mention of a country may mean its team, so the entity's type is not always the mention's.
    const type = typeOfEntity(id);
    const entity = entities.get(id) ?? { id, type, name, mentions: 0 };
    entity.mentions++;
    entities.set(id, entity);
    const form = otherFormOf(mention);
    const also = entity.also ?? [];
    if (form !== undefined && form !== name && !also.includes(form) && also.length < maxOtherForms)
      entity.also = [...also, form];
    const role =
      type === 'person' && entity.role === undefined ? roleOf(titleBefore(text, mention.start)) : undefined;
    if (role !== undefined) entity.role = role;
  }
  const sexes = sexesOf(text, mentions);
  return [...entities.values()]
    .map((entity) => omitUndefined({ ...entity, sex: sexes.get(entity.id) }))
    .sort((a, b) => b.mentions - a.mentions);
}

/**
 * The mention's form if it differs from the full name in more than spelling, such as a surname or an acronym.
 */
function otherFormOf({ surface, repair, link: { reason } }: Mention): string | undefined {
  return /^(?:same name|variant|repaired)$/.test(reason) ? undefined : (repair?.to ?? surface);
}
