/** From a document's text to its mentions and entities: recognise, repair, resolve, and the dates beside them. Pure and linear. */
import { type Content, dayOf, textOf } from '../document/record.ts';
import type { AnnotatedEntity, Annotation, Mention } from './annotation.ts';
import { roleOf } from './data/roles.ts';
import { datesIn } from './dates.ts';
import type { FoundDate } from './foundDate.ts';
import { inflectedNames } from './inflectedNames.ts';
import { recognise } from './recognise.ts';
import { repairs } from './repair.ts';
import { type Resolved, resolve } from './resolve.ts';
import type { Tagger } from './tagger/tagger.ts';
import { titleBefore } from './titles.ts';
import { passagesOf } from './token.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Names every annotation and the tagger's weights; goes up whenever the same text is annotated otherwise than before. */
export const model = 'tagger-3';

const extractor = model;
/** A longer stretch is no name. */
const longestSurface = 200;
/** Of the other forms of an entity in one document, this many are noted. */
const otherForms = 8;

/** @param payload the id of the payload that holds the content */
export function annotate(content: Content, payload: string, tagger: Tagger): Annotation {
  const text = textOf(content);
  const mentions = mentionsIn(text, content.language.tag, dayOf(content.published), tagger);
  return { schema: 'news.annotation/1', payload, model, mentions, entities: entitiesOf(text, mentions) };
}

/** @param published YYYY-MM-DD, or `undefined` where it is unknown */
export function mentionsIn(
  text: string,
  language: string,
  published: string | undefined,
  tagger: Pick<Tagger, 'tag'>,
): Mention[] {
  const passages = passagesOf(text);
  const vocabulary = vocabularyOf(passages);
  const recognised = recognise(text, passages, tagger, language);
  const inflected = new Set(inflectedNames(passages, recognised, vocabulary));
  const candidates = [...recognised, ...inflected].sort((a, b) => a.start - b.start);
  const mended = repairs(candidates, vocabulary);
  // «Syrian», where the document has Syria: a form that no evidence takes back to its base is no name of that.
  const names = candidates.filter((candidate) => !inflected.has(candidate) || mended.has(candidate));
  const named = resolve(text, names, mended).map((resolved) => nameMention(text, resolved));
  const dates = datesIn(text, passages, published).map((date) => dateMention(text, date));
  return withoutOverlaps(
    [...named, ...dates].filter(({ surface }) => surface !== '' && surface.length <= longestSurface),
  );
}

function nameMention(
  text: string,
  { candidate, type, entity, name, candidates, link, repair }: Resolved,
): Mention {
  const { start, end, confidence } = candidate;
  return {
    start,
    end,
    surface: text.slice(start, end),
    type,
    entity,
    name,
    ...(candidates === undefined ? {} : { candidates }),
    confidence,
    ...(repair === undefined ? {} : { repair }),
    link,
    extractor,
  };
}

function dateMention(text: string, { start, end, value, reason, confidence }: FoundDate): Mention {
  const surface = text.slice(start, end);
  return {
    start,
    end,
    surface,
    type: 'date',
    entity: null,
    name: value ?? surface,
    ...(value === undefined ? {} : { value }),
    confidence,
    link: { reason },
    extractor,
  };
}

/** In the order of the text; of two that share characters the longer one stays, of equally long ones the date. */
function withoutOverlaps(mentions: readonly Mention[]): Mention[] {
  const kept: Mention[] = [];
  for (const mention of mentions.toSorted((a, b) => a.start - b.start)) {
    const last = kept.at(-1);
    if (last === undefined || last.end <= mention.start) kept.push(mention);
    else if (
      mention.end - mention.start > last.end - last.start ||
      (mention.type === 'date' && mention.end - mention.start === last.end - last.start)
    )
      kept[kept.length - 1] = mention;
  }
  return kept;
}

/** The main ones first: by mentions, then by place of first mention. */
function entitiesOf(text: string, mentions: readonly Mention[]): AnnotatedEntity[] {
  const entities = new Map<string, AnnotatedEntity>();
  for (const mention of mentions) {
    const { entity, type, name, start } = mention;
    if (entity === null || type === 'date') continue;
    const there = entities.get(entity) ?? { id: entity, type, name, mentions: 0 };
    there.mentions++;
    entities.set(entity, there);
    const form = shortFormOf(mention);
    const also = there.also ?? [];
    if (form !== undefined && form !== name && !also.includes(form) && also.length < otherForms)
      there.also = [...also, form];
    const role = type === 'person' && there.role === undefined ? roleOf(titleBefore(text, start)) : undefined;
    if (role !== undefined) there.role = role;
  }
  return [...entities.values()].sort((a, b) => b.mentions - a.mentions);
}

/** The form in which it stands there, where that is no other spelling of the full name. */
function shortFormOf({ surface, repair, link: { reason } }: Mention): string | undefined {
  return /^(?:same name|variant|repaired)$/.test(reason) ? undefined : (repair?.to ?? surface);
}
