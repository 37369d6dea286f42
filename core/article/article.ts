/** A page into a record: the story as it stands on the page, and around it what the page says of itself, weighed. */

import type { Content, Paragraph } from '../document/record.ts';
import { unknownSource } from '../document/record.ts';
import { domainOf, webAddress } from '../document/urls.ts';
import { type Refusal, refuse } from '../errors.ts';
import type { HtmlPage } from '../markup/htmlTree.ts';
import { parseDateline } from '../text/dateline.ts';
import { deriveHeadline } from '../text/headline.ts';
import { languageTag, undetermined } from '../text/language.ts';
import { oneLine } from '../text/oneLine.ts';
import { tidy } from '../text/tidy.ts';
import { findAuthors } from './authors.ts';
import type { Block } from './blocks.ts';
import { storyParagraphs, standfirstText } from './storyParagraphs.ts';
import type { DeclaredContent } from './storyFeatures.ts';
import { findArticle } from './findArticle.ts';
import { storyFlags, whyNoArticle } from './pageKind.ts';
import { type PageMetadata, readMetadata } from './metadata.ts';
import { publicationDates } from './publicationDates.ts';
import { storyInScripts } from './scriptData.ts';
import { type StoryBlocks, standfirstNames, findStory } from './selectStory.ts';
import { findTitle } from './title.ts';

/** Fewer characters of prose are a notice, not a story. */
const shortestArticle = 140;
const longestLine = 500;

/** @param known what is known of the page from outside: its address, and what was noticed when it was decoded */
export function extractArticle(
  page: HtmlPage,
  known: { url?: string | undefined; flags: readonly string[] },
): Content | Refusal {
  const metadata = readMetadata(page);
  const found = findArticle(page.root);
  const story = findStory(found, declaredContent(metadata));
  const canonicalUrl =
    webAddress(metadata.canonical, known.url) ??
    webAddress(metadata.meta.get('og:url')) ??
    webAddress(metadata.article?.url);
  const sites = publisherNames(metadata);
  const ownTitle = findTitle(found.shown, story, metadata, { url: known.url ?? canonicalUrl, sites });
  const standfirst = standfirstOf(metadata, found.shown, story, ownTitle);
  const printed = storyParagraphs(story.blocks, [ownTitle, standfirst]).map(({ role, text }) => ({
    role,
    text: tidy(text),
  }));
  const data = lengthOf(printed) < shortestArticle ? paragraphsOfData(metadata, page) : undefined;
  const paragraphs = data ?? printed;
  const length = lengthOf(paragraphs);
  const missing = whyNoArticle(
    ownTitle,
    paragraphs,
    { shown: found.shown, story, domain: domainOf(known.url ?? canonicalUrl) },
    metadata,
  );
  if (missing !== undefined) return refuse('extract.no_content', missing);
  if (length === 0)
    return refuse('extract.no_content', 'no block of prose on the page: only links, labels and short lines');
  if (length < shortestArticle)
    return refuse(
      'extract.too_short',
      `${length} characters of prose; an article has at least ${shortestArticle}`,
    );

  const title = ownTitle === '' ? deriveHeadline(paragraphs[0]?.text ?? '') : ownTitle;
  const dateline = parseDateline(paragraphs.find(({ role }) => role === 'text')?.text ?? '');
  const language = languageIn(metadata);
  const source = sourceIn(metadata, canonicalUrl, known.url);
  const around = {
    shown: found.shown,
    story,
    url: canonicalUrl ?? known.url,
    domain: source.domain,
    language: metadata.meta.get('og:locale') ?? metadata.lang ?? language.tag,
  };
  const { byline, authors } = findAuthors(page, metadata, around, sites);
  const { published = dateline?.published, modified, ambiguous } = publicationDates(page, metadata, around);
  const section = oneLine(metadata.article?.section ?? metadata.meta.get('article:section'));
  return {
    schema: 'news.doc/1',
    title,
    ...(standfirst === undefined ? {} : { standfirst }),
    paragraphs,
    ...(byline === undefined ? {} : { byline }),
    authors,
    ...(dateline === undefined ? {} : { dateline: dateline.dateline }),
    ...(published === undefined ? {} : { published }),
    ...(modified === undefined ? {} : { modified }),
    language,
    source,
    subjects: section === undefined ? [] : [section],
    quality: {
      extractor: 'article/2',
      confidence: Math.round(100 * story.confidence) / 100,
      flags: [
        ...known.flags,
        ...(ownTitle === '' ? ['title-derived'] : []),
        ...(ambiguous ? ['date-ambiguous'] : []),
        ...(data === undefined ? [] : ['text-from-data']),
        ...storyFlags(paragraphs, found.shown, story, metadata),
      ],
    },
  };
}

