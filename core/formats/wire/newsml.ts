/**
 * NewsML-G2 (IPTC, 2.x): one news item, or a message with several. The text is inline XHTML or NITF. Pictures and other media
 * are outside the file, so only their captions are read. Packages and concepts are not news and are skipped.
 */

import { binaryEvidence } from '../../charset/charset.ts';
import { parseMoment } from '../../dates/moment.ts';
import { buildContent } from '../../document/buildContent.ts';
import { authorityOf } from '../../document/identifierAuthority.ts';
import type { Content, Moment, Paragraph } from '../../document/record.ts';
import { unknownSource } from '../../document/record.ts';
import { BadInput, refuse } from '../../errors.ts';
import { parseFragment } from '../../markup/htmlFragment.ts';
import type { Element } from '../../markup/htmlTree.ts';
import { type StreamedElement, streamElements } from '../../markup/xml.ts';
import {
  childOf,
  childrenOf,
  elementAt,
  inheritedAttribute,
  lineIn,
  textIn,
  tidyLine,
} from '../../markup/xmlElement.ts';
import { xmlRootOf } from '../../markup/xmlRoot.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { authorsInByline } from '../../text/byline.ts';
import { languageTag } from '../../text/language.ts';
import { tidy } from '../../text/tidy.ts';
import type { ContainerFormat, ContainerInput, DocumentMember, RefusedMember } from '../format.ts';
import { paragraphsOfPage } from '../html/fragment.ts';
import { keepMembersBeforeError } from '../keepMembersBeforeError.ts';
import { linesToParagraphs, splitLines } from '../plain/paragraphs.ts';
import { readNitf } from './nitf.ts';

export const newsml: ContainerFormat = {
  name: 'newsml-g2',
  kind: 'container',
  isolated: true,
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
    else if (count === 0)
      throw new BadInput(refuse('extract.no_content', `<${element.tag}> contains no news item`));
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
  const { qcode, uri, literal } = providerOf(element)?.attributes ?? {};
  const provider =
    authorityOf(guid ?? '') ?? qcode ?? uri ?? literal ?? lineIn(childOf(providerOf(element), 'name')) ?? '';
  return {
    part,
    ...(guid !== undefined && { identity: { provider, guid } }),
    charset,
    bytes: characters,
    content,
  };
}

/** The content of an item; `undefined` if it has no headline and no text. */
function contentOf(item: Element, flags: readonly string[]): Content | undefined {
  const meta = childOf(item, 'contentMeta');
  const about = childOf(item, 'itemMeta');
  const nitfElement = elementAt(item, 'contentSet', 'inlineXML', 'nitf');
  const nitf = nitfElement && readNitf(nitfElement);
  const title =
    headlineOf(meta) ??
    nitf?.title ??
    lineIn(childOf(about, 'title')) ??
    lineIn(childOf(meta, 'slugline')) ??
    '';
  const summary = summaryOf(meta);
  const body = nitf?.paragraphs ?? bodyOf(item, [title, summary]);
  const caption: Paragraph[] =
    summary === undefined ? [] : [{ role: isText(about) ? 'text' : 'caption', text: summary }];
  const paragraphs = body.length > 0 ? body : caption;
  if (title === '' && paragraphs.length === 0) return undefined;
  const byline = lineIn(childOf(meta, 'by')) ?? nitf?.byline;
  const tag = languageTag(
    childOf(meta, 'language')?.attributes.tag ??
      inheritedAttribute(elementAt(item, 'contentSet', 'inlineXML') ?? item, 'lang'),
  );
  return buildContent({
    title,
    standfirst: body.length > 0 ? (summary ?? nitf?.standfirst) : undefined,
    paragraphs,
    byline,
    authors: authorsIn(meta, byline, nitf?.authors),
    ...datesOf(item, nitf?.published),
    language: tag === undefined ? undefined : { tag, source: 'document', confidence: 0.9 },
    source: sourceOf(item),
    subjects: [
      ...new Set(childrenOf(meta, 'subject', 'keyword').flatMap((subject) => conceptName(subject) ?? [])),
    ],
    genre: conceptName(childOf(meta, 'genre')) ?? nitf?.genre,
    urgency: Number(lineIn(childOf(meta, 'urgency')) ?? Number.NaN) || nitf?.urgency,
    located: lineIn(childOf(meta, 'dateline')) ?? nitf?.located ?? conceptName(childOf(meta, 'located')),
    extractor: 'newsml-g2/1',
    confidence: body.length > 0 ? 1 : 0.6,
    flags: [
      ...flags,
      ...statusFlags(about),
      ...(body.length > 0 ? [] : paragraphs.length > 0 ? ['summary-only'] : ['title-only']),
    ],
  });
}

