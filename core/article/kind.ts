/** What kind of page it is beside a story: behind a paywall, a live blog, a gallery; or no story at all. */
import type { Paragraph } from '../document/record.ts';
import type { Metadata } from './metadata.ts';
import type { Element } from './page.ts';
import type { Story } from './story.ts';

/** Longer texts are stories, whatever they speak of. In characters. */
const shortNotice = 1200;
/** What is missing is told in a sentence or two; a hiker who is not found, in more. */
const shortError = 400;

/** A number is an error only where the title begins with it and goes on as a server's does: «403 million» and «500 jobs» are news. */
const errors =
  /^(?:error|http)?[\s:]*(?:404|410|403|500)(?:\s*$|\s*[-–—:|]|\s+(?:error|not found|forbidden|gone|page|internal))|not found|no longer (?:available|exists)|access denied|just a moment|nicht gefunden|seite existiert nicht|introuvable|no (?:se )?encontrad|non trovata|não encontrada|niet gevonden|hittades inte|ikke fundet|ikke funnet|не найдена|nie znaleziono|見つかりません/i;
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

/** @returns in words why the page has no article, or `undefined` where it has */
export function noArticle(title: string, paragraphs: readonly Paragraph[], story: Story, { article, meta }: Metadata): string | undefined {
  const text = paragraphs.map((paragraph) => paragraph.text).join(' ');
  const declared = article !== undefined || meta.get('og:type') === 'article';
  if (text.length < shortError && !declared && errors.test(title))
    return `the page says that something else is missing: «${title.slice(0, 100)}»`;
  if (text.length < shortNotice && asksForConsent(text)) return 'the page asks for consent to cookies before it shows anything';
  if (!declared && isFrontPage(story)) return 'the page is a list of other stories';
  return undefined;
}

function asksForConsent(text: string): boolean {
  const count = (words: RegExp) => text.match(words)?.length ?? 0;
  return count(consent) > Math.max(2, consentShare * text.split(' ').length) && count(toTheReader) >= askedOften;
}

/** Many `article` elements with a paragraph or two each, and none that holds much of the whole. */
function isFrontPage({ blocks }: Story): boolean {
  const chars = new Map<Element, number>();
  let total = 0;
  for (const { element, text } of blocks) {
    total += text.length;
    const holder = articleAround(element);
    if (holder !== undefined) chars.set(holder, (chars.get(holder) ?? 0) + text.length);
  }
  return chars.size >= teasers && Math.max(...chars.values()) < 0.3 * total && [...chars.values()].every((count) => count < shortNotice);
}

function articleAround(element: Element): Element | undefined {
  for (let at: Element | undefined = element; at !== undefined; at = at.parent) if (at.tag === 'article') return at;
  return undefined;
}

/** Flags of a story: `paywall` (what is here may be a teaser), `live-blog`, `gallery`. */
export function flagsOf(paragraphs: readonly Paragraph[], { blocks }: Story, { free, types, meta }: Metadata): string[] {
  const length = (of: readonly Paragraph[]) => of.reduce((sum, { text }) => sum + text.length, 0);
  const captions = paragraphs.filter(({ role }) => role === 'caption');
  const isGallery =
    types.has('ImageGallery') || types.has('MediaGallery') || (captions.length >= 5 && 2 * length(captions) > length(paragraphs));
  const isLive = types.has('LiveBlogPosting') || blocks.filter(({ element }) => isNamed(element, liveNames)).length > 0.5 * blocks.length;
  return [
    ...(free === false || meta.get('article:content_tier') === 'locked' ? ['paywall'] : []),
    ...(isLive && blocks.length > 0 ? ['live-blog'] : []),
    ...(isGallery ? ['gallery'] : []),
  ];
}

const liveNames = /live-?blog|live-?ticker|live-?updates?|minute-by-minute/i;

function isNamed(element: Element, names: RegExp): boolean {
  for (let at: Element | undefined = element; at !== undefined && at.tag !== 'body'; at = at.parent) {
    if (names.test(`${at.attributes.class ?? ''} ${at.attributes.id ?? ''}`)) return true;
  }
  return false;
}
