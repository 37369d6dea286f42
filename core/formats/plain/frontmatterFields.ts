/** Maps front matter to the fields of a document, by the names that newsrooms and site generators use. */

import { parseMoment } from '../../dates/moment.ts';
import { momentFromWritten, writtenDates } from '../../dates/writtenDate.ts';
import { urgencyOf } from '../../document/buildContent.ts';
import { type Content, type Moment, unknownSource } from '../../document/record.ts';
import { domainOf, webAddress } from '../../document/urls.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { authorsInList } from '../../text/byline/names.ts';
import { keywordsIn } from '../../text/keywords.ts';
import { declaredLanguage } from '../../text/language.ts';
import { wordSet } from '../../text/wordSet.ts';
import { fieldNames } from '../json/fieldNames.ts';
import { endUnknown } from '../json/heldBackFields.ts';
import { flagsOfStatus } from '../unpublished.ts';
import { embargoOfLine } from './embargo.ts';
import type { FrontMatter } from './frontmatter.ts';

/** The fields of a document that front matter can set. */
export type FrontMatterFields = Partial<
  Pick<
    Content,
    | 'title'
    | 'kicker'
    | 'standfirst'
    | 'byline'
    | 'authors'
    | 'published'
    | 'modified'
    | 'embargoedUntil'
    | 'language'
    | 'source'
    | 'subjects'
    | 'genre'
    | 'urgency'
  >
>;

/** Names in databases that mean something else in front matter: who uploaded a text, of what a picture is. */
const otherMeaning = wordSet`user account influencer medium`;
/** The names in other languages and of databases, in small letters, as front matter is read. */
const alsoNamed = (field: keyof typeof fieldNames): string[] =>
  fieldNames[field].map((name) => name.toLowerCase()).filter((name) => !otherMeaning.has(name));

const names = {
  title: ['title', 'headline', ...alsoNamed('title')],
  kicker: ['kicker', 'section'],
  standfirst: ['standfirst', 'description', 'summary', 'excerpt', 'dek', ...alsoNamed('standfirst')],
  byline: ['byline', 'author', 'authors', ...alsoNamed('authors')],
  published: ['published', 'date', 'pubdate', 'created', ...alsoNamed('published')],
  modified: ['modified', 'updated', 'lastmod'],
  embargo: alsoNamed('embargo'),
  language: ['language', 'lang'],
  url: ['url', 'link', 'permalink', 'canonical'],
  canonicalUrl: ['canonical', 'canonical_url', 'canonicalurl'],
  source: ['source', 'publisher', ...alsoNamed('source')],
  publisher: ['publisher'],
  guid: ['guid', 'uuid', 'id'],
  usageTerms: ['usage_terms', 'usageterms', 'rights', 'license', 'copyright'],
  genre: ['genre', ...alsoNamed('genre').filter((name) => name !== 'section')],
  urgency: ['urgency', 'priority'],
  subjects: ['subjects', 'tags', 'keywords', 'categories', ...alsoNamed('subjects')],
} satisfies Record<string, string[]>;

/** The labels of a head without fences. */
export const headLabels = {
  titles: new Set(names.title),
  others: new Set(Object.values(names).flat()),
  texts: new Set([...fieldNames.text.map((name) => name.toLowerCase()), 'story']),
};

/**
 * What the front matter says, under the names of the record. A field that is repeated is a list, and is
 * joined where the record has one text; what cannot be read, such as a date in no known form, is left out.
 */
export function frontMatterFields({ fields, fenced }: FrontMatter): FrontMatterFields {
  const all = (name: keyof typeof names) =>
    names[name].map((one) => fields.get(one)).find((values) => values && values.length > 0) ?? [];
  const one = (name: keyof typeof names) =>
    all(name).length === 0 ? undefined : all(name).join(', ').slice(0, 1000).toWellFormed();
  return omitUndefined({
    title: one('title'),
    kicker: one('kicker'),
    standfirst: one('standfirst'),
    byline: one('byline'),
    authors: authorsIn(all('byline')),
    published: writtenMoment(one('published')),
    modified: writtenMoment(one('modified')),
    embargoedUntil: endOfEmbargo(one('embargo'), one('published')),
    language: declaredLanguage(one('language'), 1),
    source: sourceIn(one),
    // Without fences there are no lists.
    subjects: all('subjects')
      .flatMap(fenced ? (each) => each : keywordsIn)
      .slice(0, 50),
    genre: one('genre'),
    urgency: urgencyOf(Number(one('urgency'))),
  });
}

/** The end of an embargo; `undefined` if the value says none. */
const endOfEmbargo = (value = '', published?: string): Moment | undefined =>
  parseMoment(value, 'text') ?? embargoOfLine(`embargo ${value}`, writtenMoment(published)?.value);

/**
 * The flags of a draft, which site generators mark by `draft: true` or its status, of an embargo, and of a
 * lost date.
 */
export function flagsOfFrontMatter({ fields }: FrontMatter): string[] {
  const dates = names.published.flatMap((name) => fields.get(name) ?? []);
  const isEmbargoed = names.embargo
    .flatMap((name) => fields.get(name) ?? [])
    .some((value) => endUnknown.test(value) || endOfEmbargo(value, dates[0]) !== undefined);
  return [
    ...flagsOfStatus(fields.get('draft')?.[0] === 'true' ? 'draft' : fields.get('status')?.[0]),
    ...(isEmbargoed ? ['embargoed'] : []),
    ...(dates.length > 0 && writtenMoment(dates[0]) === undefined ? ['date-unread'] : []),
  ];
}

/** Each value can name several authors. */
function authorsIn(values: readonly string[]): string[] | undefined {
  if (values.length === 0) return undefined;
  const names = values.flatMap((value) => authorsInList(value));
  return names.length === 0 ? undefined : [...new Set(names)];
}

/** A date in the form of a standard, or in words. */
export function writtenMoment(value: string | undefined): Moment | undefined {
  if (value === undefined) return undefined;
  const parsed = parseMoment(value, 'text');
  const [date] = parsed === undefined ? writtenDates(value) : [];
  return date === undefined || date.swappable ? parsed : momentFromWritten(date, 'text');
}

function sourceIn(one: (name: keyof typeof names) => string | undefined): Content['source'] | undefined {
  // Programs that clip pages have the page's address there.
  const address = webAddress(one('source'));
  const url = webAddress(one('url')) ?? address;
  const canonicalUrl = webAddress(one('canonicalUrl'));
  const source = omitUndefined({
    name: (address === undefined ? one('source') : one('publisher')) ?? unknownSource,
    domain: domainOf(url),
    url,
    canonicalUrl: canonicalUrl === url ? undefined : canonicalUrl,
    guid: one('guid'),
    publisher: one('publisher'),
    usageTerms: one('usageTerms'),
  });
  return Object.keys(source).length === 1 && source.name === unknownSource ? undefined : source;
}