/** Flags for `stat:canceled` and `stat:withheld` (IPTC publishing status) and for an embargo: people decide what to do. */
function statusFlags(about: Element | undefined): string[] {
  const status = /\b(canceled|withheld)$/.exec(childOf(about, 'pubStatus')?.attributes.qcode ?? '')?.[1];
  return [
    ...(status === undefined ? [] : [`status-${status}`]),
    ...(embargoOf(about) === undefined ? [] : ['embargoed']),
  ];
}

function embargoOf(about: Element | undefined): string | undefined {
  return lineIn(childOf(about, 'embargoed'));
}

const isText = (about: Element | undefined): boolean =>
  /\b(?:text|composite)$/.test(childOf(about, 'itemClass')?.attributes.qcode ?? 'text');

/** The main headline: its role does not contain "sub", or it has no role. */
function headlineOf(meta: Element | undefined): string | undefined {
  const headlines = childrenOf(meta, 'headline');
  return lineIn(headlines.find(({ attributes }) => !/sub/i.test(attributes.role ?? '')) ?? headlines[0]);
}

function summaryOf(meta: Element | undefined): string | undefined {
  const descriptions = childrenOf(meta, 'description');
  return lineIn(
    descriptions.find(({ attributes }) => /summary|abstract|caption/i.test(attributes.role ?? '')) ??
      descriptions[0],
  );
}

function bodyOf(item: Element, shown: readonly (string | undefined)[]): Paragraph[] {
  const set = childOf(item, 'contentSet');
  for (const content of childrenOf(set, 'inlineXML', 'inlineData')) {
    const found =
      content.tag === 'inlineXML'
        ? paragraphsOfPage({ root: content }, shown)
        : inlineDataParagraphs(content, shown);
    if (found.length > 0) return found;
  }
  return [];
}

/** Inline plain text or HTML; encoded data and other media types have no text. */
function inlineDataParagraphs(data: Element, shown: readonly (string | undefined)[]): Paragraph[] {
  const { contenttype = 'text/plain', encoding } = data.attributes;
  if (encoding !== undefined || !contenttype.startsWith('text/')) return [];
  if (contenttype !== 'text/html')
    return linesToParagraphs(splitLines(tidy(textIn(data))), { markdown: false });
  const page = parseFragment(textIn(data));
  return 'code' in page ? [] : paragraphsOfPage(page, shown);
}

/** The authors in the text, or else the names in the byline, or else the creators that are persons. */
function authorsIn(
  meta: Element | undefined,
  byline: string | undefined,
  inText: readonly string[] | undefined,
): string[] {
  if (inText !== undefined && inText.length > 0) return [...inText];
  if (byline !== undefined) return authorsInByline(byline);
  return childrenOf(meta, 'creator').flatMap((creator) => authorsInByline(conceptName(creator) ?? ''));
}

/** The dates of the content, or else those of the item. */
function datesOf(
  item: Element,
  inText: Moment | undefined,
): { published: Moment | undefined; modified: Moment | undefined } {
  const moment = (part: string, tag: string) =>
    parseMoment(lineIn(elementAt(item, part, tag)) ?? '', 'newsml-g2');
  const created = moment('contentMeta', 'contentCreated') ?? moment('itemMeta', 'firstCreated') ?? inText;
  const changed = moment('contentMeta', 'contentModified') ?? moment('itemMeta', 'versionCreated');
  return {
    published: created ?? changed,
    modified: created === undefined || changed?.value === created.value ? undefined : changed,
  };
}

function providerOf(item: Element): Element | undefined {
  return elementAt(item, 'itemMeta', 'provider');
}

function sourceOf(item: Element): Content['source'] {
  const rights = childOf(item, 'rightsInfo');
  const provider = providerOf(item);
  const embargo = embargoOf(childOf(item, 'itemMeta'));
  const terms = [
    ...(embargo === undefined ? [] : [`Embargoed until ${embargo}`]),
    ...childrenOf(rights, 'usageTerms', 'copyrightNotice').flatMap((notice) => lineIn(notice) ?? []),
  ];
  return {
    name: conceptName(provider) ?? unknownSource,
    ...omitUndefined({
      guid: tidyLine(item.attributes.guid),
      publisher: conceptName(childOf(rights, 'copyrightHolder')),
      usageTerms: terms.length === 0 ? undefined : terms.join(' · '),
    }),
  };
}

/** The name of a concept: its written name, or else its literal, its qcode or its URI. */
function conceptName(concept: Element | undefined): string | undefined {
  if (concept === undefined) return undefined;
  const { literal, qcode, uri } = concept.attributes;
  const written =
    childOf(concept, 'name') === undefined
      ? concept.tag === 'keyword' && lineIn(concept)
      : lineIn(childOf(concept, 'name'));
  return written || (tidyLine(literal) ?? tidyLine(qcode) ?? tidyLine(uri));
}
