/** A page into a record: the story as it stands on the page, and around it what the page says of itself, weighed. */
import { languageTag, undetermined } from '../document/language.ts';
import type { Content, Moment, Paragraph } from '../document/record.ts';
import { unknownSource } from '../document/uploader.ts';
import { domainOf, webAddress } from '../document/urls.ts';
import { type Refusal, refuse } from '../errors.ts';
import { tidy } from '../formats/charset.ts';
import { paragraphsIn } from './body.ts';
import { authorsOf, isByline } from './byline.ts';
import { momentInPath, momentOnLine, parseMoment } from './date.ts';
import { datelineOf } from './dateline.ts';
import { type Found, findArticle } from './find.ts';
import { headlineFrom } from './headline.ts';
import { type Metadata, metadataOf } from './metadata.ts';
import { elementsUnder, lineOf, type Page } from './page.ts';

/** Fewer characters of prose are a notice, not a story. */
const shortestArticle = 140;
const longestLine = 500;

/** @param known what is known of the page from outside: its address, and what was noticed when it was decoded */
export function articleOf(page: Page, known: { url?: string | undefined; flags: readonly string[] }): Content | Refusal {
  const metadata = metadataOf(page);
  const found = findArticle(page.root);
  const ownTitle = titleOf(page, found, metadata);
  const standfirst = standfirstOf(metadata, found, ownTitle);
  const printed = paragraphsIn(found.blocks, [ownTitle, standfirst]).map(({ role, text }) => ({ role, text: tidy(text) }));
  const paragraphs = lengthOf(printed) < shortestArticle ? (paragraphsOfData(metadata) ?? printed) : printed;
  const length = lengthOf(paragraphs);
  if (length === 0) return refuse('extract.no_content', 'no block of prose on the page: only links, labels and short lines');
  if (length < shortestArticle)
    return refuse('extract.too_short', `${length} characters of prose; an article has at least ${shortestArticle}`);

  const title = ownTitle === '' ? headlineFrom(paragraphs[0]?.text ?? '') : ownTitle;
  const byline = bylineOf(found);
  const dateline = datelineOf(paragraphs.find(({ role }) => role === 'text')?.text ?? '');
  const canonicalUrl =
    webAddress(metadata.canonical, known.url) ?? webAddress(metadata.meta.get('og:url')) ?? webAddress(metadata.article?.url);
  const published = publishedOf(page, found, metadata, canonicalUrl ?? known.url) ?? dateline?.published;
  const modified = momentIn(metadata.article?.dateModified, 'json-ld') ?? momentOfMeta(metadata, modifiedNames);
  const section = line(metadata.article?.section ?? metadata.meta.get('article:section'));
  return {
    schema: 'news.doc/1',
    title,
    ...(standfirst === undefined ? {} : { standfirst }),
    paragraphs,
    ...(byline === undefined ? {} : { byline }),
    authors: authorsIn(metadata, byline),
    ...(dateline === undefined ? {} : { dateline: dateline.dateline }),
    ...(published === undefined ? {} : { published }),
    ...(modified === undefined ? {} : { modified }),
    language: languageIn(metadata),
    source: sourceIn(metadata, canonicalUrl, known.url),
    subjects: section === undefined ? [] : [section],
    quality: {
      extractor: 'article/1',
      confidence: Math.round((90 * found.prose) / (found.prose + 300)) / 100,
      flags: [...known.flags, ...(ownTitle === '' ? ['title-derived'] : [])],
    },
  };
}

function lengthOf(paragraphs: readonly Paragraph[]): number {
  return paragraphs.reduce((sum, { text }) => sum + text.length, 0);
}

/** Where scripts put the story on the page, its text may still be in the JSON-LD. */
function paragraphsOfData({ article }: Metadata): Paragraph[] | undefined {
  const texts = (article?.body ?? '').split('\n').flatMap((text) => line(text, Number.POSITIVE_INFINITY) ?? []);
  return texts.length === 0 ? undefined : texts.map((text) => ({ role: 'text', text }));
}

/** One tidy line of what a page says, or nothing. */
function line(text: string | undefined, longest = longestLine): string | undefined {
  const tidied =
    text === undefined
      ? ''
      : tidy(text.slice(0, longest * 4))
          .replace(/<[^<>]{0,200}>/g, '')
          .replace(/\s+/g, ' ')
          .trim()
          .slice(0, longest)
          .toWellFormed();
  return tidied === '' ? undefined : tidied;
}

/** The heading, where what the page says for machines begins alike or there is only one; else what it says for machines. */
function titleOf(page: Page, { shown }: Found, { meta, article, pageTitle }: Metadata): string {
  const headings = [...elementsUnder(page.root)].filter(({ tag }) => tag === 'h1').map((heading) => line(lineOf(heading)) ?? '');
  const said = line(article?.headline) ?? line(meta.get('og:title')) ?? line(meta.get('twitter:title')) ?? line(pageTitle);
  const agreed = headings.find((heading) => heading !== '' && said?.startsWith(heading));
  if (agreed !== undefined) return agreed;
  if (said === undefined) return headings.find((heading) => heading !== '') ?? '';
  if (article?.headline !== undefined) return said;
  // «Coast Daily - Storm closes the harbour»: the part that the page prints by itself is the headline.
  const printed = said
    .split(separators)
    .find((part) => part.length >= 15 && part !== said && shown.some(({ text }) => line(text) === part));
  return printed ?? withoutSite(said, line(meta.get('og:site_name')));
}

