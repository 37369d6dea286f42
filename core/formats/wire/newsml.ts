/**
 * NewsML-G2 (IPTC, 2.x): one news item, or a message with several. The text is inline XHTML or NITF. Pictures
 * and other media are outside the file, so only their captions are read. Packages and concepts are not news
 * and are skipped.
 */

import { binaryEvidence } from '../../charset/charset.ts';
import { parseMoment } from '../../dates/moment.ts';
import { buildContent } from '../../document/buildContent.ts';
import { authorityOf } from '../../document/identifierAuthority.ts';
import type { Content, Paragraph } from '../../document/record.ts';
import { revisionOf } from '../../document/revision.ts';
import { BadInput, refuse } from '../../errors.ts';
import { type StreamedElement, streamElements } from '../../markup/xml.ts';
import { childOf, childrenOf, elementAt, lineIn, textIn, type XmlElement } from '../../markup/xmlElement.ts';
import { xmlRootOf } from '../../markup/xmlRoot.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { authorsInList } from '../../text/byline/names.ts';
import { placeOfDateline } from '../../text/dateline.ts';
import { declaredLanguage } from '../../text/language.ts';
import { readsAsSentence } from '../../text/sentenceEnd.ts';
import { tidy } from '../../text/tidy.ts';
import type { ContainerFormat, ContainerInput, DocumentMember, RefusedMember } from '../format.ts';
import { paragraphsOfPage } from '../html/fragment.ts';
import { bodyParagraphs } from '../json/jsonFields.ts';
import { keepMembersBeforeError } from '../keepMembersBeforeError.ts';
import { titleOfKill } from '../unpublished.ts';
import {
  type ConceptNames,
  conceptNamesOf,
  inLanguage,
  languageIn,
  withoutScheme,
} from './newsmlConcepts.ts';
import {
  correctionsIn,
  embargoEnd,
  newsmlDates,
  newsmlSource,
  providerOf,
  statusFlags,
} from './newsmlMetadata.ts';
import { readNitf } from './nitf.ts';

export const newsml: ContainerFormat = {
  name: 'newsml-g2',
  kind: 'container',
  seconds: 5,
  recognises(head) {
    const root = xmlRootOf(head);
    return (
      root !== undefined &&
      /^(?:newsItem|newsMessage|packageItem)$/.test(root.name) &&
      binaryEvidence(head) === undefined
    );
  },
  async read(source) {
    return { feed: false, members: keepMembersBeforeError(newsmlMembers(source)) };
  },
};

async function* newsmlMembers({
  info,
  stream,
}: ContainerInput): AsyncGenerator<DocumentMember | RefusedMember> {
  let count = 0;
  for await (const item of streamElements(stream(), {
    contentType: info.contentType,
    wanted: ({ tag }) => tag === 'newsItem',
  })) {
    const { element } = item;
    if (element.tag === 'newsItem')
      yield memberOf(item, element.parent === undefined ? '' : `items/${count++}`);
    else if (count === 0) throw new BadInput('extract.no_content', `<${element.tag}> contains no news item`);
  }
}

function memberOf(
  { element, charset, characters, flags }: StreamedElement,
  part: string,
): DocumentMember | RefusedMember {
  const content = contentOf(element, flags);
  if (content === undefined)
    return { part, refusal: refuse('extract.no_content', 'the item has no headline and no text') };
  const { guid } = content.source;
  const made = lineIn(elementAt(element, 'itemMeta', 'versionCreated'));
  const revision = revisionOf(element.attributes.version, parseMoment(made ?? '', 'newsml-g2'));
  const { qcode, uri, literal } = providerOf(element)?.attributes ?? {};
  const provider =
    authorityOf(guid ?? '') ?? qcode ?? uri ?? literal ?? lineIn(childOf(providerOf(element), 'name')) ?? '';
  return {
    part,
    ...(guid !== undefined && { identity: { provider, guid, ...omitUndefined({ revision }) } }),
    charset,
    bytes: characters,
    content,
  };
}

