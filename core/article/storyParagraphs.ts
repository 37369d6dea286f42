/**
 * Turns the blocks of a story into its paragraphs: drops what is not part of the text and gives the rest
 * their roles.
 */

import { momentOnLine } from '../dates/moment.ts';
import type { Paragraph } from '../document/record.ts';
import { type Element, isHeading, lineOf } from '../markup/htmlTree.ts';
import { oncePerElement } from '../markup/oncePerElement.ts';
import { anyOf } from '../text/anyOf.ts';
import { isByline } from '../text/byline/byline.ts';
import { hyphenateCamelCase } from '../text/camelCase.ts';
import { looksLikeSubheading } from '../text/headline.ts';
import { lettersAndDigits } from '../text/lettersAndDigits.ts';
import { remembering } from '../text/remembering.ts';
import { endsAsProse } from '../text/sentenceEnd.ts';
import { isDatedByline, isLabelledDate, withoutDate } from './authors/creditLines.ts';
import type { Block } from './blocks.ts';
import { creditsPicture, isCaptionText, maxCaption, namesPhotographer } from './captions/captionTexts.ts';
import { isBesidePicture } from './captions/pictureBoxes.ts';
import { advertisementLabels } from './foreign/advertisementLabels.ts';
import { isDisclosure } from './foreign/disclosures.ts';
import { isFormText } from './foreign/formTexts.ts';
import { cues, lineCue } from './lineCues.ts';
import { withWholeRows } from './tables/storyTables.ts';

/** How lines begin that pages put between the paragraphs of a story. */
const furnitureStarts = anyOf`
  advertisement, read (?:more|also|next)\b, see also\b, related\b, share (?:this|on)\b, follow (?:us|@),
  sign up\b, subscribe\b, click here\b, listen to\b, watch:, photo:, image:, image source, getty images,
  loading, copyright\b, ©, all rights reserved, published:?$, updated:?$, last (?:updated|modified),
  story continues, continue reading, skip to, back to top, print(?: this)?$, e-?mail(?: this)?$,
  comments?$, \d+ (?:comments?|min(?:ute)?s? read)
`;
const furniture = new RegExp(`^(?:${furnitureStarts})`, 'i');

/** What buttons beside a story say. */
const buttons = anyOf`
  share, tweet, save, bookmark, copy link, teilen, merken, drucken, vorlesen, link kopieren, partager,
  imprimer, copier le lien, compartir, guardar, copiar enlace, compartilhar, condividi, stampa, delen,
  opslaan, dela, jaa
`;
const otherSites = '(?:externer|empfohlener(?: redaktioneller| externer)?) inhalt';
/**
 * What advertisements and buttons say, and what stands in for content of another site. They are no
 * `furniture`, because the story's trees learned without them.
 */
const insertionLabel = new RegExp(
  String.raw`^(?:(?:${advertisementLabels}|${buttons})\s?[:：]?|${otherSites}(?: nicht verfügbar)?)$`,
  'iu',
);
/** A longer text that begins so is prose. */
const maxFurniture = 160;

/**
 * Until the story has this many paragraphs of text, a block that repeats the standfirst is dropped. A later
 * one stays: it is the sentence that the page uses as its standfirst.
 */
const paragraphsOfOpening = 2;

/**
 * @param alreadyShown texts that the record has elsewhere, such as the title; blocks that repeat them are
 * dropped
 * @param standfirst dropped likewise, but only at the beginning
 */