const separators = / (?:\||–|—|-|·|»|::) /;

/** «Storm closes the harbour | Coast Daily» → Storm closes the harbour. */
function withoutSite(title: string, site: string | undefined): string {
  if (site !== undefined && title.endsWith(site)) {
    const rest = title.slice(0, -site.length).replace(/[\s|–—·»:-]{1,20}$/, '');
    if (rest !== '') return rest;
  }
  const cut = Math.max(...[' | ', ' – ', ' — ', ' - ', ' · ', ' » ', ' :: '].map((bar) => title.lastIndexOf(bar)));
  return cut >= 20 && title.length - cut < 40 ? title.slice(0, cut).trim() : title;
}

/** What a page calls its standfirst, in a class or id. */
const standfirstNames = /stand-?first|\bdek\b|\blede\b|summary|subtitle|sub-?head|\bintro\b|\bexcerpt\b/i;

/**
 * What the page prints as a summary: a short paragraph that it calls so, or one apart from the story that it also says to machines.
 * A summary that only machines see, or that repeats the story, is none.
 */
function standfirstOf({ meta, article }: Metadata, { shown, blocks }: Found, title: string): string | undefined {
  const lead = blocks
    .slice(0, 3)
    .find(({ element, text }) => text.length < 300 && standfirstNames.test(`${element.attributes.class} ${element.attributes.id}`));
  if (lead !== undefined) return line(lead.text);
  const told = new Set([title, ...blocks.map(({ text }) => line(text))]);
  const said = [article?.description, meta.get('og:description'), meta.get('description')].map((summary) => line(summary) ?? '');
  return said.find((summary) => summary.length >= 20 && !told.has(summary) && shown.some(({ text }) => line(text) === summary));
}

/** «By Jane Doe», as printed near the story. */
function bylineOf({ shown }: Found): string | undefined {
  return shown.map(({ text }) => (text.length <= 100 ? (line(text) ?? '') : '')).find(isByline);
}

function authorsIn({ meta, article }: Metadata, byline: string | undefined): string[] {
  const said = article?.authors.flatMap((author) => authorsOf(line(author) ?? '')) ?? [];
  if (said.length > 0) return [...new Set(said)];
  const named = authorsOf(line(meta.get('author') ?? meta.get('article:author') ?? meta.get('dc.creator')) ?? '');
  return named.length > 0 ? named : authorsOf(byline ?? '');
}

const publishedNames = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'date',
  'dc.date',
  'dc.date.issued',
  'dcterms.created',
  'pubdate',
  'publishdate',
  'parsely-pub-date',
  'sailthru.date',
];
const modifiedNames = ['article:modified_time', 'og:updated_time', 'datemodified', 'dcterms.modified', 'lastmod', 'last-modified'];

/** What is said for machines, then what is printed near the story, then the address. */
function publishedOf(page: Page, { shown }: Found, metadata: Metadata, url: string | undefined): Moment | undefined {
  return (
    momentIn(metadata.article?.datePublished, 'json-ld') ??
    momentOfMeta(metadata, publishedNames) ??
    momentOfTime(page) ??
    (url === undefined ? undefined : momentInPath(URL.parse(url)?.pathname ?? '', 'url')) ??
    shown.map(({ text }) => momentOnLine(text)).find((moment) => moment !== undefined)
  );
}

function momentIn(text: string | undefined, source: string): Moment | undefined {
  return text === undefined ? undefined : parseMoment(text, source);
}

function momentOfMeta({ meta }: Metadata, names: readonly string[]): Moment | undefined {
  return names.map((name) => momentIn(meta.get(name), 'meta')).find((moment) => moment !== undefined);
}

/** The first `time` element that has a date; those of other stories come later, as a rule. */
function momentOfTime(page: Page): Moment | undefined {
  for (const element of elementsUnder(page.root)) {
    if (element.tag !== 'time') continue;
    const moment = momentIn(element.attributes.datetime ?? lineOf(element), 'time');
    if (moment !== undefined) return moment;
  }
  return undefined;
}

function languageIn({ lang, meta, article }: Metadata): Content['language'] {
  const tag = languageTag(article?.language) ?? languageTag(lang) ?? languageTag(meta.get('og:locale'));
  return tag === undefined ? undetermined() : { tag, source: 'document', confidence: 0.9 };
}

function sourceIn({ meta, article }: Metadata, canonicalUrl: string | undefined, url: string | undefined): Content['source'] {
  const publisher = line(article?.publisher) ?? line(meta.get('og:site_name'));
  const domain = domainOf(url ?? canonicalUrl);
  return {
    name: publisher ?? unknownSource,
    ...(domain === undefined ? {} : { domain }),
    ...(url === undefined ? {} : { url }),
    ...(canonicalUrl === undefined ? {} : { canonicalUrl }),
    ...(publisher === undefined ? {} : { publisher }),
  };
}