/** What the page says of itself that bears on which of its blocks are the story. */
export function declaredContent({ article, meta, pageTitle }: PageMetadata): DeclaredContent {
  return {
    title: article?.headline ?? meta.get('og:title') ?? pageTitle ?? '',
    description: article?.description ?? meta.get('og:description') ?? meta.get('description') ?? '',
    body: article?.body ?? '',
  };
}

function lengthOf(paragraphs: readonly Paragraph[]): number {
  return paragraphs.reduce((sum, { text }) => sum + text.length, 0);
}

/** Where scripts put the story on the page, its text may still be in the JSON-LD or in the scripts' data. */
function paragraphsOfData({ article }: PageMetadata, page: HtmlPage): Paragraph[] | undefined {
  const said = article?.body === undefined ? storyInScripts(page.scripts) : article.body.split('\n');
  const texts = (said ?? []).flatMap((text) => oneLine(text, Number.POSITIVE_INFINITY) ?? []);
  return texts.length === 0 ? undefined : texts.map((text) => ({ role: 'text', text }));
}

/**
 * What the page prints as a summary: a short paragraph between headline and story, or one apart from the story that it also says to
 * machines. A summary that only machines see, or that repeats the story, is none.
 */
function standfirstOf(
  { meta, article }: PageMetadata,
  shown: readonly Block[],
  story: StoryBlocks,
  title: string,
): string | undefined {
  if (story.standfirst !== undefined) return oneLine(standfirstText(story.standfirst, title));
  const before = shown.slice(Math.max(0, story.first - 8), Math.max(0, story.first));
  const called = before.find(({ element, text }) => {
    const fits = text.length >= 20 && text.length < longestLine && text !== title;
    return fits && standfirstNames.test(`${element.attributes.class} ${element.attributes.id}`);
  });
  if (called !== undefined) return oneLine(called.text);
  const said = [article?.description, meta.get('og:description'), meta.get('description')].map(
    (summary) => oneLine(summary) ?? '',
  );
  const lines = new Set(shown.flatMap(({ text }) => (text.length < 2 * longestLine ? [oneLine(text)] : [])));
  const told = new Set([title, ...story.blocks.map(({ text }) => oneLine(text))]);
  return said.find((summary) => summary.length >= 20 && lines.has(summary) && !told.has(summary));
}

/** The names that the page's publisher goes by. */
export function publisherNames({ meta, article }: PageMetadata): string[] {
  return [article?.publisher, meta.get('og:site_name'), meta.get('application-name')].flatMap(
    (name) => oneLine(name) ?? [],
  );
}

function languageIn({ lang, meta, article }: PageMetadata): Content['language'] {
  const tag = languageTag(article?.language) ?? languageTag(lang) ?? languageTag(meta.get('og:locale'));
  return tag === undefined ? undetermined() : { tag, source: 'document', confidence: 0.9 };
}

function sourceIn(
  { meta, article }: PageMetadata,
  canonicalUrl: string | undefined,
  url: string | undefined,
): Content['source'] {
  const publisher = oneLine(article?.publisher) ?? oneLine(meta.get('og:site_name'));
  const domain = domainOf(url ?? canonicalUrl);
  return {
    name: publisher ?? unknownSource,
    ...(domain === undefined ? {} : { domain }),
    ...(url === undefined ? {} : { url }),
    ...(canonicalUrl === undefined ? {} : { canonicalUrl }),
    ...(publisher === undefined ? {} : { publisher }),
  };
}