/** The content of an item; `undefined` if it has no headline and no text. */
function contentOf(item: XmlElement, flags: readonly string[]): Content | undefined {
  const meta = childOf(item, 'contentMeta');
  const about = childOf(item, 'itemMeta');
  const nitfElement = elementAt(item, 'contentSet', 'inlineXML', 'nitf');
  const nitf = nitfElement && readNitf(nitfElement);
  const language = languageIn(item);
  const nameOf = conceptNamesOf(item);
  const headline =
    headlineOf(meta, language) ??
    nitf?.title ??
    lineIn(childOf(about, 'title')) ??
    lineIn(childOf(meta, 'slugline')) ??
    '';
  const descriptions = inLanguage(childrenOf(meta, 'description'), language);
  // The caption of a text is often its slug.
  const summary = summaryIn(isText(about) ? descriptions.filter((each) => !isCaption(each)) : descriptions);
  const described = summary ?? summaryIn(descriptions);
  const body = nitf?.paragraphs ?? bodyOf(item, [headline, summary]);
  const caption: Paragraph[] =
    described === undefined ? [] : [{ role: isText(about) ? 'text' : 'caption', text: described }];
  const paragraphs = [...correctionsIn(about), ...(body.length > 0 ? body : caption)];
  const isEmpty = headline === '' && paragraphs.length === 0;
  const title = isEmpty ? titleOfKill(statusFlags(about), item.attributes.guid) : headline;
  if (title === undefined) return undefined;
  const byline = lineIn(childOf(meta, 'by')) ?? nitf?.byline;
  return buildContent({
    title,
    standfirst: body.length > 0 ? (summary ?? nitf?.standfirst) : undefined,
    paragraphs,
    byline,
    authors: authorsIn(meta, byline, nitf?.authors, nameOf),
    ...newsmlDates(item, nitf?.published),
    embargoedUntil: embargoEnd(about),
    language: declaredLanguage(language),
    source: newsmlSource(item, nameOf),
    subjects: [
      ...new Set(childrenOf(meta, 'subject', 'keyword').flatMap((subject) => nameOf(subject) ?? [])),
    ],
    genre: withoutScheme(nameOf(childOf(meta, 'genre'))) ?? nitf?.genre,
    urgency: Number(lineIn(childOf(meta, 'urgency')) ?? Number.NaN) || nitf?.urgency,
    located: placeOfDateline(lineIn(childOf(meta, 'dateline'))) ?? nitf?.located ?? locatedIn(meta, nameOf),
    extractor: 'newsml-g2/1',
    confidence: body.length > 0 ? 1 : 0.6,
    flags: [
      ...flags,
      ...statusFlags(about),
      ...(body.length > 0 ? [] : paragraphs.length > 0 ? ['summary-only'] : ['title-only']),
    ],
  });
}

const isText = (about: XmlElement | undefined): boolean =>
  /\b(?:text|composite)$/.test(childOf(about, 'itemClass')?.attributes.qcode ?? 'text');

/** The main headline: its role does not contain "sub", or it has no role. */
function headlineOf(meta: XmlElement | undefined, language: string | undefined): string | undefined {
  const headlines = inLanguage(childrenOf(meta, 'headline'), language);
  return lineIn(headlines.find(({ attributes }) => !/sub/i.test(attributes.role ?? '')) ?? headlines[0]);
}

function summaryIn(descriptions: readonly XmlElement[]): string | undefined {
  return lineIn(
    descriptions.find(({ attributes }) => /summary|abstract|caption/i.test(attributes.role ?? '')) ??
      descriptions[0],
  );
}

const isCaption = ({ attributes }: XmlElement): boolean => /caption/i.test(attributes.role ?? '');

function bodyOf(item: XmlElement, shown: readonly (string | undefined)[]): Paragraph[] {
  const set = childOf(item, 'contentSet');
  for (const content of childrenOf(set, 'inlineXML', 'inlineData')) {
    const found =
      content.tag === 'inlineXML'
        ? paragraphsOfPage({ root: withoutHeader(content) }, shown)
        : inlineDataParagraphs(content, shown);
    if (found.length > 0) return found;
  }
  return [];
}

/** The header of a page repeats what the item says about itself; a sentence in it may be the first one. */
function withoutHeader(content: XmlElement): XmlElement {
  const body = elementAt(content, 'html', 'body');
  const children = body?.children.flatMap((child) =>
    typeof child === 'string' || child.tag !== 'header' ? [child] : childrenOf(child, 'p').filter(isSentence),
  );
  return body && children ? { ...body, children } : content;
}

const isSentence = (paragraph: XmlElement): boolean => readsAsSentence(lineIn(paragraph) ?? '');

/** The place where the content was made, unless it is a code without a name. */
function locatedIn(meta: XmlElement | undefined, nameOf: ConceptNames): string | undefined {
  const located = childOf(meta, 'located');
  const name = nameOf(located);
  return name === located?.attributes.qcode || name === located?.attributes.uri ? undefined : name;
}

/** Inline plain text or HTML, whatever it is called; encoded data and other media types have no text. */
function inlineDataParagraphs(data: XmlElement, shown: readonly (string | undefined)[]): Paragraph[] {
  const { contenttype = 'text/plain', encoding } = data.attributes;
  if (encoding !== undefined || !contenttype.startsWith('text/')) return [];
  const read = bodyParagraphs(tidy(textIn(data)), shown);
  return 'code' in read ? [] : read;
}

/** The authors in the text, or else the names in the byline, or else the creators that are persons. */
function authorsIn(
  meta: XmlElement | undefined,
  byline: string | undefined,
  inText: readonly string[] | undefined,
  nameOf: ConceptNames,
): string[] {
  if (inText !== undefined && inText.length > 0) return [...inText];
  if (byline !== undefined) return authorsInList(byline);
  return childrenOf(meta, 'creator').flatMap((creator) => authorsInList(nameOf(creator) ?? ''));
}
