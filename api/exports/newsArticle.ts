/** A document as a schema.org NewsArticle (https://schema.org/NewsArticle) in JSON-LD. */
import * as z from 'zod';
import { heldBack, heldBackOf } from '../../core/document/heldBack.ts';
import type { EntityType } from '../../core/entities/annotation.ts';
import type { PublishedDocument } from './publishedDocument.ts';

const thing = z.object({ '@type': z.string(), '@id': z.string().optional(), name: z.string() });

export const newsArticle = z.object({
  '@context': z.literal('https://schema.org'),
  '@type': z.literal('NewsArticle'),
  '@id': z.string(),
  url: z.string().optional(),
  identifier: z.string(),
  headline: z.string(),
  alternativeHeadline: z.string().optional(),
  description: z.string().optional(),
  articleBody: z.string(),
  articleSection: z.array(z.string()).optional(),
  dateline: z.string().optional(),
  /** As precise as known: a day if the time is not known. */
  datePublished: z.string().optional(),
  dateModified: z.string().optional(),
  inLanguage: z.string(),
  author: z.array(thing).optional(),
  publisher: thing,
  genre: z.string().optional(),
  usageInfo: z.string().optional(),
  /** Left out if it may be published. */
  creativeWorkStatus: heldBack.shape.status.optional(),
  mentions: z.array(thing).optional(),
});
export type NewsArticle = z.infer<typeof newsArticle>;

export const jsonLdMediaType = 'application/ld+json';

const schemaTypes: Record<EntityType, string> = {
  person: 'Person',
  organization: 'Organization',
  group: 'Organization',
  place: 'Place',
  event: 'Event',
};

/** The document in the terms of schema.org; what it does not have is left out. */
export function toNewsArticle({
  id,
  uri,
  url,
  content,
  entities,
  entityUri,
}: PublishedDocument): NewsArticle {
  const {
    title,
    kicker,
    standfirst,
    paragraphs,
    subjects,
    dateline,
    published,
    modified,
    language,
    authors,
    source,
    genre,
  } = content;
  const article = {
    '@context': 'https://schema.org' as const,
    '@type': 'NewsArticle' as const,
    '@id': uri,
    url,
    identifier: id,
    headline: title,
    alternativeHeadline: kicker,
    description: standfirst,
    articleBody: paragraphs.map(({ text }) => text).join('\n\n'),
    articleSection: subjects.length > 0 ? subjects : undefined,
    dateline: dateline?.text,
    datePublished: published?.value,
    dateModified: modified?.value,
    inLanguage: language.tag,
    author: authors.length > 0 ? authors.map((name) => ({ '@type': 'Person', name })) : undefined,
    publisher: { '@type': 'Organization', name: source.publisher ?? source.name },
    genre,
    usageInfo: source.usageTerms,
    creativeWorkStatus: heldBackOf(content)?.status,
    mentions:
      entities.length > 0
        ? entities.map((entity) => ({
            '@type': schemaTypes[entity.type],
            '@id': entityUri(entity.id),
            name: entity.name,
          }))
        : undefined,
  };
  return newsArticle.parse(article);
}
