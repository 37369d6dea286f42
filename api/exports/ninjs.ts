/**
 * A document as IPTC ninjs 3.0 (https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json). ninjs has only exact
 * times: a date known to the day becomes the start of that day, and one known to the month or year is left
 * out.
 */
import * as z from 'zod';
import { toMilliseconds } from '../../core/dates/range.ts';
import { heldBackOf, publishableFrom } from '../../core/document/heldBack.ts';
import type { Content, Moment } from '../../core/document/record.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { PublishedDocument } from './publishedDocument.ts';

const mentionedThing = z.object({ name: z.string(), rel: z.literal('mentions'), uri: z.string() });
const textBlock = z.object({
  role: z.string(),
  contentType: z.string().optional(),
  charCount: z.number().int().optional(),
  value: z.string(),
});

export const ninjs = z.object({
  uri: z.string(),
  standard: z.object({ name: z.literal('ninjs'), version: z.literal('3.0'), schema: z.string() }),
  type: z.literal('text'),
  representationType: z.literal('full'),
  version: z.string(),
  versionCreated: z.string(),
  contentCreated: z.string().optional(),
  /** `usable` if it is left out. */
  pubStatus: z.enum(['canceled', 'withheld']).optional(),
  /** Left out if the embargo has no end, or none is known: then the status is `withheld`. */
  embargoed: z.string().optional(),
  language: z.string(),
  title: z.string(),
  headlines: z.array(textBlock),
  descriptions: z.array(textBlock).optional(),
  bodies: z.array(textBlock),
  by: z.string().optional(),
  located: z.string().optional(),
  urgency: z.number().optional(),
  usageTerms: z.string().optional(),
  people: z.array(mentionedThing).optional(),
  organisations: z.array(mentionedThing).optional(),
  places: z.array(mentionedThing).optional(),
  events: z.array(mentionedThing).optional(),
  subjects: z.array(z.object({ name: z.string() })).optional(),
  infoSources: z.array(z.object({ name: z.string(), uri: z.string().optional() })),
  altIds: z.array(z.object({ role: z.string(), value: z.string() })).optional(),
});
export type Ninjs = z.infer<typeof ninjs>;

export const ninjsMediaType = 'application/vnd.iptc.ninjs+json';

/** ninjs has no list for groups (`group/…`); they are listed with the organisations. */
export function toNinjs(published: PublishedDocument): Ninjs {
  const { id, uri, ingested, version, content, entities, entityUri } = published;
  const mentionsOf = (...types: string[]) =>
    undefinedIfEmpty(
      entities
        .filter(({ type }) => types.includes(type))
        .map(({ id: entity, name }) => ({ name, rel: 'mentions' as const, uri: entityUri(entity) })),
    );
  const body = content.paragraphs.map(({ text }) => text).join('\n\n');
  const { title, standfirst, kicker, byline, dateline, source } = content;
  return omitUndefined({
    uri,
    standard: {
      name: 'ninjs' as const,
      version: '3.0' as const,
      schema: 'https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json',
    },
    type: 'text' as const,
    representationType: 'full' as const,
    version,
    versionCreated: ingested,
    contentCreated: toExactTime(content.published),
    ...publishingStatus(content),
    language: content.language.tag,
    title,
    headlines: [
      { role: 'main', value: title },
      ...(kicker === undefined ? [] : [{ role: 'kicker', value: kicker }]),
    ],
    descriptions:
      standfirst === undefined
        ? undefined
        : [{ role: 'standfirst', contentType: 'text/plain', value: standfirst }],
    bodies: [{ role: 'main', contentType: 'text/plain', charCount: body.length, value: body }],
    by: byline ?? (content.authors.length > 0 ? content.authors.join(', ') : undefined),
    located: dateline?.place,
    urgency: content.urgency,
    usageTerms: source.usageTerms,
    people: mentionsOf('person'),
    organisations: mentionsOf('organization', 'group'),
    places: mentionsOf('place'),
    events: mentionsOf('event'),
    subjects: undefinedIfEmpty(content.subjects.map((name) => ({ name }))),
    infoSources: [omitUndefined({ name: source.name, uri: published.url })],
    altIds: undefinedIfEmpty([
      { role: 'dateline', value: id },
      ...(source.guid === undefined ? [] : [{ role: 'guid', value: source.guid }]),
    ]),
  });
}

function publishingStatus(content: Content): Pick<Ninjs, 'pubStatus' | 'embargoed'> {
  const held = heldBackOf(content);
  if (held === undefined) return {};
  if (held.until !== undefined) return { embargoed: new Date(publishableFrom(held)).toISOString() };
  return { pubStatus: held.status === 'canceled' ? 'canceled' : 'withheld' };
}

function toExactTime(moment: Moment | undefined): string | undefined {
  return moment === undefined || moment.value.length < 10
    ? undefined
    : new Date(toMilliseconds(moment.value)).toISOString();
}

function undefinedIfEmpty<T>(items: T[]): T[] | undefined {
  return items.length === 0 ? undefined : items;
}
