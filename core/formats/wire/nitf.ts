/** NITF 3.x (IPTC News Industry Text Format): one wire story, alone or inside a NewsML-G2 item. */

import { binaryEvidence } from '../../charset/charset.ts';
import { parseMoment } from '../../dates/moment.ts';
import { buildContent, type ContentFields } from '../../document/buildContent.ts';
import { type Content, type Paragraph, unknownSource } from '../../document/record.ts';
import { type Revision, revisionOf } from '../../document/revision.ts';
import { webAddress } from '../../document/urls.ts';
import { refuse } from '../../errors.ts';
import { type Element, lineOf } from '../../markup/htmlTree.ts';
import { readRootElement } from '../../markup/xml.ts';
import {
  childrenOf,
  elementAt,
  inheritedAttribute,
  lineIn,
  type XmlElement,
} from '../../markup/xmlElement.ts';
import { xmlRootOf } from '../../markup/xmlRoot.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { placeOfDateline } from '../../text/dateline.ts';
import { declaredLanguage } from '../../text/language.ts';
import { tidyLine } from '../../text/tidy.ts';
import { wordSet } from '../../text/wordSet.ts';
import type { SingleDocument, SingleFormat } from '../format.ts';
import { paragraphsOfPage } from '../html/fragment.ts';
import { flagsOfStatus, titleOfKill } from '../unpublished.ts';

export const nitf: SingleFormat = {
  name: 'nitf',
  kind: 'single',
  seconds: 5,
  recognises: (head) => xmlRootOf(head)?.name === 'nitf' && binaryEvidence(head) === undefined,
  async read({ info, bytes }) {
    const { element, charset, flags } = await readRootElement(bytes, info.contentType);
    const { identity, ...story } = readNitf(element);
    const isEmpty = story.title === '' && story.paragraphs.length === 0;
    const title = isEmpty ? titleOfKill(story.flags, identity?.guid) : story.title;
    if (title === undefined) return refuse('extract.no_content', 'the item has no headline and no text');
    const content = buildContent({
      ...story,
      title,
      extractor: 'nitf/1',
      confidence: 1,
      flags: [...flags, ...story.flags],
    });
    return { charset, content, ...(identity && { identity }) };
  },
};

type NitfStory = Omit<ContentFields, 'extractor' | 'confidence'> & Pick<SingleDocument, 'identity'>;

/** Reads the metadata and the text of an `nitf` element. */
export function readNitf(nitf: XmlElement): NitfStory {
  const data = elementAt(nitf, 'head', 'docdata');
  const head = elementAt(nitf, 'body', 'body.head');
  const title = nitfLine(elementAt(head, 'hedline', 'hl1')) ?? lineIn(elementAt(nitf, 'head', 'title')) ?? '';
  const standfirst = nitfLine(elementAt(head, 'abstract')) ?? nitfLine(elementAt(head, 'hedline', 'hl2'));
  const byline = elementAt(head, 'byline');
  const identity = identityOf(nitf);
  const status = data?.attributes['management-status'];
  const paragraphs = nitfParagraphs(elementAt(nitf, 'body', 'body.content'), [title, standfirst]);
  return {
    title,
    standfirst,
    paragraphs: [...correctionsIn(data), ...paragraphs],
    byline: bylineOf(byline),
    authors: childrenOf(byline, 'person').flatMap((person) => nitfLine(person) ?? []),
    located: placeOfDateline(
      nitfLine(elementAt(head, 'dateline', 'location')) ?? nitfLine(elementAt(head, 'dateline')),
    ),
    published:
      docdataMoment(nitf, 'date.release') ??
      docdataMoment(nitf, 'date.issue') ??
      storyDate(nitf) ??
      publicationDate(nitf),
    modified: undefined,
    embargoedUntil: status === 'embargoed' ? docdataMoment(nitf, 'date.release') : undefined,
    language: declaredLanguage(
      inheritedAttribute(elementAt(nitf, 'body'), 'lang') ?? nitf.attributes.baselang,
    ),
    source: sourceOf(nitf, identity),
    subjects: subjectsOf(nitf),
    genre: tidyLine(
      elementAt(nitf, 'head', 'tobject', 'tobject.property')?.attributes['tobject.property.type'],
    ),
    urgency: Number(elementAt(data, 'urgency')?.attributes['ed-urg']),
    flags: [...flagsOfStatus(status), ...(paragraphs.length === 0 ? ['title-only'] : [])],
    ...omitUndefined({ identity }),
  };
}

/** Such as "By Jane Doe, Harbour correspondent": NITF has an element of its own for the job title. */
function bylineOf(byline: Element | undefined): string | undefined {
  if (byline === undefined) return undefined;
  const name = {
    ...byline,
    children: byline.children.filter((child) => typeof child === 'string' || child.tag !== 'byttl'),
  };
  const lines = [name, ...childrenOf(byline, 'byttl')].flatMap(
    (part) => nitfLine(part)?.replace(/,$/, '') ?? [],
  );
  return lines.length === 0 ? undefined : lines.join(', ');
}

