/**
 * Recognises pages without an article, and special kinds of articles: behind a paywall, live blogs,
 * galleries.
 */
import type { Paragraph } from '../document/record.ts';
import { domainOf } from '../document/urls.ts';
import { type Element, elementsUnder, namesOf } from '../markup/htmlTree.ts';
import { oncePerElement } from '../markup/oncePerElement.ts';
import { anyOf } from '../text/anyOf.ts';
import { articleAround, type Block } from './blocks.ts';
import { proseOf } from './findArticle.ts';
import { asksForConsent } from './foreign/consentText.ts';
import { isPaywallOffer } from './foreign/paywallOffers.ts';
import type { PageMetadata } from './metadata.ts';
import type { StoryBlocks } from './selectStory.ts';

/** Maximum length of a notice, in characters; longer texts are stories, whatever their topic. */
const maxNoticeLength = 1200;
/** Maximum length of an error page: a story about a hiker who is not found is longer. */
const maxErrorLength = 400;

/**
 * A number means an error only at the start of a title that continues like a server's message: "403
 * million" and "500 jobs" are news.
 */
const errorCode =
  String.raw`(?:404|410|403|50[0234])(?:\s*$|\s*[-–—:|]|` +
  String.raw`\s+(?:error|not found|forbidden|gone|page|internal|service|bad|gateway))`;
const missingWords = anyOf`
  not found, no longer (?:available|exists), access denied, just a moment,
  service (?:temporarily )?unavailable, bad gateway, gateway time-?out, nicht gefunden, seite existiert nicht,
  introuvable, no (?:se )?encontrad, non trovata, não encontrada, niet gevonden, hittades inte, ikke fundet,
  ikke funnet, не найдена, nie znaleziono, 見つかりません
`;
const errorTitle = new RegExp(String.raw`^(?:error|http)?[\s:]*${errorCode}|${missingWords}`, 'i');

/** Titles of pages that ask for a log-in or list search results. */
const noticeTitles = anyOf`
  log ?in, sign ?in, sign ?up, register, anmelden, einloggen, connexion, se connecter, iniciar sesión, accedi,
  inloggen, logga in, search(?: results)?, suche, suchergebnisse, résultats de recherche,
  resultados de búsqueda, risultati della ricerca, zoekresultaten
`;
/** Wordings in titles of pages that check the visitor or announce maintenance. */
const visitorChecks = anyOf`
  are you (?:a |not a )?(?:robot|human), (?:checking|verifying) (?:your browser|you are human),
  attention required, unusual (?:traffic|activity), security check, under maintenance, wartungsarbeiten
`;
const noticeTitle = new RegExp(`^(?:${noticeTitles})$|${visitorChecks}`, 'i');

/** Minimum number of teasers, all of about one size, on a front page. */
const minTeasers = 6;

interface FoundStory {
  visibleBlocks: readonly Block[];
  story: StoryBlocks;
  /** The domain of the page. */
  domain: string | undefined;
}

/** The reason why the page has no article, in words; `undefined` if it has one. */
export function whyNoArticle(
  title: string,
  paragraphs: readonly Paragraph[],
  found: FoundStory,
  metadata: PageMetadata,
): string | undefined {
  const { article, meta, pageTitle } = metadata;
  const text = paragraphs.map((paragraph) => paragraph.text).join(' ');
  const typed = meta.get('og:type') === 'article';
  // Content systems also declare their error pages as articles, but without a date.
  const dated = article !== undefined || (typed && meta.has('article:published_time'));
  if (text.length < maxErrorLength && !dated) {
    const titles = [title, ...(pageTitle ?? '').split(/\s[|–—·»:-]+\s/)].map((part) => part.trim());
    const notice = titles.find((part) => errorTitle.test(part) || noticeTitle.test(part));
    if (notice !== undefined) return `the page is an error or log-in page: "${notice.slice(0, 100)}"`;
  }
  if (text.length < maxNoticeLength && asksForConsent(text))
    return 'the page asks for consent to cookies before it shows anything';
  if (article === undefined && !typed && (isFrontPage(found) || isTeaserList(found)))
    return 'the page is a list of other stories';
  return undefined;
}

/**
 * Whether the page has many `article` elements with a paragraph or two each, and none has much of the
 * whole. The posts of a live blog and the places or products of a list may be such elements too, but their
 * headings link to no other pages.
 */
function isFrontPage({ visibleBlocks, story, domain }: FoundStory): boolean {
  const among = blocksAmong(visibleBlocks, story);
  const headed = new Set(
    among.flatMap(({ element }) => (isHeading(element) ? (articleAround(element) ?? []) : [])),
  );
  const hasOwnParts = hasLivePosts(among) || headed.size >= minTeasers;
  if (hasOwnParts && !among.some(({ element }) => isLinkedHeading(element, domain))) return false;
  const chars = new Map<Element, number>();
  let total = 0;
  for (const { element, text } of story.blocks) {
    total += text.length;
    const holder = articleAround(element);
    if (holder !== undefined) chars.set(holder, (chars.get(holder) ?? 0) + text.length);
  }
  return (
    chars.size >= minTeasers &&
    Math.max(...chars.values()) < 0.3 * total &&
    [...chars.values()].every((count) => count < maxNoticeLength)
  );
}

