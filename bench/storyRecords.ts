/**
 * Builds the content, annotation and source that the stages would make from a story, without reading or
 * recognising anything. The query benchmark and the API's tests fill their tables with them.
 */
import { type Content, textOf } from '../core/document/record.ts';
import { signatureOf } from '../core/document/signature.ts';
import type { AnnotatedEntity, Annotation, EntityType, Mention } from '../core/entities/annotation.ts';
import { countriesOf } from '../core/entities/authority/locatePlaces.ts';
import type { Role } from '../core/entities/data/roles.ts';
import { entityId } from '../core/entities/slug.ts';
import { defaultAuthority } from '../runtime/authority.ts';

/** The model that these annotations name. */
export const specModel = 'rules-test';

export interface StorySpec {
  key: string;
  title: string;
  standfirst?: string;
  paragraphs?: string[];
  published?: string;
  source?: string;
  language?: string;
  /** Milliseconds since 1970. */
  modified?: number;
  /** Names by type, as written in the text. */
  names?: Partial<Record<EntityType, string[]>>;
  /** Short forms in the story, by name. */
  also?: Record<string, string[]>;
  /** The field that a title in the story belongs to, by name. */
  roles?: Record<string, Role>;
  more?: Partial<Content>;
}

/** The content that `normalize` would make of the story. */
export function contentFromSpec(story: StorySpec): Content {
  const { title, standfirst, paragraphs = [], published, source = 'Wire', language = 'en', more } = story;
  const precision =
    published === undefined || published.length === 10 ? 'day' : published.length === 7 ? 'month' : 'second';
  const body = paragraphs.map((text) => ({ role: 'text' as const, text }));
  const signature = signatureOf({ paragraphs: body });
  return {
    schema: 'news.doc/1',
    title,
    ...(standfirst !== undefined && { standfirst }),
    paragraphs: body,
    ...(signature !== undefined && { signature }),
    authors: [],
    ...(published !== undefined && {
      published: {
        value: published,
        precision,
        tzKnown: /Z$|[+-]\d\d:\d\d$/.test(published),
        source: 'text',
      },
    }),
    language: { tag: language, source: 'document', confidence: 1 },
    source: { name: source },
    subjects: [],
    quality: { extractor: 'text', confidence: 1, flags: [] },
    ...more,
  };
}

/** Every occurrence of a name in the text becomes a mention. */
const authority = defaultAuthority();

/** The annotation that `extract` would make of it. */
export function annotationFromSpec(
  content: Content,
  payload: string,
  { names = {}, also = {}, roles = {} }: StorySpec,
): Annotation {
  const text = textOf(content);
  const mentions: Mention[] = [];
  const entities: AnnotatedEntity[] = [];
  for (const [type, list] of Object.entries(names) as [EntityType, string[]][]) {
    for (const name of list) {
      const id = entityId(type, name) ?? '';
      const found = text.split(name).slice(0, -1);
      let start = 0;
      for (const before of found) {
        start += before.length;
        const [end, link] = [start + name.length, { reason: 'same name' }];
        mentions.push({
          start,
          end,
          surface: name,
          type,
          entity: id,
          name,
          confidence: 1,
          link,
          extractor: specModel,
        });
        start = end;
      }
      const fields = { ...(also[name] && { also: also[name] }), ...(roles[name] && { role: roles[name] }) };
      entities.push({ id, type, name, mentions: Math.max(found.length, 1), ...fields });
    }
  }
  mentions.sort((a, b) => a.start - b.start);
  const countries = countriesOf(
    entities.map(({ id }) => id),
    authority,
  );
  return { schema: 'news.annotation/1', payload, model: specModel, mentions, entities, countries };
}

/** The row of its source, as `normalize` would write it. */
export function sourceFromSpec(
  { key, modified = Date.parse('2021-05-04T08:00:00Z') }: StorySpec,
  payload: string,
) {
  return {
    token: 1,
    key,
    version: 'v1',
    part: '',
    format: 'text',
    charset: 'utf-8',
    bytes: 100,
    payload,
    modified,
  };
}
