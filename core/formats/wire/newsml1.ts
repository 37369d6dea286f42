/**
 * NewsML 1.x (IPTC), which wires wrote before NewsML-G2 and archives have: one news item or several. The text
 * is in the first component that has one, as NITF, as XHTML, as HTML in a text, or as plain text.
 */

import { binaryEvidence } from '../../charset/charset.ts';
import { parseMoment } from '../../dates/moment.ts';
import { buildContent } from '../../document/buildContent.ts';
import { type Content, type Paragraph, unknownSource } from '../../document/record.ts';
import { revisionOf } from '../../document/revision.ts';
import { refuse } from '../../errors.ts';
import { type StreamedElement, streamElements } from '../../markup/xml.ts';
import {
  childOf,
  childrenOf,
  elementAt,
  inheritedAttribute,
  lineIn,
  textIn,
  type XmlElement,
} from '../../markup/xmlElement.ts';
import { xmlRootOf } from '../../markup/xmlRoot.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { placeOfDateline } from '../../text/dateline.ts';
import { declaredLanguage } from '../../text/language.ts';
import { tidy, tidyLine } from '../../text/tidy.ts';
import type { ContainerFormat, ContainerInput, DocumentMember, RefusedMember } from '../format.ts';
import { paragraphsOfPage } from '../html/fragment.ts';
import { bodyParagraphs } from '../json/jsonFields.ts';
import { keepMembersBeforeError } from '../keepMembersBeforeError.ts';
import { flagsOfStatus, titleOfKill } from '../unpublished.ts';
import { datesOfVersion } from './newsmlMetadata.ts';
import { readNitf } from './nitf.ts';

export const newsml1: ContainerFormat = {
  name: 'newsml-1',
  kind: 'container',
  seconds: 5,
  recognises: (head) => xmlRootOf(head)?.name === 'NewsML' && binaryEvidence(head) === undefined,
  async read(source) {
    return { feed: false, members: keepMembersBeforeError(newsItems(source)) };
  },
};

async function* newsItems({ info, stream }: ContainerInput): AsyncGenerator<DocumentMember | RefusedMember> {
  let count = 0;
  for await (const item of streamElements(stream(), {
    contentType: info.contentType,
    wanted: ({ tag }) => tag === 'NewsItem',
  }))
    if (item.element.tag === 'NewsItem') yield memberOf(item, `items/${count++}`);
  if (count === 0)
    yield { part: '', refusal: refuse('extract.no_content', '<NewsML> contains no news item') };
}

function memberOf(
  { element, charset, characters, flags }: StreamedElement,
  part: string,
): DocumentMember | RefusedMember {
  const identity = identityOf(element);
  const content = contentOf(element, flags, identity?.guid);
  if (content === undefined)
    return { part, refusal: refuse('extract.no_content', 'the item has no headline and no text') };
  return { part, ...omitUndefined({ identity }), charset, bytes: characters, content };
}

/** The identifier without the number of the revision: a correction is the same document. */
function identityOf(item: XmlElement): DocumentMember['identity'] {
  const identifier = elementAt(item, 'Identification', 'NewsIdentifier');
  const [provider, day, id] = ['ProviderId', 'DateId', 'NewsItemId'].map((tag) =>
    lineIn(childOf(identifier, tag)),
  );
  if (!provider || !day || !id) return undefined;
  const made = lineIn(elementAt(item, 'NewsManagement', 'ThisRevisionCreated'));
  const revision = revisionOf(lineIn(childOf(identifier, 'RevisionId')), parseMoment(made ?? '', 'newsml-1'));
  return { provider, guid: `urn:newsml:${provider}:${day}:${id}`, ...omitUndefined({ revision }) };
}