/**
 * Whether the page is a list of teasers: headings that link to other pages of the site, with little prose
 * below each.
 */
function isTeaserList({ visibleBlocks, story, domain }: FoundStory): boolean {
  const own = new Set([...story.blocks, ...(story.standfirst === undefined ? [] : [story.standfirst])]);
  // Characters of prose before the first linked heading, and below each.
  const below = [0];
  for (const block of visibleBlocks.slice(Math.max(0, story.first - 2), story.last + 1)) {
    const { element, text, linked } = block;
    if (linked >= 0.9 * text.length && isLinkedHeading(element, domain)) below.push(0);
    else if (own.has(block)) below.push((below.pop() ?? 0) + proseOf(block));
  }
  const [longest, total] = [Math.max(...below), below.reduce((sum, length) => sum + length, 0)];
  return (
    below.slice(1).filter((length) => length > 0).length >= minTeasers &&
    longest < 0.3 * total &&
    longest < maxNoticeLength
  );
}

/** The element of a block and the three around it, which a heading or a link may be. */
function nearestElements(block: Element): Element[] {
  const nearest: Element[] = [];
  for (let at: Element | undefined = block; at !== undefined && nearest.length < 4; at = at.parent)
    nearest.push(at);
  return nearest;
}

function isHeading(block: Element): boolean {
  return nearestElements(block).some(({ tag }) => /^h[1-5]$/.test(tag));
}

/** Whether the block is a heading that links to another page of the site. */
function isLinkedHeading(block: Element, domain: string | undefined): boolean {
  if (!isHeading(block)) return false;
  const { own, domains } = linkTargets(block);
  return own || domains.has(domain);
}

/** Whether links at or in an element lead to another page of its site, and the other sites they lead to. */
const linkTargets = oncePerElement((element) => {
  const domains = new Set<string | undefined>();
  let own = false;
  for (const { tag, attributes } of [...nearestElements(element), ...elementsUnder(element)]) {
    const href = attributes.href ?? '';
    if (tag !== 'a' || href.startsWith('#')) continue;
    if (/^(?:[a-z]+:)?\/\//i.test(href)) domains.add(domainOf(href));
    else own = true;
  }
  return { own, domains };
});

/** The flags of a story: `paywall` (the text may be only a teaser), `live-blog`, `gallery`. */
export function storyFlags(
  paragraphs: readonly Paragraph[],
  visibleBlocks: readonly Block[],
  story: StoryBlocks,
  metadata: PageMetadata,
): string[] {
  const { blocks, first, last } = story;
  const { free, types, meta } = metadata;
  const length = (of: readonly Paragraph[]) => of.reduce((sum, { text }) => sum + text.length, 0);
  const captions = paragraphs.filter(({ role }) => role === 'caption');
  const most = (named: RegExp) =>
    blocks.filter(({ element }) => isNamed(element, named)).length > 0.5 * blocks.length;
  const isGallery =
    types.has('ImageGallery') ||
    types.has('MediaGallery') ||
    (captions.length >= 5 && 2 * length(captions) > length(paragraphs)) ||
    (blocks.length >= 5 && blocks.every(({ text }) => text.length < maxCaptionLength) && most(galleryNames));
  const isLive =
    types.has('LiveBlogPosting') || most(liveNames) || hasLivePosts(blocksAmong(visibleBlocks, story));
  const isTeaser = visibleBlocks
    .slice(Math.max(0, first), last + 1 + blocksAfterStory)
    .some(({ text }) => isPaywallOffer(text));
  return [
    ...(free === false || meta.get('article:content_tier') === 'locked' || isTeaser ? ['paywall'] : []),
    ...(isLive && blocks.length > 0 ? ['live-blog'] : []),
    ...(isGallery ? ['gallery'] : []),
  ];
}

const liveNames = /live-?blog|live-?ticker|live-?updates?|minute-by-minute/i;
const galleryWords = anyOf`
  galler(?:y|ies), galerie, slide-?show, bildergalerie, fotostrecke, diaporama, fotogalería
`;
const galleryNames = new RegExp(String.raw`(?:^|[\s_-])(?:photo-?)?(?:${galleryWords})(?:$|[\s_-])`, 'i');
const maxCaptionLength = 400;
/** Posts of a live blog begin with the time of day on a separate line. */
const clock = /^(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?(?:uhr|h|[ap]\.?m\.?|gmt|bst|cet|e[sd]?t))?$/i;
const minLivePosts = 5;

function hasLivePosts(among: readonly Block[]): boolean {
  return among.filter(({ element, text }) => element.tag !== 'td' && clock.test(text)).length >= minLivePosts;
}

/** The blocks from the first of the story to its last. */
function blocksAmong(visibleBlocks: readonly Block[], { first, last }: StoryBlocks): readonly Block[] {
  return visibleBlocks.slice(Math.max(0, first), last + 1);
}

/** How many blocks after the story to search for an offer to subscribe. */
const blocksAfterStory = 6;

function isNamed(element: Element, names: RegExp): boolean {
  for (let at: Element | undefined = element; at !== undefined && at.tag !== 'body'; at = at.parent) {
    if (names.test(namesOf(at))) return true;
  }
  return false;
}
