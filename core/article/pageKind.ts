/** What kind of page it is beside a story: behind a paywall, a live blog, a gallery; or no story at all. */
import type { Paragraph } from '../document/record.ts';
import { domainOf } from '../document/urls.ts';
import { type Element, elementsUnder } from '../markup/htmlTree.ts';
import type { Block } from './blocks.ts';
import { proseOf } from './findArticle.ts';
import type { PageMetadata } from './metadata.ts';
import type { StoryBlocks } from './selectStory.ts';

/** Longer texts are stories, whatever they speak of. In characters. */
const shortNotice = 1200;
/** What is missing is told in a sentence or two; a hiker who is not found, in more. */
const shortError = 400;

/** A number is an error only where the title begins with it and goes on as a server's does: «403 million» and «500 jobs» are news. */
const errors =
  /^(?:error|http)?[\s:]*(?:404|410|403|50[0234])(?:\s*$|\s*[-–—:|]|\s+(?:error|not found|forbidden|gone|page|internal|service|bad|gateway))|not found|no longer (?:available|exists)|access denied|just a moment|service (?:temporarily )?unavailable|bad gateway|gateway time-?out|nicht gefunden|seite existiert nicht|introuvable|no (?:se )?encontrad|non trovata|não encontrada|niet gevonden|hittades inte|ikke fundet|ikke funnet|не найдена|nie znaleziono|見つかりません/i;
/** What a page calls itself that asks who is there, or lists what was looked for. */
const notices =
  /^(?:log ?in|sign ?in|sign ?up|register|anmelden|einloggen|connexion|se connecter|iniciar sesión|accedi|inloggen|logga in|search(?: results)?|suche|suchergebnisse|résultats de recherche|resultados de búsqueda|risultati della ricerca|zoekresultaten)$|are you (?:a |not a )?(?:robot|human)|(?:checking|verifying) (?:your browser|you are human)|attention required|unusual (?:traffic|activity)|security check|under maintenance|wartungsarbeiten/i;
const consent =
  /\b(?:cookies?|consent|privacy|gdpr|partners?|einwillig\w*|zustimm\w*|datenschutz|werbung|tracking|consentement|consentimiento|privacidad|confidentialité|consenso|toestemming|samtycke|samtykke)\b/gi;
/** So many such words in a hundred are a question, not a story … */
const consentShare = 0.04;
/** … where it is put to the reader: a story about cookies speaks of others. */
const toTheReader =
  /\b(?:we|our|you|your|wir|unser\w*|sie|ihr\w*|nous|nos|vous|votre|vos|nosotros|usted|tus?|noi|tuoi?|nós|você|wij|onze|uw|jouw|vi|vår\w*|du|din\w*)\b/gi;
const askedOften = 3;
/** A page with so many teasers of about one size is a front page. */
const teasers = 6;

/**
 * @param domain of the page, where it is known
 * @returns in words why the page has no article, or `undefined` where it has
 */
export function whyNoArticle(
  title: string,
  paragraphs: readonly Paragraph[],
  found: { shown: readonly Block[]; story: StoryBlocks; domain: string | undefined },
  metadata: PageMetadata,
): string | undefined {
  const { article, meta, pageTitle } = metadata;
  const text = paragraphs.map((paragraph) => paragraph.text).join(' ');
  const typed = meta.get('og:type') === 'article';
  // Content systems call their error pages articles too, but give them no date.
  const dated = article !== undefined || (typed && meta.has('article:published_time'));
  if (text.length < shortError && !dated) {
    const titles = [title, ...(pageTitle ?? '').split(/\s[|–—·»:-]+\s/)].map((part) => part.trim());
    const notice = titles.find((part) => errors.test(part) || notices.test(part));
    if (notice !== undefined)
      return `the page says that something else is missing: «${notice.slice(0, 100)}»`;
  }
  if (text.length < shortNotice && asksForConsent(text))
    return 'the page asks for consent to cookies before it shows anything';
  if (article === undefined && !typed && (isFrontPage(found.story) || leadsElsewhere(found)))
    return 'the page is a list of other stories';
  return undefined;
}

function asksForConsent(text: string): boolean {
  const count = (words: RegExp) => text.match(words)?.length ?? 0;
  return (
    count(consent) > Math.max(2, consentShare * text.split(' ').length) && count(toTheReader) >= askedOften
  );
}

/** Many `article` elements with a paragraph or two each, and none that holds much of the whole. */
function isFrontPage({ blocks }: StoryBlocks): boolean {
  const chars = new Map<Element, number>();
  let total = 0;
  for (const { element, text } of blocks) {
    total += text.length;
    const holder = articleAround(element);
    if (holder !== undefined) chars.set(holder, (chars.get(holder) ?? 0) + text.length);
  }
  return (
    chars.size >= teasers &&
    Math.max(...chars.values()) < 0.3 * total &&
    [...chars.values()].every((count) => count < shortNotice)
  );
}

function articleAround(element: Element): Element | undefined {
  for (let at: Element | undefined = element; at !== undefined; at = at.parent)
    if (at.tag === 'article') return at;
  return undefined;
}