export function storyParagraphs(
  blocks: readonly Block[],
  alreadyShown: readonly (string | undefined)[],
  standfirst?: string,
): Paragraph[] {
  const shown = new Set(alreadyShown.flatMap((text) => (text === undefined ? [] : lettersAndDigits(text))));
  const atFirst = standfirst === undefined ? shown : new Set([...shown, lettersAndDigits(standfirst)]);
  const paragraphs: Paragraph[] = [];
  const boxed = new Set<Paragraph>();
  let textsSoFar = 0;
  for (const block of withWholeRows(blocks)) {
    const repeated = textsSoFar < paragraphsOfOpening ? atFirst : shown;
    if (isIn(repeated, block.text) || isFurniture(block)) continue;
    const role = roleOf(block);
    if (isInsertion(block, role, textsSoFar === 0)) continue;
    const texts = textsIn(block, repeated).filter((text) => /[\p{L}\p{N}_]/u.test(text));
    const added = texts.map((text) => ({ role, text }));
    paragraphs.push(...added);
    if (role !== 'text' || added[0] === undefined) continue;
    textsSoFar++;
    if (isBesidePicture(block)) boxed.add(added[0]);
  }
  return withoutAnnouncements(withCaptions(paragraphs, boxed));
}

/**
 * Whether the block stands between the paragraphs and is none: a date, a credit, an advertisement's label.
 * @param isFirst whether it comes before the story's first text
 */
function isInsertion(block: Block, role: Paragraph['role'], isFirst: boolean): boolean {
  const { text } = block;
  // Further down, a date without a label may head what follows.
  if (isDateLine(block) && (isFirst || isLabelledDate(text))) return true;
  if (isFirst && role === 'text' && isDatedByline(text)) return true;
  // A heading may begin like an advertisement's, and a caption says whose picture it is.
  if (insertionLabel.test(text) || isDisclosure(text) || isFormText(text)) return true;
  if (role === 'caption') return false;
  return creditsPicture(text) || announcesOthers(text) || (role !== 'subheading' && namesPhotographer(text));
}

/** Words that lead elsewhere only with these: "Watch out for:" heads a list of the story. */
const ofStory = new RegExp(
  String.raw`^\W{0,6}(?:watch|recommended|related|more (?:on|from|about)) (?!${anyOf`
    also, more, now, next, this, the video, videos?, news, articles?, stor, posts?, read, content, coverage
  `})`,
  'i',
);
/** A longer text announces what its story goes on with. */
const maxLead = 40;
/** Whether the text announces other stories, which are links: "Read also:". */
function announcesOthers(text: string): boolean {
  const leads = text.length < maxLead && /[:：]$/.test(text) && lineCue(text) === cues.elsewhere;
  return leads && !ofStory.test(text);
}

/** Where more of the texts stand in boxes with pictures, these are what the page is about. */
const maxBoxed = 0.25;

/** The paragraphs, with the role of captions for those that stand with a picture, if they are few. */
function withCaptions(paragraphs: readonly Paragraph[], boxed: ReadonlySet<Paragraph>): readonly Paragraph[] {
  const texts = paragraphs.filter(({ role }) => role === 'text').length;
  if (boxed.size > maxBoxed * texts) return paragraphs;
  return paragraphs.map((one) => (boxed.has(one) ? { ...one, role: 'caption' } : one));
}

/** In characters, from the beginning of a text. Most texts that differ differ within them. */
const beginning = 24;

/** Whether the letters and digits of a text are one of `keys`. */
function isIn(keys: ReadonlySet<string>, text: string): boolean {
  const start = lettersAndDigits(text.slice(0, beginning));
  return [...keys].some((key) => key.startsWith(start)) && keys.has(lettersAndDigits(text));
}

/**
 * The text of a standfirst without the headline or byline above it in the same block; '' if nothing else is
 * left.
 */
export function standfirstText(block: Block, title: string): string {
  const headline = lettersAndDigits(title);
  return lettersAndDigits(block.text) === headline ? '' : textsIn(block, new Set([headline])).join(' ');
}

/**
 * The paragraphs of a block: its lines if nearly all end like sentences, after any headline, byline and
 * date.
 */
function textsIn({ text, lines }: Block, repeated: ReadonlySet<string | undefined>): readonly string[] {
  if (lines === undefined) return [text];
  const start = lines.findIndex(
    (line) => !repeated.has(lettersAndDigits(line)) && !isByline(line) && momentOnLine(line) === undefined,
  );
  const rest = start < 0 ? [] : lines.slice(start);
  const sentences = rest.filter(endsAsProse).length;
  return sentences >= minSentenceShare * rest.length ? rest : [rest.join(' ')];
}
const minSentenceShare = 0.8;