/** The version of the item's keyword, and when it was issued. */
function revisionIn(nitf: Element): Revision | undefined {
  const version = elementAt(nitf, 'head', 'docdata', 'du-key')?.attributes.version;
  return revisionOf(version, docdataMoment(nitf, 'date.issue'));
}

function identityOf(nitf: Element): SingleDocument['identity'] {
  const id = elementAt(nitf, 'head', 'docdata', 'doc-id')?.attributes ?? {};
  const guid = tidyLine(id['id-string']);
  return guid === undefined
    ? undefined
    : {
        provider: tidyLine(id.regsrc) ?? copyrightHolder(nitf) ?? '',
        guid,
        ...omitUndefined({ revision: revisionIn(nitf) }),
      };
}

function sourceOf(nitf: Element, identity: SingleDocument['identity']): Content['source'] {
  const publication = elementAt(nitf, 'head', 'pubdata')?.attributes ?? {};
  const head = elementAt(nitf, 'body', 'body.head');
  const holder = copyrightHolder(nitf);
  const named =
    nitfLine(elementAt(head, 'distributor')) ??
    tidyLine(publication.name) ??
    holder ??
    tidyLine(identity?.provider);
  return {
    name: named ?? unknownSource,
    ...omitUndefined({
      url: webAddress(publication['ex-ref']),
      guid: identity?.guid,
      publisher: holder,
      usageTerms: nitfLine(elementAt(head, 'rights')),
    }),
  };
}

function copyrightHolder(nitf: Element): string | undefined {
  return tidyLine(elementAt(nitf, 'head', 'docdata', 'doc.copyright')?.attributes.holder);
}

function docdataMoment(nitf: Element, tag: string) {
  return parseMoment(elementAt(nitf, 'head', 'docdata', tag)?.attributes.norm ?? '', 'nitf');
}

function storyDate(nitf: Element) {
  return parseMoment(
    elementAt(nitf, 'body', 'body.head', 'dateline', 'story.date')?.attributes.norm ?? '',
    'nitf',
  );
}

function publicationDate(nitf: Element) {
  return parseMoment(elementAt(nitf, 'head', 'pubdata')?.attributes['date.publication'] ?? '', 'nitf');
}

/** The most specific name of each subject, or its code; then the keywords. */
function subjectsOf(nitf: Element): string[] {
  const subjects = childrenOf(elementAt(nitf, 'head', 'tobject'), 'tobject.subject').flatMap(
    ({ attributes }) => {
      const names = ['detail', 'matter', 'type', 'refnum'].map((part) =>
        tidyLine(attributes[`tobject.subject.${part}`]),
      );
      return names.find((name) => name !== undefined) ?? [];
    },
  );
  const keywords = childrenOf(elementAt(nitf, 'head', 'docdata', 'key-list'), 'keyword').flatMap(
    ({ attributes }) => tidyLine(attributes.key) ?? [],
  );
  return [...new Set([...subjects, ...keywords])];
}

/** The notes on what this version corrects. */
function correctionsIn(data: Element | undefined): Paragraph[] {
  return childrenOf(data, 'correction').flatMap(({ attributes }) => {
    const text = tidyLine(attributes.info);
    return text === undefined ? [] : [{ role: 'correction', text }];
  });
}

/** NITF elements with another name in HTML. All others have the same name there, or are blocks in both. */
const htmlTags: ReadonlyMap<string, string> = new Map([
  ['hl1', 'h2'],
  ['hl2', 'h2'],
  ['bq', 'blockquote'],
  ['block', 'div'],
  ['media', 'figure'],
  ['media-caption', 'figcaption'],
  ['media-metadata', 'aside'],
  ['media-producer', 'aside'],
  ['nitf-table-metadata', 'aside'],
]);

/** Elements inside a sentence: names, dates and amounts. */
const inline = wordSet`
  alt-code chron city classifier copyrite copyrite.holder copyrite.year country event frac frac-num
  frac-den frac-sep function lang location money name.family name.given num object.title org person
  pronounce region state sublocation virtloc
`;

function nitfParagraphs(content: Element | undefined, shown: readonly (string | undefined)[]): Paragraph[] {
  return content === undefined ? [] : paragraphsOfPage({ root: toHtml(content) }, shown);
}

/**
 * Renames the elements to HTML. It drops attributes, because NITF's classes and roles mean other things than
 * HTML's.
 */
function toHtml({ tag, children }: Element, parent?: Element): Element {
  const element: Element = {
    tag: inline.has(tag) ? 'span' : (htmlTags.get(tag) ?? tag),
    attributes: {},
    parent,
    children: [],
  };
  element.children = children.map((child) => (typeof child === 'string' ? child : toHtml(child, element)));
  return element;
}

function nitfLine(element: Element | undefined): string | undefined {
  return element === undefined ? undefined : tidyLine(lineOf(toHtml(element)));
}
