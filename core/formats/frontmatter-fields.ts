/** What the fields of front matter mean, under the names that newsrooms and site generators give them. */
import { authorsOf } from '../article/byline.ts';
import { parseMoment } from '../article/date.ts';
import { defined } from '../defined.ts';
import { languageTag } from '../document/language.ts';
import type { Content, Moment } from '../document/record.ts';
import { unknownSource } from '../document/uploader.ts';
import { domainOf, webAddress } from '../document/urls.ts';
import type { FrontMatter } from './frontmatter.ts';

export type Fields = Partial<
  Pick<Content, 'title' | 'kicker' | 'standfirst' | 'byline' | 'authors' | 'published' | 'modified' | 'language' | 'source' | 'subjects'>
>;

const names = {
  title: ['title', 'headline'],
  kicker: ['kicker', 'section'],
  standfirst: ['standfirst', 'description', 'summary', 'excerpt', 'dek'],
  byline: ['byline', 'author', 'authors'],
  published: ['published', 'date', 'pubdate', 'created'],
  modified: ['modified', 'updated', 'lastmod'],
  language: ['language', 'lang'],
  url: ['url', 'link', 'permalink', 'canonical'],
  source: ['source', 'publisher'],
  subjects: ['subjects', 'tags', 'keywords', 'categories'],
} satisfies Record<string, string[]>;

export function fieldsOf({ fields }: FrontMatter): Fields {
  const all = (name: keyof typeof names) => names[name].map((one) => fields.get(one)).find((values) => values && values.length > 0) ?? [];
  const one = (name: keyof typeof names) => (all(name).length === 0 ? undefined : all(name).join(', ').slice(0, 1000).toWellFormed());
  const tag = languageTag(one('language'));
  return defined({
    title: one('title'),
    kicker: one('kicker'),
    standfirst: one('standfirst'),
    byline: one('byline'),
    authors: authorsIn(all('byline')),
    published: momentIn(one('published')),
    modified: momentIn(one('modified')),
    language: tag === undefined ? undefined : { tag, source: 'document' as const, confidence: 1 },
    source: sourceIn(one('source'), one('url')),
    subjects: all('subjects').slice(0, 50),
  });
}

/** A list of authors names one each; a single line may name several. */
function authorsIn(values: readonly string[]): string[] | undefined {
  if (values.length === 0) return undefined;
  const names = values.flatMap((value) => authorsOf(value));
  return names.length === 0 ? undefined : [...new Set(names)];
}

function momentIn(value: string | undefined): Moment | undefined {
  return value === undefined ? undefined : parseMoment(value, 'text');
}

function sourceIn(name: string | undefined, link: string | undefined): Content['source'] | undefined {
  const url = webAddress(link);
  const domain = domainOf(url);
  if (name === undefined && url === undefined) return undefined;
  return { name: name ?? unknownSource, ...(url === undefined ? {} : { url }), ...(domain === undefined ? {} : { domain }) };
}