/** Headings that are links to other pages of the site, a little prose below each, and nowhere much of it: teasers. */
function leadsElsewhere({
  shown,
  story,
  domain,
}: {
  shown: readonly Block[];
  story: StoryBlocks;
  domain: string | undefined;
}): boolean {
  const own = new Set([...story.blocks, ...(story.standfirst === undefined ? [] : [story.standfirst])]);
  // Characters of prose before the first such heading, and below each.
  const below = [0];
  for (const block of shown.slice(Math.max(0, story.first - 2), story.last + 1)) {
    const { element, text, linked } = block;
    if (linked >= 0.9 * text.length && isHeadingTo(element, domain)) below.push(0);
    else if (own.has(block)) below.push((below.pop() ?? 0) + proseOf(block));
  }
  const [longest, total] = [Math.max(...below), below.reduce((sum, length) => sum + length, 0)];
  return (
    below.slice(1).filter((length) => length > 0).length >= teasers &&
    longest < 0.3 * total &&
    longest < shortNotice
  );
}

function isHeadingTo(block: Element, domain: string | undefined): boolean {
  const above: Element[] = [];
  for (let at: Element | undefined = block; at !== undefined && above.length < 4; at = at.parent)
    above.push(at);
  const heading = above.some(({ tag }) => /^h[1-5]$/.test(tag));
  const links = heading
    ? [...above, ...elementsUnder(block)].flatMap(({ tag, attributes }) =>
        tag === 'a' ? [attributes.href ?? ''] : [],
      )
    : [];
  return links.some(
    (href) => !href.startsWith('#') && (!/^(?:[a-z]+:)?\/\//i.test(href) || domainOf(href) === domain),
  );
}

/** Flags of a story: `paywall` (what is here may be a teaser), `live-blog`, `gallery`. */
export function storyFlags(
  paragraphs: readonly Paragraph[],
  shown: readonly Block[],
  { blocks, first, last }: StoryBlocks,
  metadata: PageMetadata,
): string[] {
  const { free, types, meta } = metadata;
  const length = (of: readonly Paragraph[]) => of.reduce((sum, { text }) => sum + text.length, 0);
  const captions = paragraphs.filter(({ role }) => role === 'caption');
  const most = (named: RegExp) =>
    blocks.filter(({ element }) => isNamed(element, named)).length > 0.5 * blocks.length;
  const among = shown.slice(Math.max(0, first), last + 1);
  const isGallery =
    types.has('ImageGallery') ||
    types.has('MediaGallery') ||
    (captions.length >= 5 && 2 * length(captions) > length(paragraphs)) ||
    (blocks.length >= 5 && blocks.every(({ text }) => text.length < longestCaption) && most(galleryNames));
  const isLive =
    types.has('LiveBlogPosting') ||
    most(liveNames) ||
    among.filter(({ element, text }) => element.tag !== 'td' && clock.test(text)).length >= livePosts;
  const isTeaser = shown
    .slice(Math.max(0, first), last + 1 + lookedAfter)
    .some(({ text }) => text.length < longestOffer && asksToPay.test(text));
  return [
    ...(free === false || meta.get('article:content_tier') === 'locked' || isTeaser ? ['paywall'] : []),
    ...(isLive && blocks.length > 0 ? ['live-blog'] : []),
    ...(isGallery ? ['gallery'] : []),
  ];
}

const liveNames = /live-?blog|live-?ticker|live-?updates?|minute-by-minute/i;
const galleryNames =
  /(?:^|[\s_-])(?:photo-?)?(?:galler(?:y|ies)|galerie|slide-?show|bildergalerie|fotostrecke|diaporama|fotogalería)(?:$|[\s_-])/i;
const longestCaption = 400;
/** A post of a live blog begins with the time of day on a line of its own. */
const clock = /^(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?(?:uhr|h|[ap]\.?m\.?|gmt|bst|cet|e[sd]?t))?$/i;
const livePosts = 5;

/** So many blocks after the story may stand the offer to go on for money. */
const lookedAfter = 6;
const longestOffer = 300;
const asksToPay =
  /\b(?:subscribe|sign up|log in|register|join)[^.]{0,30} to (?:continue|keep|read the (?:full|rest|whole))|to (?:continue|keep) reading[^.]{0,40}(?:subscri|sign|log|register|account|trial)|already a subscriber|(?:article|story|content) is (?:only |exclusively )?(?:available )?(?:for|to) (?:our )?(?:paying )?(?:subscribers|members)|weiterlesen mit |jetzt (?:abonnieren und|testen und) |(?:nur|exklusiv) für abonnent|réservée? aux abonné|pour lire la suite[^.]{0,40}abonn|(?:exclusivo|solo) para suscriptores|suscríbete para (?:seguir|continuar)|riservato agli abbonati|per continuare a leggere[^.]{0,40}abbon|alleen voor abonnees|endast för prenumeranter|(?:kun|bare) for abonnenter|только для подписчиков|(?:有料)?会員限定|残り\s?\d+文字/i;

function isNamed(element: Element, names: RegExp): boolean {
  for (let at: Element | undefined = element; at !== undefined && at.tag !== 'body'; at = at.parent) {
    if (names.test(`${at.attributes.class ?? ''} ${at.attributes.id ?? ''}`)) return true;
  }
  return false;
}