/** Whether the block is a headline, a list of links, a byline, a date, or a line such as "Read more". */
function isFurniture(block: Block): boolean {
  const { text } = block;
  const isLine = block.element.tag !== 'h1' && isFurnitureLine(block);
  return isLine || isByline(text) || (text.length < 100 && momentOnLine(text) !== undefined);
}

/** The same without bylines and dates: a feature of the story's trees. */
export function isFurnitureLine({ text, linked, element }: Block): boolean {
  if (element.tag === 'h1') return true;
  if (linked > 0.6 * text.length && (text.length < 200 || element.tag === 'li')) return true;
  return text.length < maxFurniture && furniture.test(text);
}

/** Whether the block is a date and nothing else. A time of day alone may head a post of a live blog. */
export function isDateLine({ text, element }: Block): boolean {
  if (text.length >= 100 || /^\d{1,2}[:.]\d{2}(?!\d|\.\d)/.test(text)) return false;
  return withoutDate(text) === '' || timesAt(element).has(text);
}

/** The texts of the `time` elements that an element is or has as children. */
const timesAt = oncePerElement((element) => {
  const times = [element, ...element.children].filter((one) => typeof one !== 'string' && one.tag === 'time');
  return new Set(times.map((one) => (typeof one === 'string' ? one : lineOf(one))));
});

const captionTags = new Set(['figcaption', 'caption', 'figure']);
const captionNames = /(?:^|[^a-z])captions?(?:[^a-z]|$)/i;
const namesCaption = remembering((names) => captionNames.test(hyphenateCamelCase(names)));

/** The same word in other languages, which is also one of stories unless a colon follows. */
const correctionLabel = new RegExp(
  String.raw`^\(?(?:${anyOf`
    korrektur, richtigstellung, berichtigung, correctif, rectificatif, rectification, corrección,
    rectificación, fe de err(?:ores|atas), correção, errata, correzione, rettifica, correctie, rectificatie,
    rättelse, rettelse, rettet, oikaisu, korjaus, sprostowanie, oprava, исправление, düzeltme, 訂正, 更正, 정정
  `})\s?[:：]`,
  'iu',
);

/** Whether the text corrects the story. */
export function isCorrection(text: string): boolean {
  return /^\(?correct(?:ion|s|ed)\b[^a-z]/i.test(text) || correctionLabel.test(text);
}

/** The role of the block's paragraphs, from its text and the elements around it. */
export function roleOf({ element, text, bold }: Block): Paragraph['role'] {
  if (isCorrection(text)) return 'correction';
  if (isCaptionText(text)) return 'caption';
  let level = 0;
  let isInTable = false;
  for (
    let at: Element | undefined = element;
    at !== undefined && at.tag !== 'article' && at.tag !== 'body';
    at = at.parent
  ) {
    if (isHeading(at)) return 'subheading';
    if (at.tag === 'li') return 'list';
    if (at.tag === 'blockquote') return 'quote';
    if (at.tag === 'table') isInTable = true;
    // Editors put tables in figures too.
    const isIn = captionTags.has(at.tag) && !(isInTable && at.tag === 'figure');
    const isCaption = isIn || (level++ < 3 && namesCaption(at.attributes.class ?? ''));
    if (isCaption && text.length < maxCaption) return 'caption';
  }
  return bold && looksLikeSubheading(text) ? 'subheading' : 'text';
}

/** A subheading, or a line such as "See also:", with nothing below it belongs to what was left out. */
function withoutAnnouncements(paragraphs: readonly Paragraph[]): Paragraph[] {
  const last = paragraphs.findLastIndex(
    ({ role, text }) => role !== 'subheading' && !(text.length < maxAnnouncement && /[:：]$/.test(text)),
  );
  return paragraphs.slice(0, last + 1);
}
const maxAnnouncement = 120;