/** The content of an item; `undefined` if it has no headline and no text. */
function contentOf(
  item: XmlElement,
  flags: readonly string[],
  guid: string | undefined,
): Content | undefined {
  const components = componentsIn(item);
  const first = (...path: string[]) =>
    components.map((component) => elementAt(component, ...path)).find((found) => found !== undefined);
  const line = (tag: string) => lineIn(first('NewsLines', tag));
  const named = (element: XmlElement | undefined) => tidyLine(element?.attributes.FormalName);
  const { paragraphs, nitf } = textOf(components, [line('HeadLine'), line('SubHeadLine')]);
  const management = childOf(item, 'NewsManagement');
  const status = named(childOf(management, 'Status'))?.toLowerCase() ?? '';
  const headline = line('HeadLine') ?? nitf?.title ?? line('SlugLine') ?? '';
  const isEmpty = headline === '' && paragraphs.length === 0;
  const title = isEmpty ? titleOfKill(flagsOfStatus(status), guid) : headline;
  if (title === undefined) return undefined;
  const moment = (tag: string) => parseMoment(lineIn(childOf(management, tag)) ?? '', 'newsml-1');
  const dates = datesOfVersion(moment('FirstCreated'), moment('ThisRevisionCreated'));
  const release = elementAt(management, 'StatusWillChange', 'DateAndTime');
  const language =
    named(first('DescriptiveMetadata', 'Language')) ?? inheritedAttribute(components[0] ?? item, 'lang');
  return buildContent({
    title,
    standfirst: line('SubHeadLine') ?? nitf?.standfirst,
    paragraphs,
    byline: line('ByLine') ?? nitf?.byline,
    authors: nitf?.authors ?? [],
    ...dates,
    published: dates.published ?? nitf?.published,
    embargoedUntil: status === 'embargoed' ? parseMoment(lineIn(release) ?? '', 'newsml-1') : undefined,
    language: declaredLanguage(language),
    source: {
      name:
        named(first('AdministrativeMetadata', 'Provider', 'Party')) ??
        named(first('AdministrativeMetadata', 'Source', 'Party')) ??
        lineIn(elementAt(item, 'Identification', 'NewsIdentifier', 'ProviderId')) ??
        unknownSource,
      ...omitUndefined({ guid, usageTerms: line('CopyrightLine') ?? line('RightsLine') }),
    },
    subjects: [...new Set([...components.flatMap(subjectsOf), ...components.flatMap(keywordsOf)])],
    genre: named(first('DescriptiveMetadata', 'Genre')),
    urgency: Number(named(childOf(management, 'Urgency'))),
    located: placeOfDateline(line('DateLine')) ?? nitf?.located,
    extractor: 'newsml-1/1',
    confidence: paragraphs.length > 0 ? 1 : 0.3,
    flags: [...flags, ...flagsOfStatus(status), ...(paragraphs.length > 0 ? [] : ['title-only'])],
  });
}

/** The most specific code of each subject, as NITF has it; files do not name them. */
function subjectsOf(component: XmlElement): string[] {
  const subjects = childrenOf(childOf(component, 'DescriptiveMetadata'), 'SubjectCode');
  return subjects.flatMap((subject) =>
    childrenOf(subject, levelOf(subject)).flatMap((each) => tidyLine(each.attributes.FormalName) ?? []),
  );
}

const levelOf = (subject: XmlElement): string =>
  childOf(subject, 'SubjectDetail', 'SubjectMatter', 'Subject')?.tag ?? '';

const keywordsOf = (component: XmlElement): string[] =>
  childrenOf(childOf(component, 'NewsLines'), 'KeywordLine').flatMap((keyword) => lineIn(keyword) ?? []);

/** The components of an item, each before those inside it. The depth of XML is limited. */
function componentsIn(element: XmlElement): XmlElement[] {
  return childrenOf(element, 'NewsComponent').flatMap((component) => [component, ...componentsIn(component)]);
}

const isCaption = (component: XmlElement): boolean =>
  /caption/i.test(childOf(component, 'Role')?.attributes.FormalName ?? '');

/** The text of the first content that has one; that of a picture only if there is no other. */
function textOf(
  components: readonly XmlElement[],
  shown: readonly (string | undefined)[],
): { paragraphs: readonly Paragraph[]; nitf?: ReturnType<typeof readNitf> } {
  for (const component of components.toSorted((a, b) => Number(isCaption(a)) - Number(isCaption(b))))
    for (const item of childrenOf(component, 'ContentItem')) {
      const data = childOf(item, 'DataContent');
      const element = childOf(data, 'nitf');
      const nitf = element && readNitf(element);
      const paragraphs = nitf?.paragraphs ?? (data === undefined ? [] : paragraphsIn(data, shown));
      if (paragraphs.length > 0) return { paragraphs, ...omitUndefined({ nitf }) };
    }
  return { paragraphs: [] };
}

function paragraphsIn(data: XmlElement, shown: readonly (string | undefined)[]): Paragraph[] {
  if (data.children.some((child) => typeof child !== 'string'))
    return paragraphsOfPage({ root: data }, shown);
  const read = bodyParagraphs(tidy(textIn(data)), shown);
  return 'code' in read ? [] : read;
}
