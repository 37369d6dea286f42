/**
 * Turns a page into a content record: the story from the page itself, the rest from its text and metadata.
 */

import { type Content, type Paragraph, unknownSource } from '../document/record.ts';
import { domainOf, originalAddress, webAddress } from '../document/urls.ts';
import { type Refusal, refuse } from '../errors.ts';
import type { Element, HtmlPage } from '../markup/htmlTree.ts';
import { omitUndefined } from '../omitUndefined.ts';
import { datelineOf } from '../text/dateline.ts';
import { deriveHeadline } from '../text/headline.ts';
import { languageTag, undetermined } from '../text/language.ts';
import { oneLine } from '../text/oneLine.ts';
import { tidy } from '../text/tidy.ts';
import { type ArticleTrees, articleTrees } from './articleTrees.ts';
import { withoutAuthorLine } from './authors/authorLine.ts';
import { findAuthors } from './authors/authors.ts';
import { withoutBiography } from './authors/biography.ts';
import { publicationDates } from './dates/publicationDates.ts';
import { findArticle, type LocatedArticle } from './findArticle.ts';
import { foreignParts, pageWithout } from './foreign/foreignParts.ts';
import { type PageMetadata, readMetadata } from './metadata.ts';
import { storyFlags, whyNoArticle } from './pageKind.ts';
import { findStory, type StoryBlocks } from './selectStory.ts';
import { standfirstOf } from './standfirst/standfirst.ts';
import type { DeclaredContent } from './storyFeatures.ts';
import { storyParagraphs } from './storyParagraphs.ts';
import { withoutBlocksAbove } from './storyStart.ts';
import { chooseAnswer, lengthOf, minArticleLength, type TextAnswers, textAnswers } from './textAnswers.ts';
import { findTitle } from './title/title.ts';

/** What a page says is its story, before the answers are judged. */
export interface StoryOnPage {
  /** The page without what is foreign to its story. */
  page: HtmlPage;
  metadata: PageMetadata;
  found: LocatedArticle;
  story: StoryBlocks;
  /** '' if the page has none. */
  ownTitle: string;
  standfirst: string | undefined;
  canonicalUrl: string | undefined;
  /** The names of the page's publisher. */
  sites: string[];
  answers: TextAnswers;
}

/** Finds the story on a page. @param url the page's address, if known */
export function readStory(whole: HtmlPage, url: string | undefined, trees: ArticleTrees): StoryOnPage {
  const metadata = readMetadata(whole);
  const canonicalUrl = originalAddress(
    webAddress(metadata.canonical, url) ??
      webAddress(metadata.meta.get('og:url')) ??
      webAddress(metadata.article?.url),
  );
  const sites = publisherNames(metadata);
  const read = (page: HtmlPage, without?: ReadonlySet<Element>) => {
    const found = findArticle(page, without);
    const story = findStory(found, declaredContent(metadata), trees);
    const where = { url: url ?? canonicalUrl, sites };
    return { page, found, story, ownTitle: findTitle(found.visibleBlocks, story, metadata, where, trees) };
  };
  const first = read(whole);
  const foreign = foreignParts(first.found.visibleBlocks, first.story, first.ownTitle, url ?? canonicalUrl);
  const last = foreign.size === 0 ? first : read(pageWithout(whole, foreign), foreign);
  const { page, found, ownTitle } = last;
  const story = withoutBlocksAbove(found.visibleBlocks, last.story, ownTitle);
  const standfirst = standfirstOf(metadata, found.visibleBlocks, story, ownTitle);
  const printed = storyParagraphs(story.blocks, [ownTitle], standfirst).map(({ role, text }) => ({
    role,
    text: tidy(text),
  }));
  const answers = textAnswers(printed, story, metadata, page);
  return { page, metadata, found, story, ownTitle, standfirst, canonicalUrl, sites, answers };
}

/**
 * The article on a page, or the reason why there is none.
 * @param url the page's address, if known; @param flags the flags from decoding the page;
 * @param put when the page was put, in milliseconds since 1970;
 * @param trees those of `articleTrees`, or others in training
 */
export function extractArticle(
  whole: HtmlPage,
  { url, flags, put }: { url?: string | undefined; flags: readonly string[]; put: number },
  trees = articleTrees,
): Content | Refusal {
  const read = readStory(whole, url, trees);
  const { page, metadata, found, story, ownTitle, standfirst, canonicalUrl, sites, answers } = read;
  const { paragraphs, fromData, confidence } = chooseAnswer(answers, trees.judge);
  const refusal = refusalOf(read, paragraphs, url);
  if (refusal !== undefined) return refusal;
  const title = ownTitle === '' ? deriveHeadline(paragraphs[0]?.text ?? '') : ownTitle;
  const dateline = datelineOf(paragraphs);
  const language = languageIn(metadata);
  const source = sourceIn(metadata, canonicalUrl, url);
  const around = {
    visibleBlocks: found.visibleBlocks,
    story,
    url: canonicalUrl ?? url,
    domain: source.domain,
    language: metadata.meta.get('og:locale') ?? metadata.lang ?? language.tag,
    put,
  };
  const { byline, authors } = findAuthors(page, metadata, around, sites, trees);
  const { published = dateline?.published, modified, ambiguous } = publicationDates(page, metadata, around);
  const section = oneLine(metadata.article?.section ?? metadata.meta.get('article:section'));
  return {
    schema: 'news.doc/1',
    title,
    ...omitUndefined({ standfirst }),
    paragraphs: withoutBiography(withoutAuthorLine(paragraphs, authors), authors),
    ...omitUndefined({ byline }),
    authors,
    ...omitUndefined({ dateline: dateline?.dateline, published, modified }),
    language,
    source,
    subjects: section === undefined ? [] : [section],
    quality: {
      extractor: 'article/2',
      confidence: Math.round(100 * confidence) / 100,
      flags: [
        ...flags,
        ...(ownTitle === '' ? ['title-derived'] : []),
        ...(ambiguous ? ['date-ambiguous'] : []),
        ...(fromData ? ['text-from-data'] : []),
        ...storyFlags(paragraphs, found.visibleBlocks, story, metadata),
      ],
    },
  };
}

/** Why the page has no article; `undefined` if it has one. */
function refusalOf(
  { metadata, found, story, ownTitle, canonicalUrl }: StoryOnPage,
  paragraphs: readonly Paragraph[],
  url: string | undefined,
): Refusal | undefined {
  const place = { visibleBlocks: found.visibleBlocks, story, domain: domainOf(url ?? canonicalUrl) };
  const missing = whyNoArticle(ownTitle, paragraphs, place, metadata);
  if (missing !== undefined) return refuse('extract.no_content', missing);
  const length = lengthOf(paragraphs);
  if (length === 0)
    return refuse('extract.no_content', 'no block of prose on the page: only links, labels and short lines');
  if (length >= minArticleLength) return undefined;
  const evidence = `${length} characters of prose; an article has at least ${minArticleLength}`;
  return refuse('extract.too_short', evidence);
}

/**
 * The story's title, description and body according to the metadata, as evidence of which blocks are the
 * story.
 */
export function declaredContent({ article, meta, pageTitle, recipe }: PageMetadata): DeclaredContent {
  return {
    title: article?.headline ?? meta.get('og:title') ?? pageTitle ?? '',
    description: article?.description ?? meta.get('og:description') ?? meta.get('description') ?? '',
    body: article?.body ?? recipe ?? '',
    recipe: recipe ?? '',
  };
}

/** The names of the page's publisher. */
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
    ...omitUndefined({ domain, url, canonicalUrl, publisher }),
  };
}
