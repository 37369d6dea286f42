/**
 * A document as IPTC ninjs 3.0 (https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json). ninjs knows only exact times, so a date known to the
 * day is given as its first moment, and one known to the month or year is left out.
 */
import * as z from 'zod';
import { momentOf } from '../../core/dates/range.ts';
import type { Moment } from '../../core/document/record.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { Published } from './published.ts';

const named = z.object({ name: z.string(), rel: z.literal('mentions'), uri: z.string() });
const valued = z.object({
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
  language: z.string(),
  title: z.string(),
  headlines: z.array(valued),
  descriptions: z.array(valued).optional(),
  bodies: z.array(valued),
  by: z.string().optional(),
  located: z.string().optional(),
  urgency: z.number().optional(),
  usageTerms: z.string().optional(),
  people: z.array(named).optional(),
  organisations: z.array(named).optional(),
  places: z.array(named).optional(),
  events: z.array(named).optional(),
  subjects: z.array(z.object({ name: z.string() })).optional(),
  infoSources: z.array(z.object({ name: z.string(), uri: z.string().optional() })),
  altIds: z.array(z.object({ role: z.string(), value: z.string() })).optional(),
});
export type Ninjs = z.infer<typeof ninjs>;

export const ninjsMediaType = 'application/vnd.iptc.ninjs+json';

/** Groups (`group/…`) have no place of their own in ninjs; they stand among the organisations. */
export function toNinjs(published: Published): Ninjs {
  const { id, uri, ingested, version, content, entities, entityUri } = published;
  const list = (...types: string[]) =>
    filled(
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
    contentCreated: timeOf(content.published),
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
    people: list('person'),
    organisations: list('organization', 'group'),
    places: list('place'),
    events: list('event'),
    subjects: filled(content.subjects.map((name) => ({ name }))),
    infoSources: [omitUndefined({ name: source.name, uri: published.url })],
    altIds: filled([
      { role: 'dateline', value: id },
      ...(source.guid === undefined ? [] : [{ role: 'guid', value: source.guid }]),
    ]),
  });
}

function timeOf(moment: Moment | undefined): string | undefined {
  return moment === undefined || moment.value.length < 10
    ? undefined
    : new Date(momentOf(moment.value)).toISOString();
}

function filled<T>(items: T[]): T[] | undefined {
  return items.length === 0 ? undefined : items;
}
